import { describe, expect, test } from '@jest/globals';
import { serversOfOwnPod } from '../../../../lib/checker/rules/connections/servers-of-own-pod';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('servers-of-own-pod', () => {
  const api = (env: string, more = '') =>
    judge(serversOfOwnPod, deployment(`{ name: api, image: "acme/api:1", env: [${env}] }${more}`));
  const url = (value: string) => `{ name: DATABASE_URL, value: "${value}" }`;

  test('finds a database of another pod at localhost', () => {
    expect(api(url('postgresql://app:pw@localhost:5432/shop'))).toEqual([serversOfOwnPod.example]);
    expect(api('{ name: DB_HOST, value: 127.0.0.1 }, { name: DB_PORT, value: "3306" }')).toHaveLength(1);
  });

  test.each([
    ['a Service', api(url('postgresql://app:pw@db:5432/shop'))],
    ['a proxy beside the program', api(url('postgresql://app:pw@localhost:5432/shop'), ', { name: proxy }')],
    ['a port of the program itself', api(url('http://localhost:8080/'))],
    ['an exporter beside nobody knows what', api('{ name: DB_HOST, value: localhost }')],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });

  test('an image may hold the server', () => {
    const yaml = deployment(`{ name: api, image: "acme/redis-all:1", env: [${url('redis://localhost:6379')}] }`);
    expect(judge(serversOfOwnPod, yaml)).toEqual([]);
  });

  test('finds a client of a job that asks its own pod', () => {
    const job = (command: string, env = '') =>
      judge(
        serversOfOwnPod,
        object(
          'Job',
          'dump',
          `template: { spec: { containers: [{ name: dump, image: "postgres:16", command: [sh, -c, "${command}"], env: [${env}] }] } }`,
        ),
      );
    expect(job('pg_dump -h localhost -U app shop > /dumps/a')).toHaveLength(1);
    expect(job('pg_dump -U app shop > /dumps/a')).toHaveLength(1);
    expect(job('mysqldump --host=127.0.0.1 shop > /dumps/a')).toHaveLength(1);
    expect(job('pg_dump -h db -U app shop > /dumps/a')).toEqual([]);
    expect(job('pg_dump -U app shop > /dumps/a', '{ name: PGHOST, value: db }')).toEqual([]);
    expect(job('pg_dump $DATABASE_URL > /dumps/a')).toEqual([]);
    expect(job('export PGHOST=db; pg_dump -U app shop > /dumps/a')).toEqual([]);
    expect(job('kubectl port-forward svc/db 5432 & pg_dump -h localhost shop')).toEqual([]);
    expect(job('redis-cli --cluster create a:6379 b:6379')).toEqual([]);
  });

  test.each([
    ['the network of a node', 'hostNetwork: true, ', ''],
    ['a proxy that starts first', 'initContainers: [{ name: a }, { name: proxy, restartPolicy: Always }], ', ''],
    ['a proxy beside', '', ', { name: proxy }'],
  ])('%s may answer at localhost', (_, pod, more) => {
    const env = `env: [${url('postgresql://localhost:5432/a')}]`;
    const yaml = (before: string, after: string) =>
      judge(
        serversOfOwnPod,
        deployment(`{ name: api, image: "acme/api:1", ${env} }${after}`).replace('containers:', `${before}containers:`),
      );
    expect(yaml(pod, more)).toEqual([]);
    expect(yaml('initContainers: [{ name: a }], ', '')).toHaveLength(1);
  });

  const job = (words: readonly string[], field = 'command', more = '') =>
    judge(
      serversOfOwnPod,
      object(
        'Job',
        'dump',
        `template: { spec: { containers: [{ name: dump, image: "postgres:16", ${field}: [${words.map((word) => JSON.stringify(word))}] ${more} }] } }`,
      ),
    );

  test('says which program asks where', () => {
    expect(job(['pg_dump', '-h', 'localhost', 'shop'])).toEqual([
      'Job default/dump: spec.template.spec.containers[dump].command: expected the name of a Service for pg_dump, since no server runs in the pod, received "localhost" [servers-of-own-pod]',
    ]);
    expect(job(['pg_dump', '-U', 'app'], 'args')[0]).toContain(
      'containers[dump].args: expected the name of a Service for pg_dump, since no server runs in the pod, received no host, which means the pod itself',
    );
  });

  test.each([
    ['the version', ['pg_dump', '--version']],
    ['a program alone', ['pg_dump']],
    ['a URL', ['psql', 'postgres://db/shop']],
    ['the words of a connection', ['psql', 'host=db dbname=shop']],
    ['a variable for all of it', ['psql', '$CONNECTION']],
    ['a variable for the database', ['psql', '-d', '$CONNECTION']],
    ['another host', ['psql', '-hdb', 'shop']],
    ['another program', ['curl', '-h', 'localhost']],
    ['a script that sets the host', ['sh', '-c', '. /env\npg_dump -U app']],
  ])('accepts %s', (_, words) => {
    expect(job(words)).toEqual([]);
  });

  test.each([
    ['a variable for the user', ['psql', '-U', '$USER', 'shop']],
    ['a host beside the option', ['psql', '-hlocalhost', 'shop']],
    ['quotes around the host', ['sh', '-c', "psql -h 'localhost' shop"]],
  ])('finds a client in spite of %s', (_, words) => {
    expect(job(words)).toHaveLength(1);
  });

  test('variables from an unknown place may hold the host', () => {
    expect(job(['pg_dump', '-U', 'app'], 'command', ', envFrom: [{ configMapRef: { name: db } }]')).toEqual([]);
    expect(
      job(['pg_dump', '-U', 'app'], 'command', ', env: [{ name: LEVEL, value: a }, { name: PGHOST, value: db }]'),
    ).toEqual([]);
    expect(job(['pg_dump', '-U', 'app'], 'command', ', env: [{ name: LEVEL, value: a }]')).toHaveLength(1);
  });
});
