import { describe, expect, test } from '@jest/globals';
import { claimWriters } from '../../../../lib/checker/rules/storage/claim-writers';
import { judge } from '../judge';
import { autoscaler, object } from '../workloads';

describe('claim-writers', () => {
  const claim = (mode: string) => object('PersistentVolumeClaim', 'data', `accessModes: [${mode}]`);
  const user = (kind: string, name: string, replicas: number) =>
    object(
      kind,
      name,
      `strategy: { type: Recreate }, replicas: ${replicas}, template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }] } }`,
    );

  test('finds replicas on a disk of one node', () => {
    expect(judge(claimWriters, claim('ReadWriteOnce') + user('Deployment', 'api', 3))).toEqual([claimWriters.example]);
  });

  test('finds a second workload on the disk, and an autoscaler that adds pods', () => {
    const two = user('Deployment', 'api', 1) + user('Deployment', 'worker', 1);
    expect(judge(claimWriters, claim('ReadWriteOncePod') + two)).toHaveLength(1);
    const scaled = user('Deployment', 'api', 1) + autoscaler('maxReplicas: 4');
    expect(judge(claimWriters, claim('ReadWriteOnce') + scaled)).toHaveLength(1);
  });

  test.each([
    ['one pod', claim('ReadWriteOnce') + user('Deployment', 'api', 1)],
    ['a disk for many', claim('ReadWriteMany') + user('Deployment', 'api', 3)],
    ['a Job that reads or restores', claim('ReadWriteOnce') + user('Deployment', 'api', 1) + user('Job', 'restore', 1)],
    ['a claim from elsewhere', user('Deployment', 'api', 3)],
  ])('accepts %s', (_, yaml) => {
    expect(judge(claimWriters, yaml)).toEqual([]);
  });

  test('finds a rolling update, which starts the next pod beside the last', () => {
    const rolling = (strategy: string) =>
      judge(
        claimWriters,
        claim('ReadWriteOnce') + user('Deployment', 'api', 1).replace('{ type: Recreate }', strategy),
      );
    expect(rolling('{}')).toHaveLength(1);
    expect(rolling('{ rollingUpdate: { maxSurge: 0 } }')).toEqual([]);
  });

  test('accepts a program that nobody knows, unless the update is asked for', () => {
    const plain = (image: string) =>
      judge(
        claimWriters,
        claim('ReadWriteOnce') +
          object(
            'Deployment',
            'api',
            `template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }], containers: [{ name: api, image: "${image}" }] } }`,
          ),
      );
    expect(plain('acme/audit-log:1')).toEqual([]);
    expect(plain('mysql:8')).toHaveLength(1);
  });
});
