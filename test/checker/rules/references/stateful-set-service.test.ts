import { describe, expect, test } from '@jest/globals';
import { statefulSetService } from '../../../../lib/checker/rules/references/stateful-set-service';
import { judge } from '../judge';
import { object } from '../object';
import { service } from './objects';

describe('stateful-set-service', () => {
  const set = (serviceName: string) =>
    object(
      'StatefulSet',
      'db',
      `spec: { ${serviceName}, template: { metadata: { labels: { app: db, tier: data } }, spec: {} } }`,
      'apps/v1',
    );
  const named = set('serviceName: db-service');

  test('the Service exists in the same namespace', () => {
    expect(judge(statefulSetService, set('serviceName: db-servce') + service('db-service', 'ports: []'))).toEqual([
      statefulSetService.example,
    ]);
    expect(judge(statefulSetService, named + service('other/db-service', 'selector: { app: db }'))).toHaveLength(1);
  });

  test('it selects the pods, headless or not', () => {
    expect(judge(statefulSetService, named + service('db-service', 'selector: { app: db }'))).toEqual([]);
    const headless = service('db-service', 'clusterIP: None, selector: { app: db, tier: data }');
    expect(judge(statefulSetService, named + headless)).toEqual([]);
  });

  test('a Service that selects other pods, or none, gives them no names', () => {
    expect(judge(statefulSetService, named + service('db-service', 'selector: { app: bd }'))).toEqual([
      'StatefulSet default/db: spec.serviceName: expected a Service that selects the StatefulSet\'s pods, received "db-service", which selects app=bd [stateful-set-service]',
    ]);
    expect(judge(statefulSetService, named + service('db-service', 'ports: []'))).toEqual([
      expect.stringContaining('received "db-service", which selects none'),
    ]);
  });

  test('without a name nothing is promised', () => {
    expect(judge(statefulSetService, set('replicas: 1'))).toEqual([]);
  });
});
