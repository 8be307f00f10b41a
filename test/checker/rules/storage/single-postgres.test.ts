import { describe, expect, test } from '@jest/globals';
import { singlePostgres } from '../../../../lib/checker/rules/storage/single-postgres';
import { judge } from '../judge';
import { object } from '../workloads';

describe('single-postgres', () => {
  const server = (image: string, replicas: number, part = 'containers') =>
    object(
      'StatefulSet',
      'db',
      `replicas: ${replicas}, template: { spec: { ${part}: [{ name: db, image: "${image}" }] } }`,
    );

  test('finds two servers that know nothing of each other', () => {
    expect(judge(singlePostgres, server('postgres:16', 2))).toEqual([singlePostgres.example]);
    expect(judge(singlePostgres, server('mirror.example.com/library/postgres:16', 2))).toHaveLength(1);
  });

  test('finds an autoscaler that adds servers', () => {
    const scaler = object(
      'HorizontalPodAutoscaler',
      'db',
      'scaleTargetRef: { kind: StatefulSet, name: db }, minReplicas: 1, maxReplicas: 3',
    );
    expect(judge(singlePostgres, server('postgres:16', 1) + scaler)[0]).toContain('received 3');
  });

  test.each([
    ['one server', server('postgres:16', 1)],
    ['an image that replicates', server('bitnami/postgresql-repmgr:16', 3)],
    ['a client that waits for the server', server('postgres:16', 3, 'initContainers')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(singlePostgres, yaml)).toEqual([]);
  });
});
