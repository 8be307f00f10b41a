import { describe, expect, test } from '@jest/globals';
import { pgdataBelowMount } from '../../../../lib/checker/rules/storage/pgdata-below-mount';
import { judge } from '../judge';
import { configMap, database, object } from '../workloads';

describe('pgdata-below-mount', () => {
  const postgres = (tag: string, mount: string, more = 'tty: false', pod = 'restartPolicy: Always') =>
    database(`image: "postgres:${tag}", volumeMounts: [{ name: data, mountPath: ${mount} }], ${more}`, pod);
  const pgdata = (value: string) => `env: [{ name: PGDATA, value: ${value} }]`;
  const OLD = '/var/lib/postgresql/data';

  test('finds data in the root of the volume', () => {
    expect(judge(pgdataBelowMount, postgres('16-alpine', OLD))).toEqual([pgdataBelowMount.example]);
    expect(judge(pgdataBelowMount, postgres('16', OLD, pgdata(`${OLD}/`)))).toHaveLength(1);
  });

  test('finds data beside the volume', () => {
    expect(judge(pgdataBelowMount, postgres('16', '/data')).join()).toContain(
      'env[PGDATA]: expected a folder below a claimed volume (/data), received nothing (/var/lib/postgresql/data)',
    );
    expect(judge(pgdataBelowMount, postgres('16', OLD, pgdata('/var/lib/postgresql/database')))).toHaveLength(1);
    expect(judge(pgdataBelowMount, database('image: "postgres:16"')).join()).toContain('(none is mounted)');
    const plain = 'template: { spec: { containers: [{ name: db, image: "postgres:16" }] } }';
    expect(judge(pgdataBelowMount, object('Deployment', 'db', plain))).toEqual([]);
  });

  test('finds data on a volume that is lost, beside one that is not', () => {
    const lost = 'volumeMounts: [{ name: data, mountPath: /data }, { name: tmp, mountPath: /var/lib/postgresql }]';
    const yaml = database(`image: "postgres:16", ${lost}`, 'volumes: [{ name: tmp, emptyDir: {} }]');
    expect(judge(pgdataBelowMount, yaml).join()).toContain('expected a folder below a claimed volume (/data)');
  });

  test('goes by the innermost mount', () => {
    const both = (pgdata: string) =>
      database(
        `image: "postgres:16", env: [{ name: PGDATA, value: ${pgdata} }], volumeMounts: [{ name: data, mountPath: /pg }, { name: more, mountPath: /pg/more }]`,
        'volumes: [{ name: more, persistentVolumeClaim: { claimName: more } }]',
      );
    expect(judge(pgdataBelowMount, both('/pg/more'))).toHaveLength(1);
    expect(judge(pgdataBelowMount, both('/pg/other'))).toEqual([]);
  });

  test('knows where 18 keeps its data', () => {
    expect(judge(pgdataBelowMount, postgres('18', '/var/lib/postgresql'))).toEqual([]);
    expect(judge(pgdataBelowMount, postgres('18-alpine', OLD, pgdata(`${OLD}/pgdata`)))).toEqual([
      'StatefulSet default/db: spec.template.spec.containers[db].volumeMounts[data].mountPath: expected /var/lib/postgresql: from PostgreSQL 18 on the image keeps its data beside /var/lib/postgresql/data, received "/var/lib/postgresql/data" [pgdata-below-mount]',
    ]);
    expect(judge(pgdataBelowMount, postgres('19', '/var/lib/postgresql/19/docker'))).toHaveLength(1);
  });

  test('reads PGDATA from a ConfigMap', () => {
    const from = 'envFrom: [{ configMapRef: { name: db } }]';
    expect(judge(pgdataBelowMount, postgres('16', OLD, from) + configMap('db', `PGDATA: ${OLD}/pgdata`))).toEqual([]);
    expect(judge(pgdataBelowMount, postgres('16', OLD, from) + configMap('db', `PGDATA: ${OLD}`))).toHaveLength(1);
  });

  test('reads a Secret, and prints nothing of the Secret', () => {
    const secret = (value: string) =>
      `---\n{ apiVersion: v1, kind: Secret, metadata: { name: db }, stringData: { PGDATA: ${value} } }\n`;
    const from = 'envFrom: [{ secretRef: { name: db } }]';
    expect(judge(pgdataBelowMount, postgres('16', OLD, from) + secret('/var/lib/postgresql/pgdata'))).toEqual([
      expect.stringContaining(`envFrom[0]: expected a folder below a claimed volume (${OLD}), received another folder`),
    ]);
    expect(judge(pgdataBelowMount, postgres('16', OLD, from) + secret(`${OLD}/pgdata`))).toEqual([]);
  });

  test('says nothing of a PGDATA that only a Secret knows', () => {
    const secrets = [{ namespace: 'default', name: 'db', keys: ['PGDATA'] }];
    const from = 'envFrom: [{ secretRef: { name: db } }]';
    expect(judge(pgdataBelowMount, postgres('16', OLD, from), { secrets })).toEqual([]);
    const reference = 'env: [{ name: PGDATA, valueFrom: { secretKeyRef: { name: db, key: PGDATA } } }]';
    expect(judge(pgdataBelowMount, postgres('16', OLD, reference), { secrets })).toEqual([]);
  });

  test.each([
    ['a folder below the mount', postgres('16-alpine', OLD, pgdata(`${OLD}/pgdata`))],
    ['options for the server', postgres('16', '/var/lib/postgresql', 'args: [-c, max_connections=200]')],
    [
      'a folder of the volume',
      database(`image: "postgres:16", volumeMounts: [{ name: data, mountPath: ${OLD}, subPath: pgdata }]`),
    ],
    ['a version that is not told', postgres('latest', OLD)],
    ['a client', postgres('16', '/backup', 'command: [pg_dump]')],
    ['a client without a command of its own', postgres('16', '/backup', 'args: [pg_dump]')],
    ['another image', database('image: "prometheuscommunity/postgres-exporter:1"')],
    [
      'data that is meant to be lost',
      object(
        'Deployment',
        'db',
        `template: { spec: { containers: [{ name: db, image: "postgres:16", volumeMounts: [{ name: tmp, mountPath: ${OLD} }] }], volumes: [{ name: tmp, emptyDir: {} }] } }`,
      ),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(pgdataBelowMount, yaml)).toEqual([]);
  });

  test('sees a server that is started by name', () => {
    expect(judge(pgdataBelowMount, postgres('16', OLD, 'args: [postgres, -c, fsync=on]'))).toHaveLength(1);
    expect(judge(pgdataBelowMount, postgres('16', OLD, 'command: [docker-entrypoint.sh, postgres]'))).toHaveLength(1);
  });

  test('says nothing of init containers', () => {
    const setup = 'initContainers: [{ name: setup, image: "postgres:16" }]';
    expect(judge(pgdataBelowMount, postgres('16', '/var/lib/postgresql', 'tty: false', setup))).toEqual([]);
  });
});
