import { describe, expect, test } from '@jest/globals';
import { hostsResolve } from '../../../../lib/checker/rules/connections/hosts-resolve';
import { answers, judge } from '../judge';
import { object } from '../object';
import { configMap, FORMS, namespace, service } from './objects';

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

  test('a record of type SRV has the name of a port', () => {
    const headless = service('board-api-prod/store', 'clusterIP: None, ports: [{ name: grpc, port: 10901 }]');
    expect(resolve('dnssrv+_grpc._tcp.store.board-api-prod.svc.cluster.local', headless)).toEqual([]);
    expect(resolve('dnssrv+_http._tcp.store.board-api-prod.svc', headless)).toEqual([
      'the name of a port of Service board-api-prod/store (grpc), received "_http._tcp.store.board-api-prod.svc"',
    ]);
  });

  test('the name of a pod is one of a StatefulSet, behind a headless Service', () => {
    const set = (replicas: number) =>
      object(
        'StatefulSet',
        'board-api-prod/kv',
        `spec: { serviceName: kv, replicas: ${replicas}, template: { metadata: { labels: { app: kv } } } }`,
      );
    const kv = (more: string) => service('board-api-prod/kv', `${more} selector: { app: kv }`);
    const headless = kv('clusterIP: None,');
    const pod = 'tcp://kv-1.kv.board-api-prod.svc:9000';
    expect(resolve(pod, set(2) + headless)).toEqual([]);
    expect(resolve(pod, set(1) + headless)).toEqual([
      'a pod of StatefulSet board-api-prod/kv, such as kv-0, received "kv-1.kv.board-api-prod.svc"',
    ]);
    expect(resolve(pod.replace('kv-1', 'kv1'), set(2) + headless)).toHaveLength(1);
    const other = service('board-api-prod/kv-all', 'clusterIP: None, selector: { app: kv }');
    expect(resolve(pod.replace('.kv.', '.kv-all.'), set(2) + headless + other)).toEqual([
      expect.stringContaining('pods of StatefulSet board-api-prod/kv have names behind its serviceName alone'),
    ]);
    expect(resolve(pod, set(2) + kv(''))).toEqual([
      'a headless Service, since pods behind Service board-api-prod/kv have no names, received "kv-1.kv.board-api-prod.svc"; did you mean "kv.board-api-prod.svc.cluster.local"?',
    ]);
  });

  test('finds the names of pods in the list of a file', () => {
    const set = (name: string) =>
      object(
        'StatefulSet',
        'board-api-prod/kv',
        `spec: { serviceName: ${name}, replicas: 2, template: { metadata: { labels: { app: kv } } } }`,
      );
    const nodes = service('board-api-prod/kv-nodes', 'clusterIP: None, selector: { app: kv }');
    const file = (...hosts: string[]) =>
      `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kv', namespace: 'board-api-prod' }, data: { 'kv.yml': `seeds:\n${hosts.map((host) => `  - ${host}`).join('\n')}\n` } })}`;
    const found = (name: string, ...hosts: string[]) =>
      judge(hostsResolve, set(name) + nodes + service('board-api-prod/kv', 'selector: { app: kv }') + file(...hosts));
    expect(found('kv', 'kv-0.kv-nodes', 'kv-1.kv-nodes:9000')).toHaveLength(2);
    expect(found('kv-nodes', 'kv-0.kv-nodes', 'kv-1.kv-nodes')).toEqual([]);
    expect(found('kv', 'kv-0.gz', 'x.kv-0.kv-nodes', 'kv-0.kv-nodes.txt')).toEqual([]);
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

  test('a pod that asks another namespace for its own Service has the wrong namespace', () => {
    const said = resolve('http://board-api.boards.svc/health');
    expect(said).toEqual([expect.stringContaining('did you mean "board-api-prod"?')]);
    expect(resolve('http://postgres-service.boards.svc/')).toEqual([expect.not.stringContaining('did you mean')]);
  });

  test('the Service of a StatefulSet that is here is here, too', () => {
    const set = object('StatefulSet', 'postgresql-prod/kafka', 'spec: { serviceName: kafka-headless }');
    expect(resolve('kafka-0.kafka-brokers.postgresql-prod.svc:9092', set)).toEqual([
      expect.stringContaining('did you mean "kafka-headless"?'),
    ]);
  });

  describe('in a namespace that is whole', () => {
    const shop = (container: string) =>
      namespace('shop') +
      object('Deployment', 'shop/api', `spec: { template: { spec: { containers: [{ name: api, ${container} }] } } }`) +
      service('shop/db', 'ports: [{ port: 5432 }]') +
      service('shop/web', 'ports: [{ port: 80 }]');
    const waits = (script: string) => answers(hostsResolve, shop(`command: [sh, -c, "${script}"]`));

    test.each([
      'until nc -z -w 2 shop-postgres 5432; do sleep 1; done',
      'cat < /dev/tcp/shop-postgres/5432',
      './wait-for-it.sh shop-postgres:5432 -- run',
      'psql postgres://shop-postgres/shop',
    ])('the host that a script waits for is the only Service with the port: %s', (script) => {
      expect(waits(script)).toEqual(['risk']);
      expect(waits(script.replace('shop-postgres', 'db'))).toEqual([]);
    });

    test.each([
      'nc -z mail.example.com 5432',
      'nc -z $DB_HOST 5432',
      'nc -z other.elsewhere.svc 5432',
      'curl http://shop-web/health',
      'nc -z shop-redis 6379',
    ])('another host may be elsewhere: %s', (script) => {
      expect(waits(script)).not.toContain('risk');
    });
  });

  test('nginx asks for the servers behind it', () => {
    const behind = (host: string) => resolve(`upstream api {\n  server ${host}:80;\n}\n`, '', 'nginx.conf');
    expect(behind('bord-api')).toEqual([expect.stringContaining('did you mean "board-api"?')]);
    expect(behind('board-api')).toEqual([]);
  });

  test('a pair of host and port is a host, where a Service of the name is elsewhere', () => {
    const client = object('ConfigMap', 'shop/api', 'data: { REDIS_ADDR: "cache:6379", IMAGE: "cache:2024" }');
    const cache = object('Service', 'data/cache', 'spec: { ports: [{ port: 6379 }] }');
    expect(judge(hostsResolve, client + cache)).toEqual([
      expect.stringContaining('(the one of that name is in data), received "cache"; did you mean "cache.data"?'),
    ]);
  });

  test('an uncalled Service of a kindred name and the port is the one that was meant', () => {
    const client = object('ConfigMap', 'api', 'data: { REDIS_URL: "redis://blog-redis:6379" }');
    const redis = (name: string) => object('Service', name, 'spec: { ports: [{ port: 6379 }] }');
    expect(judge(hostsResolve, client + redis('blog-redis-master'))).toEqual([
      expect.stringContaining('received "blog-redis"; did you mean "blog-redis-master"?'),
    ]);
    expect(answers(hostsResolve, client + redis('shop-cache'))).toEqual(['unknown']);
  });

  test('the name of the Service of members means the headless one', () => {
    const client = object('ConfigMap', 'api', 'data: { "jgroups.dns.query": "sso-headless.default.svc" }');
    const members = (clusterIP: string) =>
      object('Service', 'sso-members', `spec: { ${clusterIP} ports: [{ port: 7800 }] }`);
    expect(judge(hostsResolve, client + members('clusterIP: None,'))).toEqual([
      expect.stringContaining('did you mean "sso-members"?'),
    ]);
    expect(answers(hostsResolve, client + members(''))).toEqual(['unknown']);
  });

  test('pods of a Job have names by their subdomain alone', () => {
    const job = (more: string) =>
      object(
        'Job',
        'train',
        `spec: { template: { spec: { ${more} containers: [{ name: a, command: [sh, -c, "torchrun --master_addr=train-0.train --nnodes=4"] }] } } }`,
        'batch/v1',
      ) + object('Service', 'train', 'spec: { clusterIP: None, selector: { job-name: train } }');
    expect(judge(hostsResolve, job(''))).toEqual([expect.stringContaining('spec.subdomain train in the pods of Job')]);
    expect(judge(hostsResolve, job('subdomain: train,'))).toEqual([]);
  });

  describe('of the pods of a StatefulSet', () => {
    const set = (serviceName: string, container: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: mq }
spec: { serviceName: ${serviceName}, replicas: 3, template: { metadata: { labels: { app: mq } }, spec: { containers: [{ name: mq, ${container} }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: mq-nodes }
spec: { clusterIP: None, selector: { app: mq }, ports: [{ port: 5672 }] }
---
apiVersion: v1
kind: Service
metadata: { name: mq }
spec: { selector: { app: mq }, ports: [{ port: 5672 }] }
`;
    const env = (host: string) =>
      `env: [{ name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }, { name: NODE, value: "rabbit@${host}" }]`;

    test('have names behind the serviceName of the StatefulSet alone', () => {
      expect(judge(hostsResolve, set('mq-nodes', env('$(POD_NAME).mq-nodes.default.svc.cluster.local')))).toEqual([]);
      expect(judge(hostsResolve, set('mq-nodes', env('$(POD_NAME).mq.default.svc.cluster.local')))).toHaveLength(1);
      expect(judge(hostsResolve, set('mq', env('mq-0.mq-nodes.default.svc.cluster.local')))).toHaveLength(1);
      expect(judge(hostsResolve, set('gone', env('mq-0.mq-nodes.default.svc.cluster.local')))).toHaveLength(1);
      expect(judge(hostsResolve, set('mq', env('$(OTHER).mq-nodes.default.svc.cluster.local')))).toEqual([]);
    });

    test('are counted in the list of servers of MinIO', () => {
      const args = (last: number) => `args: [server, "http://mq-{0...${last}}.mq-nodes.default.svc:9000/data"]`;
      const minio = (last: number) => set('mq-nodes', args(last)).replaceAll('5672', '9000');
      expect(judge(hostsResolve, minio(2))).toEqual([]);
      expect(judge(hostsResolve, minio(3))).toHaveLength(1);
    });
  });

  test('the triggers of KEDA and the servers of HAProxy are hosts, too', () => {
    const scaled = (host: string) =>
      object(
        'ScaledObject',
        'board-api-prod/api',
        `spec: { triggers: [{ type: postgresql, metadata: { host: ${host}, port: "5432" } }] }`,
      );
    expect(judge(hostsResolve, SYSTEM + scaled('postgress-service.postgresql-prod.svc'))).toHaveLength(1);
    expect(judge(hostsResolve, SYSTEM + scaled('postgres-service.postgresql-prod.svc'))).toEqual([]);
    const proxy = (host: string) => resolve(`backend db\n  server a ${host}:5432 check\n`, '', 'haproxy.cfg');
    expect(proxy('postgress-service.postgresql-prod')).toHaveLength(1);
    expect(proxy('postgres-service.postgresql-prod')).toEqual([]);
  });

  test('a wait for a name that nobody else says is meant for the only server of the port', () => {
    const wait = (host: string) =>
      answers(
        hostsResolve,
        service('media/thumbs-mq', 'ports: [{ port: 5672 }]') +
          configMap('media/worker', 'MQ_HOST', 'thumbs-mq') +
          object(
            'Deployment',
            'media/worker',
            `spec: { template: { spec: { initContainers: [{ name: wait, command: [sh, -c, "until nc -z ${host} 5672; do sleep 2; done"] }], containers: [{ name: worker }] } } }`,
          ),
      );
    expect(wait('thumbs-rabbitmq')).toEqual(['risk']);
    expect(wait('thumbs-mq')).toEqual([]);
    expect(wait('orders-rabbitmq')).toEqual(['unknown']);
  });
});
