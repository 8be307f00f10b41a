import { describe, expect, test } from '@jest/globals';
import { clientPasswords } from '../../../../lib/checker/rules/connections/client-passwords';
import { judge } from '../judge';
import { object } from '../workloads';

describe('client-passwords', () => {
  const dump = (name: string, command: string) =>
    judge(
      clientPasswords,
      object(
        'CronJob',
        'dump',
        `jobTemplate: { spec: { template: { spec: { containers: [{ name: dump, image: "postgres:16", command: [sh, -c, "${command}"], env: [{ name: ${name}, valueFrom: { secretKeyRef: { name: db, key: p } } }] }] } } } }`,
      ),
    );
  const command = 'pg_dump -h db -U app app > /backup/app.sql';

  test('finds a password under a name that the client does not read', () => {
    expect(dump('POSTGRES_PASSWORD', command)).toEqual([clientPasswords.example]);
    expect(dump('PGPASSWORD', command)).toEqual([]);
    expect(dump('POSTGRES_PASSWORD', `PGPASSWORD=$POSTGRES_PASSWORD ${command}`)).toEqual([]);
    expect(dump('POSTGRES_PASSWORD', 'pg_dump app')).toEqual([]);
    expect(dump('DB_PASSWORD', 'mysqldump -h db -u app app')).toHaveLength(1);
    expect(dump('DB_PASSWORD', 'mysqldump -h db -u app -p$DB_PASSWORD app')).toEqual([]);
  });

  const client = (script: string, env: string, more = '') =>
    judge(
      clientPasswords,
      object(
        'Job',
        'dump',
        `template: { spec: { containers: [{ name: dump, image: dump, command: [sh, -c, "${script}"], env: [${env}] ${more} }] } }`,
      ),
    );
  const password = '{ name: DB_PASSWORD, value: x }';
  const mysql = 'mysqldump -h db -u app app';

  test('names the variable of MySQL', () => {
    expect(client(mysql, password)[0]).toContain('expected MYSQL_PWD, the variable that mysqldump reads');
    expect(client('mysqldump app', `${password}, { name: PGHOST, value: db }`)).toEqual([]);
  });

  test('finds a client whose host stands in a variable', () => {
    expect(client('psql -c q', `${password}, { name: PGHOST, value: db }`)).toHaveLength(1);
    expect(client('psql -c q', password)).toEqual([]);
    expect(client('psql -c q', `${password}, { name: PGHOST, value: db }, { name: PGPASSWORD, value: y }`)).toEqual([]);
    expect(client('curl -h db', `${password}, { name: PGHOST, value: db }`)).toEqual([]);
  });

  test.each([
    ['two passwords', `${password}, { name: ROOT_PASSWORD, value: y }`, ''],
    ['the file of a password', '{ name: DB_PASSWORD_FILE, value: /p }', ''],
    ['a URL beside the password', `${password}, { name: LEVEL, value: debug }, { name: SHOP_URL, value: a }`, ''],
    ['no password', '{ name: LEVEL, value: debug }', ''],
    ['a file of the client', password, ', volumeMounts: [{ name: v, mountPath: /etc/my.cnf }]'],
    [
      'a file of the client among others',
      password,
      ', volumeMounts: [{ name: a, mountPath: /a }, { name: v, mountPath: /conf, subPath: my.cnf }]',
    ],
    ['variables of an unknown Secret', password, ', envFrom: [{ secretRef: { name: db } }]'],
    ['variables of an unknown ConfigMap', password, ', envFrom: [{ configMapRef: { name: db } }]'],
  ])('accepts %s', (_, env, more) => {
    expect(client(mysql, env, more)).toEqual([]);
  });

  test('the files and the sources that are known change nothing', () => {
    const made = object('ConfigMap', 'db', '').replace('spec: {  }', 'data: { LEVEL: debug }');
    const secret = object('Secret', 'db', '').replace('spec: {  }', 'stringData: { LEVEL: debug }');
    const job = (source: string) =>
      object(
        'Job',
        'dump',
        `template: { spec: { containers: [{ name: dump, image: dump, command: [sh, -c, "${mysql}"], env: [${password}], envFrom: [{ ${source}: { name: db } }], volumeMounts: [{ name: v, mountPath: /data }] }] } }`,
      );
    expect(judge(clientPasswords, job('configMapRef') + made)).toHaveLength(1);
    expect(judge(clientPasswords, job('secretRef') + secret)).toHaveLength(1);
  });
});
