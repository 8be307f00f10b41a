import { describe, expect, test } from '@jest/globals';
import { pooledDatabasesExist } from '../../../../lib/checker/rules/connections/pooled-databases-exist';
import { judge } from '../judge';
import { deployment } from '../pods';
import { configMap, object } from '../workloads';

describe('pooled-databases-exist', () => {
  const INI = '[databases]\n; old = host=a\nshop = host=pg dbname=prod\n[pgbouncer]\nlisten_port = 6432\n';
  const pool = (
    ini: string,
    users = '"app" "SCRAM-SHA-256$4096"\n',
    file = 'pgbouncer.ini',
    image = 'edoburu/pgbouncer:1.23',
  ) =>
    object('Service', 'pool', 'selector: { app: pool }, ports: [{ port: 5432 }]') +
    object(
      'Deployment',
      'pool',
      `template: { metadata: { labels: { app: pool } }, spec: { volumes: [{ name: c, configMap: { name: c } }, { name: u, secret: { secretName: u } }], containers: [{ name: pool, image: "${image}", volumeMounts: [{ name: c, mountPath: /etc/pgbouncer }, { name: u, mountPath: /users }] }] } }`,
    ) +
    configMap('c', `${file}: ${JSON.stringify(ini)}`) +
    `---\n{ apiVersion: v1, kind: Secret, metadata: { name: u }, stringData: { userlist.txt: ${JSON.stringify(users)} } }\n`;
  const client = (database: string, user = 'app') =>
    deployment(
      `{ name: api, env: [{ name: DB_HOST, value: pool }, { name: DB_NAME, value: "${database}" }, { name: DB_USER, value: "${user}" }] }`,
    );
  const url = (value: string) => deployment(`{ name: api, env: [{ name: DATABASE_URL, value: "${value}" }] }`);

  test('finds a database that the pooler does not know', () => {
    expect(judge(pooledDatabasesExist, client('prod') + pool(INI))).toEqual([pooledDatabasesExist.example]);
    expect(judge(pooledDatabasesExist, client('old') + pool(INI))).toHaveLength(1);
    expect(judge(pooledDatabasesExist, url('postgres://app:pw@pool:5432/prod') + pool(INI))).toHaveLength(1);
    const two = pool(INI.replace('shop =', 'shop = host=pg\ncrm ='));
    expect(judge(pooledDatabasesExist, client('shops') + two)[0]).toContain(
      '(shop, crm), received another one; did you mean "shop"?',
    );
  });

  test('finds a user that the pooler does not know', () => {
    expect(judge(pooledDatabasesExist, client('shop', 'api') + pool(INI))).toEqual([
      'Deployment default/api: spec.template.spec.containers[api].env[DB_USER]: expected a user that Deployment default/pool knows (userlist.txt), received another one [pooled-databases-exist]',
    ]);
    const asks = pool(`${INI}auth_query = SELECT 1`);
    expect(judge(pooledDatabasesExist, client('shop', 'api') + asks)).toEqual([]);
    expect(judge(pooledDatabasesExist, client('shop', 'api') + pool(`${INI}auth_type = any`))).toEqual([]);
    expect(judge(pooledDatabasesExist, client('shop', 'api') + pool(INI, ''))).toEqual([]);
  });

  test('reads the files of other poolers', () => {
    const pgcat = pool('[general]\n[pools.shop]\n', '', 'pgcat.toml', 'ghcr.io/postgresml/pgcat:1.2');
    expect(judge(pooledDatabasesExist, client('prod') + pgcat)).toHaveLength(1);
    expect(judge(pooledDatabasesExist, client('shop') + pgcat)).toEqual([]);
    const odyssey = (name: string) => pool(`database "${name}" {\n}`, '', 'odyssey.conf', 'acme/odyssey:1');
    expect(judge(pooledDatabasesExist, client('prod') + odyssey('shop'))).toHaveLength(1);
    expect(judge(pooledDatabasesExist, client('prod') + odyssey('default'))).toEqual([]);
  });

  test.each([
    ['a database of the pooler', client('shop') + pool(INI)],
    ['all databases', client('prod') + pool(INI.replace('shop =', '* ='))],
    ['its own database', client('pgbouncer') + pool(INI)],
    ['a name that somebody fills in', client('$(NAME)') + pool(INI)],
    ['a file with more files', client('prod') + pool(`%include /etc/more.ini\n${INI}`)],
    ['another server', client('prod') + pool(INI, '', 'pgbouncer.ini', 'postgres:16')],
    ['a file without databases', client('prod') + pool('[pgbouncer]\nlisten_port = 6432')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(pooledDatabasesExist, yaml)).toEqual([]);
  });
});
