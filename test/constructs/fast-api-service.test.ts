import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import {
  type Cluster,
  FastApiService,
  type FastApiServiceProps,
  Image,
  Migration,
  Password,
  type PostgresDatabase,
  PostgresStatefulSet,
  Probe,
  type Redis,
  type Resources,
} from '../../lib';
import { stringsAt } from '../../lib/checker/manifest/manifest';
import { Cpu } from '../../lib/kubernetes';
import { postgresCredential } from '../../lib/values/postgres-database';
import { redisCredential } from '../../lib/values/redis';
import { secretValues } from '../secret-values';
import * as service from './service-props';
import { CLUSTER, OLD_CLUSTER, Program } from './synthesize';

type Props = Omit<FastApiServiceProps, 'namespace'>;

const minimal: Props = {
  ...service.minimal,
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
  name: 'board-api',
  liveness: Probe.http('/live'),
  readiness: Probe.http('/health'),
};

/** A database that somebody else runs in the cluster, and lets clients in to. */
const address = { host: 'main.databases.svc.cluster.local', port: 6432, database: 'boards', user: 'board' };
const database: PostgresDatabase = {
  ...address,
  databaseName: address.database,
  password: Password.literal('s3cret'),
  credential: postgresCredential(address),
  peer: { namespace: 'databases', podLabels: { app: 'pgbouncer' } },
  grantAccess: () => {},
};

const redis: Redis = {
  scheme: 'redis',
  host: 'cache.databases.svc.cluster.local',
  port: 6380,
  password: Password.literal('c4che'),
  credential: redisCredential({ scheme: 'redis', host: 'cache.databases.svc.cluster.local', port: 6380 }),
  peer: { namespace: 'databases', podLabels: { app: 'cache' } },
  grantAccess: () => {},
};

const everything: Required<Props> = {
  ...service.everything,
  name: 'board-api',
  liveness: Probe.http('/alive', { initialDelay: Duration.seconds(30), period: Duration.seconds(10) }),
  readiness: Probe.http('/ready', { timeout: Duration.seconds(2), failureThreshold: 5 }),
  port: 9000,
  database,
  databaseSecret: 'db-secret',
  redis,
  redisSecret: 'redis-secret',
  poolSize: 5,
  migration: Migration.alembic(),
  measuredMemory: Size.mebibytes(100),
  uid: 10001,
};

function render(props: Partial<Props> = {}, cluster: Cluster = CLUSTER): Program {
  const program = new Program(cluster);
  const namespace = program.namespace('boards');
  new FastApiService(program.chart('chart'), 'api', { namespace, ...minimal, ...props });
  return program;
}

const DEPLOYMENT = 'Deployment boards/board-api';
const POLICY = 'NetworkPolicy boards/board-api';
const SECRET = 'Secret boards/board-api-database';
const container = (props: Partial<Props> = {}) => render(props).container(DEPLOYMENT);
const annotations = (props: Partial<Props> = {}) =>
  stringsAt(render(props).pods(DEPLOYMENT), 'metadata', 'annotations');

describe('a FastAPI service', () => {
  test('may use every prop at once', () => {
    expect(render(everything).problems).toEqual([]);
  });

  test('listens on port 8000, as uvicorn does', () => {
    expect(container()).toHaveProperty('ports', [{ name: 'http', containerPort: 8000 }]);
  });

  test('listens on the port that uvicorn was given', () => {
    const ports = [{ name: 'http', containerPort: 9000 }];
    expect(container({ port: everything.port })).toHaveProperty('ports', ports);
  });

  test('lets the ingress controller in on that port', () => {
    const { port, exposure } = everything;
    expect(render({ port, exposure }).find(POLICY)).toHaveProperty('spec.ingress', [
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
        ports: [{ protocol: 'TCP', port: 9000 }],
      },
    ]);
  });

  test('is restarted when its liveness probe fails', () => {
    expect(container({ liveness: everything.liveness })).toHaveProperty('livenessProbe', {
      httpGet: { path: '/alive', port: 'http' },
      initialDelaySeconds: 30,
      periodSeconds: 10,
    });
  });

  test('gets no traffic while its readiness probe fails', () => {
    expect(container({ readiness: everything.readiness })).toHaveProperty('readinessProbe', {
      httpGet: { path: '/ready', port: 'http' },
      timeoutSeconds: 2,
      failureThreshold: 5,
    });
  });

  test('runs as user 1000', () => {
    expect(render().pods(DEPLOYMENT)).toHaveProperty('spec.securityContext.runAsUser', 1000);
  });

  test('runs as the user of its image, by number', () => {
    const program = render({ uid: everything.uid });
    expect(program.pods(DEPLOYMENT)).toHaveProperty('spec.securityContext.runAsUser', 10001);
  });

  test('may write to /tmp, and nowhere else', () => {
    expect(container()).toHaveProperty('volumeMounts', [{ name: 'tmp', mountPath: '/tmp' }]);
    expect(render().pods(DEPLOYMENT)).toHaveProperty('spec.volumes', [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }]);
  });

  test('knows the name of its pod', () => {
    const variable = { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } };
    expect(container()).toHaveProperty('env', expect.arrayContaining([variable]));
  });

  test('keeps every byte when its construct and its chart are renamed', () => {
    const texts = (chart: string, id: string) => {
      const program = new Program();
      const namespace = program.namespace('boards');
      new FastApiService(program.chart('chart', chart), id, { namespace, ...everything });
      return program.texts;
    };
    expect(texts('renamed', 'other')).toEqual(texts('chart', 'api'));
  });
});

