import { describe, expect, test } from '@jest/globals';
import { persistentVolumeClaimExists } from '../../../../lib/checker/rules/references/persistent-volume-claim-exists';
import { judge } from '../judge';
import { object } from '../object';
import { deployment } from './objects';

describe('persistent-volume-claim-exists', () => {
  const pods = (claim: string) =>
    deployment('api', `volumes: [{ name: files, persistentVolumeClaim: { claimName: ${claim} } }]`);
  const claim = object('PersistentVolumeClaim', 'api-files');

  test('a claim that a pod mounts exists in its namespace', () => {
    expect(judge(persistentVolumeClaimExists, pods('api-file') + claim)).toEqual([persistentVolumeClaimExists.example]);
    expect(judge(persistentVolumeClaimExists, pods('api-files') + claim)).toEqual([]);
  });

  test('the claim of a StatefulSet takes the place of a volume with the name of the template', () => {
    const set = (template: string) =>
      object(
        'StatefulSet',
        'db',
        `spec: { template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }] } }, volumeClaimTemplates: [{ metadata: { name: ${template} } }] }`,
        'apps/v1',
      );
    expect(judge(persistentVolumeClaimExists, set('data'))).toEqual([]);
    expect(judge(persistentVolumeClaimExists, set('logs'))).toHaveLength(1);
  });

  test('a backup may mount the claim that a StatefulSet makes', () => {
    const set = object(
      'StatefulSet',
      'postgres',
      'spec: { template: { spec: {} }, volumeClaimTemplates: [{ metadata: { name: data } }] }',
      'apps/v1',
    );
    expect(judge(persistentVolumeClaimExists, pods('data-postgres-0') + set)).toEqual([]);
    for (const name of ['data-postgres', 'data-postgres-x', 'dat-postgres-0']) {
      expect(judge(persistentVolumeClaimExists, pods(name) + set)).toHaveLength(1);
    }
  });

  test('a snapshot is of a claim that a StatefulSet makes, whatever the order of its words', () => {
    const set = object(
      'StatefulSet',
      'pg',
      'spec: { template: { spec: {} }, volumeClaimTemplates: [{ metadata: { name: data } }] }',
      'apps/v1',
    );
    const snapshot = (name: string) =>
      object('VolumeSnapshot', 'before', `spec: { source: { persistentVolumeClaimName: ${name} } }`);
    expect(judge(persistentVolumeClaimExists, set + snapshot('pg-data-0'))).toEqual([
      'VolumeSnapshot default/before: spec.source.persistentVolumeClaimName: expected a claim in namespace default, such as the one that a StatefulSet makes, received "pg-data-0"; did you mean "data-pg-0"? [persistent-volume-claim-exists]',
    ]);
    expect(judge(persistentVolumeClaimExists, set + snapshot('data-pg-0'))).toEqual([]);
    expect(judge(persistentVolumeClaimExists, set + snapshot('data-redis-0'))[0]).not.toContain('data-pg-0');
    expect(judge(persistentVolumeClaimExists, set + snapshot("''"))).toEqual([]);
    const clone = (kind: string) =>
      object('PersistentVolumeClaim', 'copy', `spec: { dataSource: { kind: ${kind}, name: pg-data-0 } }`);
    expect(judge(persistentVolumeClaimExists, set + clone('PersistentVolumeClaim'))[0]).toContain(
      'spec.dataSource.name',
    );
    expect(judge(persistentVolumeClaimExists, set + clone('VolumeSnapshot'))).toEqual([]);
  });

  test('a claim that no pod mounts is the one that was meant, in a namespace that is whole', () => {
    const shop = deployment('shop/api', 'volumes: [{ name: files, persistentVolumeClaim: { claimName: data } }]');
    const whole = object('Namespace', 'shop') + object('PersistentVolumeClaim', 'shop/uploads') + shop;
    expect(judge(persistentVolumeClaimExists, whole)).toEqual([expect.stringContaining('did you mean "uploads"?')]);
    const other = deployment('shop/web', 'volumes: [{ name: a, persistentVolumeClaim: { claimName: uploads } }]');
    expect(judge(persistentVolumeClaimExists, whole + other)).toEqual([expect.not.stringContaining('uploads')]);
  });
});
