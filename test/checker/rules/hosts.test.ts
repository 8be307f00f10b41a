import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import { validBase64 } from '../../../lib/checker/rules/api-server/valid-base64';
import { databasePasswordMatches } from '../../../lib/checker/rules/connections/database-password-matches';
import { hostsResolve } from '../../../lib/checker/rules/connections/hosts-resolve';
import { noTrailingNewline } from '../../../lib/checker/rules/connections/no-trailing-newline';
import { urlPasswordsEncoded } from '../../../lib/checker/rules/connections/url-passwords-encoded';
import { RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { postgresUrl } from '../../../lib/values/postgres-database';
import { filled } from '../../../lib/values/secret-value';
import { assemble } from '../../../lib/wealist/charts/index';
import type { Environment } from '../../../lib/wealist/environments/environment';
import { environments } from '../../../lib/wealist/environments/index';
import { judge, parse } from './judge';

const hostRules = [...RULES_BY_SUBJECT.connections, validBase64];

/** An object: its name, or `namespace/name`, and the rest of it in YAML's short form. */
function object(kind: string, id: string, rest = '', apiVersion = 'v1'): string {
  const [name, namespace] = id.split('/').reverse();
  const place = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `---\n{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name}${place} }${rest && `, ${rest}`} }\n`;
}

const namespace = (name: string) => object('Namespace', name);
const service = (id: string, spec: string) => object('Service', id, `spec: { ${spec} }`);
const configMap = (id: string, key: string, value: string) =>
  object('ConfigMap', id, `data: { ${key}: ${JSON.stringify(value)} }`);
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A Secret, as people write it, and as `kubectl create secret` does. */
const FORMS = {
  data: (id: string, values: Record<string, string>) =>
    object(
      'Secret',
      id,
      `data: ${JSON.stringify(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, base64(value)])))}`,
    ),
  stringData: (id: string, values: Record<string, string>) =>
    object('Secret', id, `stringData: ${JSON.stringify(values)}`),
};

/** The system of the documents: a database, and an API in another namespace. */
const SYSTEM = [
  namespace('postgresql-prod'),
  namespace('board-api-prod'),
  service('postgresql-prod/postgres-service', 'ports: [{ port: 5432 }]'),
  service('board-api-prod/board-api', 'ports: [{ name: http, port: 80, targetPort: 8000 }]'),
].join('');

/** What hosts-resolve says of one value in the namespace of the API. */
const resolve = (value: string, more = '', key = 'VALUE', declared = {}) =>
  judge(hostsResolve, SYSTEM + more + configMap('board-api-prod/api', JSON.stringify(key), value), declared).map(
    (finding) =>
      finding
        .replace(/^ConfigMap board-api-prod\/api: data[.[][\w.]+\]?: expected /, '')
        .replace(' [hosts-resolve]', ''),
  );

describe('hosts-resolve', () => {
  const url = (host: string) => `postgresql://postgres:mysupersecret@${host}/wealist`;

  test.each(Object.entries(FORMS))('a mistyped host inside a URL inside a Secret is found, in %s', (form, secret) => {
    const typo = url('postgress-service.postgresql-prod.svc.cluster.local:5432');
    expect(judge(hostsResolve, SYSTEM + secret('board-api-prod/db-secret', { DATABASE_URL: typo }))).toEqual([
      hostsResolve.example.replace('data', form),
    ]);
    const right = url('postgres-service.postgresql-prod.svc.cluster.local:5432');
    expect(judge(hostsResolve, SYSTEM + secret('board-api-prod/db-secret', { DATABASE_URL: right }))).toEqual([]);
  });

  test.each([
    'postgres-service.postgresql-prod.svc.cluster.local',
    'postgres-service.postgresql-prod.svc.cluster.local.',
    'postgres-service.postgresql-prod.svc',
    'postgres-service.postgresql-prod',
    'POSTGRES-SERVICE.postgresql-prod.svc',
    'postgres-0.postgres-service.postgresql-prod.svc.cluster.local',
  ])('%s leads to the database', (host) => {
    expect(resolve(url(host))).toEqual([]);
    expect(resolve(url(`${host}:5432`))).toEqual([]);
  });

  test('a short name is one of the same namespace', () => {
    expect(resolve('http://board-api/health')).toEqual([]);
    expect(resolve(url('postgres-service:5432'))).toEqual([
      'a Service in namespace board-api-prod (the one of that name is in postgresql-prod), received "postgres-service"; did you mean "postgres-service.postgresql-prod"?',
    ]);
    expect(resolve('http://bord-api/health')).toEqual([
      'a Service in namespace board-api-prod, received "bord-api"; did you mean "board-api"?',
    ]);
    expect(resolve('redis://cache')).toEqual(['a Service in namespace board-api-prod, received "cache"']);
  });

  test('a namespace may be mistyped, too', () => {
    const meant = 'received "postgres-service.postgresql-prd.svc"; did you mean "postgresql-prod"?';
    expect(resolve(url('postgres-service.postgresql-prd.svc'))).toEqual([`a namespace that exists, ${meant}`]);
    expect(resolve(url('postgres-service.postgresql-prd'))).toEqual([
      `a namespace that exists, ${meant.replace('.svc', '')}`,
    ]);
    expect(resolve(url('db.elsewhere.svc'))).toEqual(['a namespace that exists, received "db.elsewhere.svc"']);
  });

  test('two labels are a Service and its namespace, or a public name', () => {
    expect(resolve(url('postgress-service.postgresql-prod'))).toEqual([
      'a Service in namespace postgresql-prod, received "postgress-service.postgresql-prod"; did you mean "postgres-service"?',
    ]);
    const dev = namespace('dev') + service('dev/web', 'ports: [{ port: 80 }]');
    expect(resolve('https://wealist.dev', dev)).toEqual([]);
    expect(resolve('https://example.de', dev)).toEqual([]);
    expect(resolve('http://wbe.dev', dev)).toEqual([
      'a Service in namespace dev, received "wbe.dev"; did you mean "web"?',
    ]);
    const backend = namespace('backend') + service('backend/web', 'ports: [{ port: 80 }]');
    expect(resolve('http://other.backend', backend)).toEqual([
      'a Service in namespace backend, received "other.backend"',
    ]);
    expect(resolve('http://web.bakend', backend)).toEqual([
      'a namespace that exists, received "web.bakend"; did you mean "backend"?',
    ]);
    expect(resolve('http://other.bakend', backend)).toEqual([]);
  });

  test.each(['svc.cluster.locale', 'cluster.local', 'scv.cluster.local', 'scv'])(
    'the end of the name may be mistyped: %s',
    (suffix) => {
      expect(resolve(url(`postgres-service.postgresql-prod.${suffix}`))).toEqual([
        `<service>.<namespace>.svc.cluster.local, received "postgres-service.postgresql-prod.${suffix}"; did you mean "postgres-service.postgresql-prod.svc.cluster.local"?`,
      ]);
    },
  );

  test('a Service has a namespace', () => {
    expect(resolve('http://board-api.svc.cluster.local')).toEqual([
      '<service>.<namespace>.svc.cluster.local, received "board-api.svc.cluster.local"',
    ]);
  });

  test.each([
    'http://localhost:3000',
    'http://app.localhost',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    'https://wealist.example.com',
    'https://wealist.local/api',
    'https://api.example.sv',
    'postgresql://user:pwd@mydb.abc123.rds.amazonaws.com:5432/db',
    'http://10-0-0-1.board-api-prod.pod.cluster.local',
    'http://api.board-api-prod.svc.clusterset.local',
    'https://kubernetes.default.svc',
    'https://kubernetes.default',
    'dns://kube-dns.kube-system.svc.cluster.local',
    'http://metrics.kube-system',
  ])('%s leads out of the bundle', (value) => {
    expect(resolve(value)).toEqual([]);
  });

  test('a declared namespace holds Services that nobody here knows', () => {
    const value = 'http://collector.observability.svc:4318';
    expect(resolve(value, '', 'VALUE', { namespaces: ['observability'] })).toEqual([]);
    expect(resolve(value)).toHaveLength(1);
  });

  test('the Service has the port', () => {
    expect(resolve(url('postgres-service.postgresql-prod.svc:5433'))).toEqual([
      'a port of Service postgresql-prod/postgres-service (5432), received "postgres-service.postgresql-prod.svc:5433"',
    ]);
    expect(resolve('http://board-api:8000')).toEqual([
      'a port of Service board-api-prod/board-api (80), received "board-api:8000"',
    ]);
  });

  test.each([
    ['http', 80],
    ['https', 443],
    ['postgres', 5432],
    ['postgresql', 5432],
    ['postgresql+asyncpg', 5432],
    ['redis', 6379],
    ['amqp', 5672],
    ['mysql', 3306],
    ['mongodb', 27017],
  ])('%s means port %i where it names none', (scheme, port) => {
    const store = (number: number) => service('board-api-prod/store', `ports: [{ port: ${number} }]`);
    expect(resolve(`${scheme}://store/x`, store(port))).toEqual([]);
    expect(resolve(`${scheme}://store/x`, store(7))).toEqual([
      `a port of Service board-api-prod/store (7), received "store", which means port ${port}`,
    ]);
  });

  test('where a scheme has no port of its own, or a placeholder stands for it, only the host counts', () => {
    expect(resolve('grpc://board-api')).toEqual([]);
    expect(resolve('constructor://board-api')).toEqual([]);
    expect(resolve('http://board-api:$(PORT)/')).toEqual([]);
    expect(resolve('grpc://user@nothing')).toEqual(['a Service in namespace board-api-prod, received "nothing"']);
    expect(resolve('grpc://bord-api')).toHaveLength(1);
  });

  test('the name of a headless Service, or of a pod, leads to the port of the pods', () => {
    const set = object(
      'StatefulSet',
      'board-api-prod/kv',
      'spec: { template: { metadata: { labels: { app: kv } }, spec: { containers: [{ name: kv, ports: [{ containerPort: 9000 }] }] } } }',
    );
    const kv = (more: string) =>
      service('board-api-prod/kv', `${more} selector: { app: kv }, ports: [{ port: 80, targetPort: 9000 }]`);
    expect(resolve('http://kv:9000', set + kv('clusterIP: None,'))).toEqual([]);
    expect(resolve('http://kv', set + kv('clusterIP: None,'))).toEqual([
      'a port of the pods of Service board-api-prod/kv (9000), received "kv", which means port 80',
    ]);
    expect(resolve('http://kv', set + kv(''))).toEqual([]);
    expect(resolve('http://kv-0.kv.board-api-prod.svc', set + kv(''))).toHaveLength(1);
    expect(resolve('http://kv', kv('clusterIP: None,'))).toEqual([]);
    expect(resolve('http://kv', service('board-api-prod/kv', 'clusterIP: None'))).toEqual([]);
  });

  test('the name of a host elsewhere has all ports', () => {
    const external = service('board-api-prod/mail', 'type: ExternalName, externalName: smtp.example.com');
    expect(resolve('smtp://mail:587', external)).toEqual([]);
  });

  test('several hosts in one URL, and several URLs in one value, are judged one by one', () => {
    expect(resolve('mongodb://u:p@board-api:80,bord-api:80/db?replicaSet=a')).toEqual([
      'a Service in namespace board-api-prod, received "bord-api"; did you mean "board-api"?',
    ]);
    expect(resolve('http://localhost:3000,http://bord-api,https://wealist.example.com')).toHaveLength(1);
    expect(resolve('{"a": "http://bord-api:80/x", "b": \'http://bord-api\'}')).toHaveLength(1);
  });

  test.each([
    'file:///etc/passwd',
    'sqlite:///data/board.db',
    'unix:///run/app.sock',
    's3://bucket/folder',
    'mongodb+srv://u:p@cluster',
    'myapp://callback',
    'http://$(HOST):8080',
    `http://$${'{HOST}'}/`,
    'http://{{ .host }}/',
    'http://*:8080',
    'http://:8080',
    'http://$host$request_uri',
    '://',
    '# see http://backend:8080 for more\nlevel: info\n',
    'upstream backend { server 127.0.0.1:8000; }\nlocation / { proxy_pass http://backend; }\n',
  ])('%j names no host of the cluster', (value) => {
    expect(resolve(value)).toEqual([]);
  });

  test('nginx is told where to pass requests', () => {
    expect(
      resolve('location /api {\n  proxy_pass http://board-api.board-api-prod.svc:8000;\n}\n', '', 'nginx.conf'),
    ).toEqual(['a port of Service board-api-prod/board-api (80), received "board-api.board-api-prod.svc:8000"']);
    expect(resolve('location /api {\n  proxy_pass http://board-api;\n}\n', '', 'nginx.conf')).toEqual([]);
  });

  test('the name of a Service counts without a URL, too', () => {
    expect(resolve('--host=postgress-service.postgresql-prod.svc --port=5432')).toEqual([
      'a Service in namespace postgresql-prod, received "postgress-service.postgresql-prod.svc"; did you mean "postgres-service"?',
    ]);
    expect(resolve('postgres-service.postgresql-prod.svc:5433')).toEqual([
      'a port of Service postgresql-prod/postgres-service (5432), received "postgres-service.postgresql-prod.svc:5433"',
    ]);
    expect(resolve('postgres-service.postgresql-prod.cluster.local')).toHaveLength(1);
    expect(resolve('$(POD).postgres-service.postgresql-prod.svc.cluster.local:5432')).toEqual([]);
  });

  test.each([
    '$(DB)-service.postgresql-prod.svc',
    '/etc/postgres/db.example.svc',
    'com.example.Board.svc.Class',
    'board.svc',
    '-hdb.example.svc',
  ])('%s is none', (value) => {
    expect(resolve(value)).toEqual([]);
  });

  test('a variable may name a host on its own', () => {
    const short = (key: string, value: string) => resolve(value, '', key);
    expect(short('DB_HOST', 'postgres-service')).toEqual([
      'a Service in namespace board-api-prod (the one of that name is in postgresql-prod), received "postgres-service"; did you mean "postgres-service.postgresql-prod"?',
    ]);
    expect(short('PGHOST', 'postgress-service.postgresql-prod:5432')).toHaveLength(1);
    expect(short('API_HOST', 'board-api:8000')).toHaveLength(1);
    for (const value of ['board-api', 'localhost', '0.0.0.0', 'wealist.example.com', 'something', '']) {
      expect(short('API_HOST', value)).toEqual([]);
    }
    expect(short('DB_NAME', 'postgres-service')).toEqual([]);
  });

  test('variables, command lines and the names of hosts elsewhere count', () => {
    const pod = object(
      'Pod',
      'board-api-prod/api',
      'spec: { containers: [{ name: api, env: [{ name: URL, value: "http://gone-1" }], command: [sh, "http://gone-2"], args: [-c, "curl http://gone-3/"] }] }',
    );
    const fields = judge(hostsResolve, SYSTEM + pod).map((finding) => finding.split(': ')[1]);
    expect(fields).toEqual([
      'spec.containers[api].env[URL].value',
      'spec.containers[api].command[1]',
      'spec.containers[api].args[1]',
    ]);
    const alias = service(
      'db',
      'type: ExternalName, externalName: postgress-service.postgresql-prod.svc.cluster.local',
    );
    expect(judge(hostsResolve, SYSTEM + alias)).toEqual([
      'Service default/db: spec.externalName: expected a Service in namespace postgresql-prod, received "postgress-service.postgresql-prod.svc.cluster.local"; did you mean "postgres-service"? [hosts-resolve]',
    ]);
  });

  test.each([
    'postgresql://postgres:hun/ter2@gone/db',
    'postgresql://postgres:hun@ter2@gone/db',
    'postgresql://postgres:hun#ter2@gone/db',
    'postgresql://postgres:hun?ter2@gone/db',
    'postgresql://postgres:hun ter2@gone/db',
    'postgresql://postgres:h@un/ter2@gone/db',
    'postgresql://postgres:12/hunter2@gone/db',
    'https://postgres:h@un/ter2@gone/db',
    'amqp://postgres:hunter2',
    'redis://:hunter2@gone',
  ])('never prints a password: %s', (value) => {
    expect(resolve(value).join()).not.toMatch(/hun|ter2|\b12\b/);
  });

  // Were one of them read again for each of its characters, this would take minutes.
  test.each(['a', 'http://localhost,', 'a.svc', '\n', 'x:/', 'upstream '])('a long text is read once: %j', (part) => {
    expect(resolve(part.repeat(1e5), '', 'DB_HOST')).toEqual([]);
  });
});

describe('url-passwords-encoded', () => {
  const verdict = (value: string) => judge(urlPasswordsEncoded, FORMS.stringData('api', { DATABASE_URL: value }));

  test.each([
    'p@ss',
    'p/ss',
    'p:ss',
    'p#ss',
    'p?ss',
    'p ss',
    'p%ss',
    'p%2',
    'pä',
    'p@s/s',
    '1/2',
    'p/',
    '/p',
    'p?a=b',
    'p/@',
    '[',
  ])('a password that is %s must be encoded', (password) => {
    const url = `postgresql://postgres:${password}@db.example.com:5432/wealist`;
    expect(verdict(url)).toEqual([urlPasswordsEncoded.example]);
    const coded = filled(
      postgresUrl({ user: 'postgres', host: 'db.example.com', port: 5432, database: 'wealist' }),
      password,
    );
    expect(verdict(coded)).toEqual([]);
  });

  const GROUPS = { ExternalSecret: 'external-secrets.io', SealedSecret: 'bitnami.com' };
  const templated = (kind: keyof typeof GROUPS, path: string, action: string) =>
    judge(
      urlPasswordsEncoded,
      `{ apiVersion: ${GROUPS[kind]}/v1, kind: ${kind}, metadata: { name: api }, spec: { ${path}: { data: { URL: 'redis://:{{${action}}}@db.example.com' } } ${'}'.repeat(path.split('{').length)} }`,
    );
  const PLACES = [
    ['ExternalSecret', 'target: { template', 'spec.target.template.data.URL'],
    ['SealedSecret', 'template', 'spec.template.data.URL'],
  ] as const;

  test.each(PLACES)('the template of an %s must encode the password, too', (kind, path, field) => {
    for (const action of [' .password ', ' .password | urlquery ']) {
      expect(templated(kind, path, action)).toEqual([
        `${kind} default/api: ${field}: expected a password that is percent-encoded, with | urlquery | replace "+" "%20", received "{{${action}}}" [url-passwords-encoded]`,
      ]);
    }
  });

  test.each(PLACES)('the template of an %s may encode it as libpq reads it', (kind, path, _) => {
    expect(templated(kind, path, ' .password | urlquery | replace "+" "%20" ')).toEqual([]);
  });

  test.each([
    "p-._~!$&'()*+,;=p",
    'p%40ss',
    '$(PASSWORD)',
    `$${'{PASSWORD}'}`,
    '$PASSWORD',
    '{{ .password | urlquery }}',
    '<password>',
  ])('%s may stand there', (password) => {
    expect(verdict(`postgresql://postgres:${password}@db.example.com:5432/wealist`)).toEqual([]);
  });

  test('a user must be encoded, too', () => {
    expect(verdict('amqp://me@example.com:secret@mq.example.com')).toEqual([
      expect.stringContaining('expected a percent-encoded user in the URL'),
    ]);
  });

  test.each([
    'http://board-api:8080/users/@me',
    'https://registry.npmjs.org/@angular/core',
    'postgresql://db:5432/wealist?user=me@example.com',
    'https://user:token@registry.npmjs.org/@angular/core',
    'ssh://git@github.com/wealist/board',
    'mail admin@example.com or see http://example.com',
    'redis://:secret@cache.example.com',
  ])('%s needs no more', (value) => {
    expect(verdict(value)).toEqual([]);
  });

  test('data is read as stringData is', () => {
    const url = 'postgresql://postgres:p@ss@db.example.com/wealist';
    expect(judge(urlPasswordsEncoded, FORMS.data('api', { DATABASE_URL: url }))).toEqual([
      urlPasswordsEncoded.example.replace('stringData', 'data'),
    ]);
  });
});

describe('database-password-matches', () => {
  const SERVICE = service('db', 'selector: { app: db }, ports: [{ port: 5432 }]');
  const server = (container: string) =>
    object(
      'StatefulSet',
      'db',
      `spec: { template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, ${container} }] } } }`,
    ) + SERVICE;
  const plain = server(
    'env: [{ name: POSTGRES_USER, value: me }, { name: POSTGRES_PASSWORD, value: "p@ss" }, { name: POSTGRES_DB, value: wealist }]',
  );
  const verdict = (url: string, db = plain, more: Record<string, string> = {}) =>
    judge(databasePasswordMatches, db + FORMS.stringData('api', { DATABASE_URL: url, ...more }));
  const given = (part: string) => databasePasswordMatches.example.replace(/password(?= that)/, part);

  test('the password is the one that the server is given', () => {
    expect(verdict('postgresql://me:p%40ss@db/wealist')).toEqual([]);
    expect(verdict('postgresql://me:pass@db/wealist')).toEqual([databasePasswordMatches.example]);
    expect(verdict('postgresql+asyncpg://me:pass@db.default.svc:5432/wealist')).toHaveLength(1);
  });

  test('user and database are, too', () => {
    expect(verdict('postgresql://you:p%40ss@db/wealist')).toEqual([
      given('user').replace('POSTGRES_PASSWORD', 'POSTGRES_USER'),
    ]);
    expect(verdict('postgresql://me:p%40ss@db/waelist')).toEqual([
      given('database').replace('POSTGRES_PASSWORD', 'POSTGRES_DB'),
    ]);
  });

  test('every server has the database postgres', () => {
    expect(verdict('postgresql://me:p%40ss@db/postgres')).toEqual([]);
    expect(verdict('postgresql://me:p%40ss@db')).toEqual([]);
  });

  test('the image makes user and database of its own where it is told none', () => {
    const bare = server('env: [{ name: POSTGRES_PASSWORD, value: x }]');
    expect(verdict('postgresql://postgres:x@db/postgres', bare)).toEqual([]);
    expect(verdict('postgresql://me:x@db/wealist', bare)).toHaveLength(2);
    const user = server('env: [{ name: POSTGRES_PASSWORD, value: x }, { name: POSTGRES_USER, value: me }]');
    expect(verdict('postgresql://me:x@db/me', user)).toEqual([]);
  });

  test('scripts of a server may make other users and databases', () => {
    const scripted = server(
      'env: [{ name: POSTGRES_PASSWORD, value: x }], volumeMounts: [{ name: s, mountPath: /docker-entrypoint-initdb.d }]',
    );
    expect(verdict('postgresql://me:y@db/wealist', scripted)).toEqual([]);
    expect(verdict('postgresql://postgres:y@db/wealist', scripted)).toEqual([databasePasswordMatches.example]);
  });

  test.each([
    [
      'a Secret, by key',
      'env: [{ name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: own, key: PW } } }]',
      'PW',
    ],
    ['a Secret, as a whole', 'envFrom: [{ secretRef: { name: own } }]', 'POSTGRES_PASSWORD'],
  ])('the password of the server may stand in %s', (_, env, key) => {
    for (const secret of Object.values(FORMS)) {
      const db = server(env) + secret('own', { [key]: 'x' });
      expect(verdict('postgresql://postgres:x@db/postgres', db)).toEqual([]);
      expect(verdict('postgresql://postgres:y@db/postgres', db)).toEqual([databasePasswordMatches.example]);
    }
  });

  test('a name may stand in a ConfigMap', () => {
    const env =
      'env: [{ name: POSTGRES_PASSWORD, value: x }, { name: POSTGRES_USER, valueFrom: { configMapKeyRef: { name: own, key: U } } }]';
    expect(verdict('postgresql://me:x@db/me', server(env) + configMap('own', 'U', 'me'))).toEqual([]);
    expect(verdict('postgresql://you:x@db/me', server(env) + configMap('own', 'U', 'me'))).toHaveLength(1);
  });

  test.each([
    [
      'the Secret exists elsewhere',
      'env: [{ name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: gone, key: a } } }]',
    ],
    ['it is put together', 'env: [{ name: POSTGRES_PASSWORD, value: $(OTHER) }]'],
    ['the server is told of none', 'env: []'],
  ])('what nobody knows is not judged: %s', (_, env) => {
    expect(verdict('postgresql://postgres:x@db/postgres', server(env))).toEqual([]);
  });

  test('nor are URLs with placeholders, without credentials, of other servers or other kinds', () => {
    const urls = [
      'postgresql://me:$(PW)@db/wealist',
      'postgresql://db/wealist',
      'postgresql://a:b@other/c',
      'redis://a:b@db/c',
    ];
    for (const url of urls) expect(verdict(url)).toEqual([]);
    expect(verdict('postgresql://me:%zz@db/wealist')).toEqual([]);
    expect(
      judge(databasePasswordMatches, FORMS.data('api', { DATABASE_URL: 'postgresql://a:b@db/c' }) + service('db', '')),
    ).toEqual([]);
  });

  test('the database may be in another namespace', () => {
    const there = plain.replaceAll('name: db }', 'name: db, namespace: data }');
    expect(verdict('postgresql://me:pass@db.data.svc/wealist', there)).toEqual([
      databasePasswordMatches.example.replace('default/db', 'data/db'),
    ]);
  });

  test('what stands beside a URL says the same', () => {
    const beside = { POSTGRES_USER: 'me', POSTGRES_PASSWORD: 'p@ss', POSTGRES_DB: 'wealist' };
    expect(verdict('postgresql://me:p%40ss@elsewhere.example.com/wealist', '', beside)).toEqual([]);
    expect(verdict('postgresql://me:pass@elsewhere.example.com/wealist', '', beside)).toEqual([
      'Secret default/api: stringData.POSTGRES_PASSWORD: expected the password of the URL in stringData.DATABASE_URL, received another one [database-password-matches]',
    ]);
    expect(verdict('postgresql://you:p%40ss@elsewhere.example.com/other', '', beside)).toHaveLength(2);
  });

  test('of two URLs one is enough', () => {
    const more = { POSTGRES_USER: 'me', READ_URL: 'postgresql://reader:x@elsewhere.example.com/wealist' };
    expect(verdict('postgresql://me:x@elsewhere.example.com/wealist', '', more)).toEqual([]);
    expect(verdict('postgresql://you:x@elsewhere.example.com/wealist', '', more)).toHaveLength(1);
  });

  test('a URL that differs from the server and from its neighbour is one finding', () => {
    expect(verdict('postgresql://me:pass@db/wealist', plain, { POSTGRES_PASSWORD: 'p@ss' })).toEqual([
      databasePasswordMatches.example,
    ]);
  });

  test('a line break at the end is the finding of another rule', () => {
    const more = { POSTGRES_PASSWORD: 'p@ss\n' };
    expect(verdict('postgresql://me:p%40ss@db/wealist\n', plain, more)).toEqual([]);
  });

  test('never prints a user or password', () => {
    const found = verdict('postgresql://you:hunter2@db/other', plain, { POSTGRES_PASSWORD: 'hunter3' });
    expect(found.join()).not.toMatch(/you|hunter|p@ss|other:/);
    expect(found).not.toEqual([]);
  });
});

describe('any password', () => {
  const password = fc.string({ unit: fc.constantFrom(...'ab1@/:#?% =&.,;$()+!\'"<>[]{}\\^`|~-_*ä'), minLength: 1 });
  const findings = (password: string, url: string) => {
    const env = `env: [{ name: POSTGRES_PASSWORD, value: ${JSON.stringify(password)} }]`;
    const template = `{ metadata: { labels: { app: db } }, spec: { containers: [{ name: db, ${env} }] } }`;
    const services = ['db', 'postgres'].map((name) => service(name, 'selector: { app: db }, ports: [{ port: 5432 }]'));
    const yaml = object('StatefulSet', 'db', `spec: { template: ${template} }`) + services.join('');
    const bundle = new Bundle(parse(yaml + FORMS.data('api', { DATABASE_URL: url })));
    return check(bundle, [], hostRules).findings;
  };

  test('is clean where it is encoded', () => {
    fc.assert(
      fc.property(password, (password) => {
        const database = { user: 'postgres', host: 'db', port: 5432, database: 'postgres' };
        expect(findings(password, filled(postgresUrl(database), password)).map(sentence)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('is printed nowhere, not even in part', () => {
    fc.assert(
      fc.property(password, (password) => {
        for (const { received, meant } of findings(password, `postgresql://postgres:${password}@db:5432/postgres`)) {
          expect({ received, meant }).toEqual({
            received: expect.stringMatching(/^(another one|one with a character that is not)$/),
          });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('no-trailing-newline', () => {
  test.each(Object.entries(FORMS))('no value of a Secret ends in a line break, in %s', (form, secret) => {
    const verdict = (value: string) => judge(noTrailingNewline, secret('db', { POSTGRES_PASSWORD: value }));
    expect(verdict('mysupersecret\n')).toEqual([noTrailingNewline.example.replace('data', form)]);
    expect(verdict('mysupersecret\r\n')).toHaveLength(1);
    expect(verdict('mysupersecret')).toEqual([]);
    expect(verdict('my\nsecret')).toEqual([]);
  });

  test.each(['-----BEGIN KEY-----\nabc\n-----END KEY-----\n', '{"auths": {}}\n', 'admin:$apr1$abc\n'])(
    'a file ends as files do: %j',
    (value) => {
      expect(judge(noTrailingNewline, FORMS.data('db', { file: value }))).toEqual([]);
    },
  );

  test('a ConfigMap holds variables, and files', () => {
    expect(judge(noTrailingNewline, configMap('api', 'LOG_LEVEL', 'info\n'))).toEqual([
      'ConfigMap default/api: data.LOG_LEVEL: expected no line break at the end of the value, received one [no-trailing-newline]',
    ]);
    expect(judge(noTrailingNewline, configMap('api', 'LOG_LEVEL', 'info'))).toEqual([]);
    expect(judge(noTrailingNewline, configMap('api', 'motd.txt', 'info\n'))).toEqual([]);
    expect(judge(noTrailingNewline, configMap('api', 'SCRIPT', 'a\nb\n'))).toEqual([]);
  });

  test('a variable of a container has none, an argument may', () => {
    const pod = (fields: string) => object('Pod', 'api', `spec: { containers: [{ name: api, ${fields} }] }`);
    expect(judge(noTrailingNewline, pod('env: [{ name: A, value: "b\\n" }]'))).toEqual([
      'Pod default/api: spec.containers[api].env[A].value: expected no line break at the end of the value, received one [no-trailing-newline]',
    ]);
    expect(judge(noTrailingNewline, pod('args: ["echo a\\n"]'))).toEqual([]);
  });
});

describe('valid-base64', () => {
  const secret = (value: string) => object('Secret', 'db', `data: { POSTGRES_PASSWORD: ${JSON.stringify(value)} }`);

  test.each(['mysupersecret!', 'YWJj=', 'YWJ', 'YW Jj', 'a-_b', '===='])('%j does not decode', (value) => {
    expect(judge(validBase64, secret(value))).toEqual([validBase64.example]);
  });

  test.each(['', 'YWJj', 'YWI=', 'YQ==', 'YW\nJj\n', '+/+/'])('%j does', (value) => {
    expect(judge(validBase64, secret(value))).toEqual([]);
  });

  test('stringData is plain', () => {
    expect(judge(validBase64, FORMS.stringData('db', { POSTGRES_PASSWORD: 'mysupersecret!' }))).toEqual([]);
  });

  test('the binary data of a ConfigMap is encoded, too', () => {
    expect(judge(validBase64, object('ConfigMap', 'a', 'binaryData: { logo.png: "no!" }, data: { A: "no!" }'))).toEqual(
      [
        'ConfigMap default/a: binaryData[logo.png]: expected base64, or the plain value below data, received text that does not decode [valid-base64]',
      ],
    );
  });

  test('what does not decode is no text for other rules, and stringData wins over data', () => {
    const both = (data: string) =>
      object('Secret', 'a', `data: { U: ${JSON.stringify(data)} }, stringData: { U: "http://localhost" }`);
    expect(judge(hostsResolve, secret('http://gone'))).toEqual([]);
    expect(judge(hostsResolve, both(base64('http://gone')))).toEqual([]);
  });
});

const dist = path.join(__dirname, '..', '..', '..', 'dist');

describe('the environments', () => {
  test.each(Object.entries<Environment>(environments))('%s: every host leads somewhere', (name, environment) => {
    const folder = path.join(dist, name);
    const manifests = readdirSync(folder).flatMap((file) => parse(readFileSync(path.join(folder, file), 'utf8')));
    const bundle = new Bundle(manifests, knownCluster(environment, assemble(name, environment)));
    expect(check(bundle, [], hostRules).findings.map(sentence)).toEqual([]);
  });

  test('local, with one letter too many in its URL, another password or a line break, is not clean', () => {
    const folder = path.join(dist, 'local');
    const yaml = readdirSync(folder)
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
      .join('\n---\n');
    const encoded = (value: string) => Buffer.from(value).toString('base64');
    const rulesOf = (key: string, from: string, to: string) => {
      const secret = new RegExp(`(?<=${key}: )\\S+`);
      const value = Buffer.from(secret.exec(yaml)?.[0] ?? '', 'base64').toString();
      const manifests = parse(yaml.replace(secret, encoded(value.replace(from, to))));
      return check(new Bundle(manifests), [], hostRules).findings.map(({ rule }) => rule);
    };
    expect(rulesOf('DATABASE_URL', '@postgres-service.', '@postgress-service.')).toEqual(['hosts-resolve']);
    expect(rulesOf('DATABASE_URL', 'postgres:local-development-only@', 'postgres:local@')).toEqual([
      'database-password-matches',
    ]);
    expect(rulesOf('POSTGRES_DB', 'wealist', 'wealist\n')).toEqual(['no-trailing-newline']);
  });
});

describe('wrong types are the business of another rule', () => {
  const WRONG = [null, 1, 'text', [null, 1, 'text', []], { constructor: 1, name: [] }];

  test.each(readdirSync(path.join(dist, 'local')))('throws at none in local/%s', (file) => {
    const manifests = parse(readFileSync(path.join(dist, 'local', file), 'utf8'));
    const places = manifests.flatMap(({ apiVersion, kind, metadata, ...rest }) => placesIn(rest));
    for (const { holder, field } of places) {
      const right = holder[field];
      for (const wrong of WRONG) {
        holder[field] = wrong;
        check(new Bundle(manifests), [], hostRules);
      }
      holder[field] = right;
    }
    expect(places.length).toBeGreaterThan(50);
  });
});

/** Every field and item of a value that may hold something wrong. */
function placesIn(value: unknown): { readonly holder: Record<string, unknown>; readonly field: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((field) => [{ holder, field }, ...placesIn(holder[field])]);
}