describe('a FastAPI service that stops', () => {
  const drained = (seconds: string) =>
    expect.arrayContaining([{ name: 'UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN', value: seconds }]);

  test('has 45 s: 10 s until no proxy sends any more, 30 s for requests in flight, 5 s spare', () => {
    expect(render().pods(DEPLOYMENT)).toHaveProperty('spec.terminationGracePeriodSeconds', 45);
    expect(container()).toHaveProperty('lifecycle.preStop.sleep.seconds', 10);
  });

  test('is told by uvicorn itself to let requests in flight end within 30 s', () => {
    expect(container()).toHaveProperty('env', drained('30'));
  });

  test('tells uvicorn the drain time that it was given', () => {
    expect(container({ shutdown: everything.shutdown })).toHaveProperty('env', drained('20'));
  });

  test('waits in a shell on a cluster without the sleep hook', () => {
    const preStop = { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } };
    expect(render({}, OLD_CLUSTER).container(DEPLOYMENT)).toHaveProperty('lifecycle', { preStop });
  });
});

describe('the memory of Python', () => {
  const limited = (limit: Size, request = Size.mebibytes(64)): Resources => ({
    cpu: { request: Cpu.millis(100) },
    memory: { request, limit },
  });

  test('is enough above 256Mi', () => {
    expect(render({ resources: limited(Size.mebibytes(257)) }).problems).toEqual([]);
  });

  test('is refused at 256Mi, where Python was killed at its start', () => {
    expect(render({ resources: limited(Size.mebibytes(256)) }).problems).toEqual([
      'chart/api: resources.memory.limit: expected more than 256Mi: Python needs it to start (give measuredMemory if this service was seen to need less), received 256Mi',
    ]);
  });

  test('is refused below 256Mi if the limit follows from the request', () => {
    const resources = { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(100) } };
    expect(render({ resources }).problems).toEqual([
      'chart/api: resources.memory.limit: expected more than 256Mi: Python needs it to start (give measuredMemory if this service was seen to need less), received 200Mi (twice the request)',
    ]);
  });

  test('may be less where less was measured', () => {
    const measuredMemory = Size.mebibytes(45);
    expect(render({ measuredMemory, resources: limited(Size.mebibytes(90)) }).problems).toEqual([]);
  });

  test('is refused below twice what was measured', () => {
    const measuredMemory = Size.mebibytes(45);
    expect(render({ measuredMemory, resources: limited(Size.mebibytes(89)) }).problems).toEqual([
      'chart/api: resources.memory.limit: expected at least 90Mi: twice the measured 45Mi, received 89Mi',
    ]);
  });

  test('is refused below twice what was measured even above 256Mi', () => {
    const measuredMemory = Size.mebibytes(300);
    expect(render({ measuredMemory, resources: limited(Size.mebibytes(512)) }).problems).toEqual([
      'chart/api: resources.memory.limit: expected at least 600Mi: twice the measured 300Mi, received 512Mi',
    ]);
  });

  test('says in the manifest what was measured', () => {
    const { measuredMemory } = everything;
    expect(annotations({ measuredMemory })).toEqual({ 'verify/measured-memory': '100Mi' });
  });

  test('says nothing in the manifest if nothing was measured', () => {
    expect(annotations()).toEqual({});
  });

  test.each([
    [0, '0Mi'],
    [Number.NaN, 'NaNMi'],
  ])('was not measured as %d MiB', (amount, received) => {
    expect(render({ measuredMemory: Size.mebibytes(amount) }).problems).toEqual([
      `chart/api: measuredMemory: expected a finite size above zero, received ${received}`,
    ]);
  });
});

