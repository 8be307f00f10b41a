import { describe, expect, test } from '@jest/globals';
import { dumpFitsServer } from '../../../../lib/checker/rules/connections/dump-fits-server';
import { judge } from '../judge';
import { object } from '../workloads';

describe('dump-fits-server', () => {
  const set = (client: string, server = 'postgres:16', host = 'db') =>
    object(
      'CronJob',
      'dump',
      `jobTemplate: { spec: { template: { spec: { containers: [{ name: dump, image: "${client}", args: [pg_dump, -h, ${host}, shop] }] } } } }`,
    ) +
    object('Service', 'db', 'selector: { app: db }, ports: [{ port: 5432 }]') +
    object(
      'StatefulSet',
      'db',
      `template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "${server}" }] } }`,
    );

  test('finds a client that is older than its server', () => {
    expect(judge(dumpFitsServer, set('postgres:14'))).toEqual([dumpFitsServer.example]);
  });

  test.each([
    ['the same version', set('postgres:16.4')],
    ['a newer client', set('postgres:17')],
    ['another server', set('postgres:14', 'postgres:16', 'db.example.com')],
    ['an unknown image', set('acme/dump:14')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(dumpFitsServer, yaml)).toEqual([]);
  });
});
