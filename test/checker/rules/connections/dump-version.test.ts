import { expect, test } from '@jest/globals';
import { dumpVersion } from '../../../../lib/checker/rules/connections/dump-version';
import { judge } from '../judge';
import { object } from '../workloads';

const dump = (image: string, command = '[sh, -c, "pg_dump -h db -f /backup/shop shop"]') =>
  judge(dumpVersion, yamlOf(image, command));

const yamlOf = (image: string, command: string) =>
  `
apiVersion: batch/v1
kind: CronJob
metadata: { name: dump }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: dump, image: "${image}", command: ${command} }] } } } } }
${object('StatefulSet', 'db', 'template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "postgres:16.4" }] } }')}
${object('Service', 'db', 'selector: { app: db }, ports: [{ port: 5432 }]')}`;

test('finds a pg_dump that is older than its server', () => {
  expect(dump('postgres:14.13')).toEqual([dumpVersion.example]);
});

test('the same version, a newer one, and a program that dumps nothing are in order', () => {
  expect(dump('postgres:16-alpine')).toEqual([]);
  expect(dump('postgres:17')).toEqual([]);
  expect(dump('postgres:14.13', '[psql, -h, db]')).toEqual([]);
});

test('the dump may stand in a mounted script', () => {
  const script = `---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: scripts }, data: { dump.sh: "pg_dump -h db shop" } }
`;
  const mounted =
    '[sh, /scripts/dump.sh], volumeMounts: [{ name: scripts, mountPath: /scripts }] }], volumes: [{ name: scripts, configMap: { name: scripts }';
  const close = (image: string) => judge(dumpVersion, `${yamlOf(image, mounted)}\n${script}`);
  expect(close('postgres:14.13')).toHaveLength(1);
  expect(close('postgres:16')).toEqual([]);
});