describe('a FastAPI service with a database', () => {
  test('finds all keys of board-api-database in its environment', () => {
    expect(container({ database })).toHaveProperty('envFrom', [{ secretRef: { name: 'board-api-database' } }]);
  });

  test('finds its configuration there, too', () => {
    const { config } = everything;
    expect(container({ config, database })).toHaveProperty('envFrom', [
      { configMapRef: { name: 'board-api' } },
      { secretRef: { name: 'board-api-database' } },
    ]);
  });

  test('gets four variables by which it finds its database', () => {
    expect(secretValues(render({ database }).find(SECRET))).toEqual({
      POSTGRES_USER: 'board',
      POSTGRES_PASSWORD: 's3cret',
      POSTGRES_DB: 'boards',
      DATABASE_URL: 'postgresql://board:s3cret@main.databases.svc.cluster.local:6432/boards',
    });
  });

  test('reads the password in the URL as it is, whatever it is made of', () => {
    const password = 'p@ss:w/o?r#d %';
    const secret = render({ database: { ...database, password: Password.literal(password) } }).find(SECRET);
    const url = new URL(secretValues(secret).DATABASE_URL ?? '');
    expect(decodeURIComponent(url.password)).toBe(password);
  });

  test('needs a Secret with these keys where the password is not known, and renders none', () => {
    const program = render({ database: { ...database, password: Password.existing() } });
    expect(program.promised).toEqual({
      'boards/board-api-database': ['POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB', 'DATABASE_URL'],
    });
    expect(program.objects('chart')).not.toContain(SECRET);
  });

  test('reads that Secret in the same way', () => {
    const existing = { ...database, password: Password.existing() };
    expect(container({ database: existing })).toHaveProperty('envFrom', [
      { secretRef: { name: 'board-api-database' } },
    ]);
  });

  test('is rolled when the password changes', () => {
    const changed = { ...database, password: Password.literal('n3w') };
    expect(annotations({ database: changed })).not.toEqual(annotations({ database }));
  });

  test('is rolled when the database moves', () => {
    const moved = { ...database, credential: postgresCredential({ ...address, host: 'other.databases.svc' }) };
    expect(annotations({ database: moved })).not.toEqual(annotations({ database }));
  });

  test('may open connections to it, at its port', () => {
    expect(render({ database }).find(POLICY)).toHaveProperty('spec.egress', [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'databases' } },
            podSelector: { matchLabels: { app: 'pgbouncer' } },
          },
        ],
        ports: [{ protocol: 'TCP', port: 6432 }],
      },
    ]);
  });

  test('lets nobody in because of that', () => {
    expect(render({ database }).find(POLICY)).not.toHaveProperty('spec.ingress');
  });

  test('asks to be let in', () => {
    const clients: string[] = [];
    const grantAccess: PostgresDatabase['grantAccess'] = ({ peer }) => clients.push(peer.namespace);
    render({ database: { ...database, grantAccess } });
    expect(clients).toEqual(['boards']);
  });

  test('has neither Secret nor policy without one', () => {
    expect(render().objects('chart')).toEqual([
      'ServiceAccount boards/board-api',
      'Service boards/board-api',
      DEPLOYMENT,
    ]);
  });
});

describe('a FastAPI service and the PostgreSQL of another chart', () => {
  /** The service's chart is assembled first: the order in code is not the order of files. */
  function wired(password: Password = Password.literal('s3cret')): Program {
    const program = new Program();
    const boards = program.namespace('boards');
    const chart = program.chart('api');
    const postgres = new PostgresStatefulSet(program.chart('database'), 'postgres', {
      namespace: program.namespace('databases'),
      name: 'postgres',
      serviceName: 'postgres-service',
      image: Image.tagged('postgres', '16-alpine'),
      database: 'wealist',
      password,
      storage: { size: Size.gibibytes(1) },
    });
    new FastApiService(chart, 'api', { namespace: boards, ...minimal, database: postgres });
    return program;
  }

  const pods = (namespace: string, name: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': namespace } },
  });
  const ports = [{ protocol: 'TCP', port: 5432 }];

  test('the way out of the service is open', () => {
    const egress = [{ to: [pods('databases', 'postgres')], ports }];
    expect(wired().find(POLICY)).toHaveProperty('spec.egress', egress);
  });

  test('the way in to the database is open', () => {
    const ingress = [{ from: [pods('boards', 'board-api')], ports }];
    expect(wired().find('NetworkPolicy databases/postgres')).toHaveProperty('spec.ingress', ingress);
  });

  test('the file of the service keeps the name that it has without a database', () => {
    expect(wired().files).toEqual(['0-namespaces.k8s.yaml', '1-api.k8s.yaml', '1-database.k8s.yaml']);
  });

  test('the service finds it by a name that is valid in every namespace', () => {
    const url = 'postgresql://postgres:s3cret@postgres-service.databases.svc.cluster.local:5432/wealist';
    expect(secretValues(wired().find(SECRET))).toHaveProperty('DATABASE_URL', url);
  });

  test('one password opens both', () => {
    const password = 's3cret';
    const program = wired(Password.literal(password));
    expect(secretValues(program.find(SECRET))).toHaveProperty('POSTGRES_PASSWORD', password);
    expect(secretValues(program.find('Secret databases/postgres-secret'))).toHaveProperty(
      'POSTGRES_PASSWORD',
      password,
    );
  });

  test('an existing password is needed in both namespaces', () => {
    expect(Object.keys(wired(Password.existing()).promised)).toEqual([
      'boards/board-api-database',
      'databases/postgres-secret',
    ]);
  });
});

