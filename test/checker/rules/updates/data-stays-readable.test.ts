import { describe, expect, test } from '@jest/globals';
import { dataStaysReadable } from '../../../../lib/checker/rules/updates/data-stays-readable';
import { judge } from '../judge';

describe('data-stays-readable', () => {
  const server = (image: string, more = '', mount = '/var/lib/postgresql/data', uid = 70) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  template:
    spec:
      securityContext: { runAsUser: ${uid} }
      containers:
        - name: db
          image: ${image}
          env: [{ name: PGDATA, value: ${mount}/pgdata }]
          volumeMounts: [{ name: data, mountPath: ${mount} }]
  volumeClaimTemplates: [{ metadata: { name: data } }]
${more}`;
  const cluster = (image: string) =>
    `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: db }, spec: { imageName: "${image}" } }`;
  const judged = (now: string, before: string) => judge(dataStaysReadable, now, {}, before);

  test('finds another major version, whose paths would be others, too', () => {
    const newer = server('postgres:18-alpine', '', '/var/lib/postgresql');
    expect(judged(newer, server('postgres:16-alpine'))).toEqual([dataStaysReadable.example]);
  });

  test.each([
    ['an older version', 'postgres:15-alpine'],
    ['another C library, which sorts text in another way', 'postgres:16-bookworm'],
  ])('finds %s', (_, image) => {
    expect(judged(server(image), server('postgres:16-alpine'))).toHaveLength(1);
  });

  test('finds another path below the same image', () => {
    const moved = server('postgres:16-alpine', '', '/data');
    expect(judged(moved, server('postgres:16-alpine'))).toEqual([
      'StatefulSet shop/db: spec.template.spec.containers[db].env[PGDATA].value: expected /var/lib/postgresql/data/pgdata as before, which wrote the data: start the other one under a new name, and move the data by dump and restore, received "/data/pgdata" [data-stays-readable]',
    ]);
  });

  test('finds another user, to whom the files do not belong', () => {
    const other = server('postgres:16-alpine', '', '/var/lib/postgresql/data', 999);
    expect(judged(other, server('postgres:16-alpine'))).toHaveLength(1);
  });

  test('finds another major version of a Cluster', () => {
    const image = 'ghcr.io/cloudnative-pg/postgresql';
    expect(judged(cluster(`${image}:15.10`), cluster(`${image}:16.10`))).toHaveLength(1);
    expect(judged(cluster(`${image}:16.11`), cluster(`${image}:16.10`))).toEqual([]);
  });

  test('accepts another minor version, another registry and a digest', () => {
    const image = `mirror.example.com/postgres:16.10-alpine@sha256:${'a'.repeat(64)}`;
    expect(judged(server(image), server('postgres:16-alpine'))).toEqual([]);
  });

  test('accepts whatever becomes of a server without a disk, of another program, or of one that is gone', () => {
    const diskless = (image: string) => server(image).replace(/ {2}volumeClaimTemplates.*/, '');
    expect(judged(diskless('postgres:18'), diskless('postgres:16'))).toEqual([]);
    expect(judged(server('redis:8'), server('redis:7'))).toEqual([]);
    expect(judged(cluster('postgresql:17'), server('postgres:16'))).toEqual([]);
  });
});
