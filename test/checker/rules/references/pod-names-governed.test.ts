import { describe, expect, test } from '@jest/globals';
import { podNamesGoverned } from '../../../../lib/checker/rules/references/pod-names-governed';
import { judge } from '../judge';
import { object } from '../object';
import { container, service } from './objects';

describe('pod-names-governed', () => {
  const set = (serviceName: string, value = 'rabbit') =>
    object(
      'StatefulSet',
      'mq',
      `spec: { serviceName: ${serviceName}, template: { metadata: { labels: { app: mq } }, spec: { ${container(`env: [{ name: NODE, value: "${value}" }]`)} } } }`,
      'apps/v1',
    );
  const nodes = service('mq-nodes', 'clusterIP: None, selector: { app: mq }');
  const clients = service('mq', 'selector: { app: mq }');

  test('pods that name themselves below another Service are not found', () => {
    const own = 'rabbit@$(POD_NAME).mq-nodes';
    expect(judge(podNamesGoverned, set('mq', own) + nodes + clients)).toEqual([podNamesGoverned.example]);
    expect(judge(podNamesGoverned, set('mq-nodes', own) + nodes + clients)).toEqual([]);
  });
});