describe('a FastAPI service is refused', () => {
  test('a liveness that asks for its database, as readiness does: pods would restart while the database is away', () => {
    const probes = { liveness: Probe.http('/health'), readiness: Probe.http('/health') };
    expect(render({ ...probes, database }).problems).toEqual([
      'chart/api: liveness.path: expected a question that needs no database, such as Probe.tcp() or a path of its own: a failure restarts pods, received the path of readiness, "/health"',
    ]);
    expect(render(probes).problems).toEqual([]);
    expect(render({ ...probes, liveness: Probe.tcp(), database }).problems).toEqual([]);
    expect(render({ ...probes, liveness: Probe.http('/live'), database }).problems).toEqual([]);
    const commands = { liveness: Probe.tcp(), readiness: Probe.exec(['ready']) };
    expect(render({ ...commands, database }).problems).toEqual([]);
  });

  test('a pool of connections to no database', () => {
    expect(render({ poolSize: 5 }).problems).toEqual([
      'chart/api: poolSize: expected a database to which a pod connects, received none',
    ]);
  });

  test('a config that names another pool than it is counted with', () => {
    expect(render({ database, config: { DB_POOL_SIZE: '40' } }).problems).toEqual([
      'chart/api: config: expected no DB_POOL_SIZE, which the service sets itself, received "40"',
    ]);
  });

  test('a port that needs root rights', () => {
    expect(render({ port: 80 }).problems).toEqual([
      'chart/api: port: expected a port that a non-root process can open (a whole number from 1024 to 65535), received 80',
    ]);
  });

  test('a password with a line break at its end, without showing it', () => {
    const broken = { ...database, password: Password.literal('s3cret\n') };
    expect(render({ database: broken }).problems).toEqual([
      'chart/api/secrets/board-api-database: POSTGRES_PASSWORD: expected a value that does not end in a line break, received one that does',
    ]);
  });

  test('half a second for requests in flight', () => {
    const shutdown = { ...everything.shutdown, drain: Duration.millis(500) };
    expect(render({ shutdown }).problems).toEqual([
      'chart/api: shutdown.drain: expected whole seconds, at least 0, received 0.5 s',
    ]);
  });

  test('all of it at once', () => {
    const program = render({
      image: Image.tagged('ghcr.io/wealist/board-api', '1.0.0').at('latest'),
      port: 80,
      liveness: Probe.http('health'),
      readiness: Probe.http('/health', { timeout: Duration.seconds(0) }),
      resources: {
        cpu: { request: Cpu.millis(500), limit: Cpu.millis(100) },
        memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
      },
      scaling: { minReplicas: 3, maxReplicas: 2 },
      exposure: { host: 'https://boards.example.com', routes: [] },
    });
    expect(program.problems).toEqual([
      'chart/api: image.tag: expected a tag of one build, such as "1.4.2", received "latest"',
      'chart/api: resources.cpu.request: expected at most the limit of 100m, received 500m',
      'chart/api: port: expected a port that a non-root process can open (a whole number from 1024 to 65535), received 80',
      'chart/api: liveness.path: expected an absolute path such as "/health", received "health"',
      'chart/api: readiness.timeout: expected whole seconds, at least 1, received 0 s',
      'chart/api: scaling.minReplicas: expected at most maxReplicas, 2, received 3',
      'chart/api: exposure.host: expected a host name in lower case, such as "shop.example.com", received "https://boards.example.com"',
      'chart/api: exposure.routes: expected at least one route, received none',
      'chart/api: resources.memory.limit: expected more than 256Mi: Python needs it to start (give measuredMemory if this service was seen to need less), received 128Mi',
    ]);
  });
});
