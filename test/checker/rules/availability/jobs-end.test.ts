import { describe, expect, test } from '@jest/globals';
import { jobsEnd } from '../../../../lib/checker/rules/availability/jobs-end';
import { judge } from '../judge';
import { object } from '../workloads';

describe('jobs-end', () => {
  const job = (list: string, more = '', pod = '') =>
    object(
      'Job',
      'import',
      `template: { spec: { ${pod} ${list}: [{ name: proxy, image: "envoyproxy/envoy:v1.31" ${more} }, { name: api, image: "acme/import:1" }] } }`,
    );

  test('finds a proxy that keeps a Job running', () => {
    expect(judge(jobsEnd, job('containers'))).toEqual([jobsEnd.example]);
  });

  test('finds an init container that never ends', () => {
    expect(judge(jobsEnd, job('initContainers'))[0]).toContain(
      'initContainers[proxy].restartPolicy: expected "Always"',
    );
    expect(judge(jobsEnd, job('initContainers', ', restartPolicy: Always'))).toEqual([]);
  });

  test.each([
    [
      'a proxy that is told to stop',
      job('containers').replace('acme/import:1"', 'acme/import:1", args: ["/quitquitquit"]'),
    ],
    ['a wrapper', job('containers', ', command: [sh, -c, "envoy & wait"]')],
    ['processes that see each other', job('containers', '', 'shareProcessNamespace: true,')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(jobsEnd, yaml)).toEqual([]);
  });
});
