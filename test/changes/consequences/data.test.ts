import { describe, expect, test } from '@jest/globals';
import { data } from '../../../lib/changes/consequences/data';
import { said, saidOf } from '../said';
import { API, DATABASE, object, workload } from '../shop';

const FILES = workload(
  'Deployment',
  'files',
  'replicas: 1',
  'containers: [{ name: files, image: "acme/files:1.0.0", volumeMounts: [{ name: data, mountPath: /data }] }], volumes: [{ name: data, persistentVolumeClaim: { claimName: uploads } }]',
);
const claim = (name: string, size: string) =>
  object(
    'PersistentVolumeClaim',
    name,
    `spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } } }`,
  );

describe('data at risk', () => {
  test('a mount of another claim', () => {
    expect(saidOf(data, FILES, 'claimName: uploads', 'claimName: files')).toEqual([data.example]);
  });

  test('a mount of no claim', () => {
    const [line] = saidOf(data, FILES, 'persistentVolumeClaim: { claimName: uploads }', 'emptyDir: {}');
    expect(line).toContain('/data is on another disk or on none');
  });

  test('a StatefulSet with disks that is gone', () => {
    expect(said(data, API + DATABASE, API)).toEqual([
      'data: StatefulSet shop/db: expected it to stay: its claims carry its name, under another one it starts with empty disks',
    ]);
  });

  test('another major version of PostgreSQL', () => {
    expect(saidOf(data, DATABASE, 'postgres:16.9', 'postgres:17.1')).toEqual([
      expect.stringContaining('expected PostgreSQL 16 on Debian as before'),
    ]);
  });

  test('a claim that shrinks', () => {
    expect(said(data, claim('uploads', '10Gi'), claim('uploads', '5Gi'))).toEqual([
      expect.stringContaining('expected at least "10Gi" as before'),
    ]);
  });

  test('claims that Kubernetes deletes from now on', () => {
    const policy = 'persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }';
    expect(saidOf(data, DATABASE, 'serviceName: db', `serviceName: db\n  ${policy}`)).toEqual([]);
    const kept = DATABASE.replace('serviceName: db', `serviceName: db\n  ${policy.replace('Delete }', 'Retain }')}`);
    expect(saidOf(data, kept, 'whenDeleted: Retain', 'whenDeleted: Delete')).toHaveLength(1);
  });
});

describe('data that is safe', () => {
  test.each([
    ['a minor version of PostgreSQL', DATABASE, 'postgres:16.9', 'postgres:16.10'],
    [
      'another name of the volume, with the same claim',
      FILES,
      'claimName: uploads',
      'claimName: uploads, readOnly: false',
    ],
    ['a Deployment without disks', API, 'replicas: 2', 'replicas: 1'],
  ])('%s', (_, before, part, other) => {
    expect(saidOf(data, before, part, other)).toEqual([]);
  });

  test('a claim that grows', () => {
    expect(said(data, claim('uploads', '5Gi'), claim('uploads', '10Gi'))).toEqual([]);
  });
});
