import { describe, expect, test } from '@jest/globals';
import { subdomainsHaveServices } from '../../../../lib/checker/rules/references/subdomains-have-services';
import { judge } from '../judge';
import { object } from '../object';
import { service } from './objects';

describe('subdomains-have-services', () => {
  const job = (subdomain: string, kind = 'Job') =>
    object(
      kind,
      'train',
      `spec: { template: { metadata: { labels: { app: train } }, spec: { subdomain: ${subdomain}, containers: [] } } }`,
      'batch/v1',
    );
  const headless = (selector: string, id = 'train') => service(id, `clusterIP: None, selector: { ${selector} }`);
  const said = (...yaml: string[]) => judge(subdomainsHaveServices, yaml.join(''));

  test('finds a subdomain beside the headless Service of the pods', () => {
    expect(said(job('training'), headless('job-name: train'))).toEqual([subdomainsHaveServices.example]);
    expect(said(job('training'), headless('app: train'))).toHaveLength(1);
    expect(said(job('train'), headless('job-name: train'))).toEqual([]);
  });

  test.each([
    ['a Service of another Job', job('other'), headless('job-name: test')],
    ['a Service of other pods', job('other'), headless('app: web')],
    ['a Service of another namespace', job('other'), headless('app: train', 'jobs/train')],
    ['a Service with an address', job('other'), service('train', 'selector: { app: train }')],
    ['a StatefulSet, which names its Service', job('other', 'StatefulSet'), headless('app: train')],
    ['no Service at all', job('other'), ''],
  ])('accepts %s', (_, ...yaml) => {
    expect(said(...yaml)).toEqual([]);
  });
});
