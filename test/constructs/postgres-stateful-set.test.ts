import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import {
  Image,
  Password,
  PostgresStatefulSet,
  type PostgresStatefulSetProps,
  type Resources,
  type Storage,
} from '../../lib';
import { stringsAt } from '../../lib/checker/manifest/manifest';
import { Cpu } from '../../lib/kubernetes';
import type { Client } from '../../lib/values/backing-service';
import { secretValues } from '../secret-values';
import { Program } from './synthesize';

type Props = Omit<PostgresStatefulSetProps, 'namespace'>;

const minimal: Props = {
  name: 'postgres',
  image: Image.tagged('postgres', '16-alpine'),
  password: Password.existing(),
  storage: { size: Size.gibibytes(5) },
};

const storage: Required<Storage> = { size: Size.gibibytes(20), storageClassName: 'fast' };

const resources: { readonly [Kind in keyof Resources]: Required<Resources[Kind]> } = {
  cpu: { request: Cpu.millis(500), limit: Cpu.units(2) },
  memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) },
};

const everything: Required<Props> = {
  name: 'postgres',
  image: Image.tagged('postgres', '18.1-bookworm'),
  password: Password.literal('s3cret'),
  storage,
  serviceName: 'postgres-service',
  database: 'wealist',
  user: 'owner',
  resources,
  maxConnections: 50,
  shutdownTimeout: Duration.minutes(2),
};

/** A database in a chart of its own, and the program that it is part of. */
function build(props: Partial<Props> = {}) {
  const program = new Program();
  const namespace = program.namespace('databases');
  const database = new PostgresStatefulSet(program.chart('chart'), 'db', { namespace, ...minimal, ...props });
  return { program, database };
}

const render = (props: Partial<Props> = {}): Program => build(props).program;

const STATEFUL_SET = 'StatefulSet databases/postgres';
const pods = (props: Partial<Props> = {}) => render(props).pods(STATEFUL_SET);
const container = (props: Partial<Props> = {}) => render(props).container(STATEFUL_SET);
const tagged = (tag: string): Partial<Props> => ({ image: Image.tagged('postgres', '0').at(tag) });

describe('a PostgreSQL', () => {
  test('is a StatefulSet with a Service and a ServiceAccount', () => {
    expect(render().objects('chart')).toEqual([
      'ServiceAccount databases/postgres',
      'Service databases/postgres',
      STATEFUL_SET,
    ]);
  });

  test('may use every prop at once', () => {
    expect(render(everything).problems).toEqual([]);
  });

  test('gives its name to its objects and its container', () => {
    const program = render({ name: 'ledger' });
    expect(program.objects('chart')).toEqual([
      'ServiceAccount databases/ledger',
      'Service databases/ledger',
      'StatefulSet databases/ledger',
    ]);
    expect(program.container('StatefulSet databases/ledger')).toHaveProperty('name', 'ledger');
  });

  test('keeps every byte when its construct and its chart are renamed', () => {
    const texts = (chart: string, id: string) => {
      const program = new Program();
      const namespace = program.namespace('databases');
      new PostgresStatefulSet(program.chart('chart', chart), id, { namespace, ...everything });
      return program.texts;
    };
    expect(texts('renamed', 'other')).toEqual(texts('chart', 'db'));
  });

  test('comes after its namespace', () => {
    expect(render().files).toEqual(['0-namespaces.k8s.yaml', '1-chart.k8s.yaml']);
  });

  test('is one server', () => {
    expect(render().find(STATEFUL_SET)).toHaveProperty('spec.replicas', 1);
  });

  test('has an identity without a token', () => {
    const program = render();
    expect(program.find('ServiceAccount databases/postgres')).toHaveProperty('automountServiceAccountToken', false);
    expect(program.pods(STATEFUL_SET)).toHaveProperty('spec.serviceAccountName', 'postgres');
  });

  test('is found by labels that never change', () => {
    const selector = { 'app.kubernetes.io/name': 'postgres', 'app.kubernetes.io/instance': 'databases' };
    const program = render();
    expect(program.find('Service databases/postgres')).toHaveProperty('spec.selector', selector);
    expect(program.find(STATEFUL_SET)).toHaveProperty('spec.selector.matchLabels', selector);
    expect(program.pods(STATEFUL_SET)).toHaveProperty('metadata.labels', expect.objectContaining(selector));
  });

  test('sees no addresses of other Services in its environment', () => {
    expect(pods()).toHaveProperty('spec.enableServiceLinks', false);
  });

  test('runs its image', () => {
    expect(container({ image: everything.image })).toMatchObject({
      image: 'postgres:18.1-bookworm',
      imagePullPolicy: 'IfNotPresent',
    });
  });

  test('reserves what it requests, and is held to its limits', () => {
    expect(container({ resources })).toHaveProperty('resources', {
      requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '64Mi' },
      limits: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '1Gi' },
    });
  });

  test('gets 100m and 256Mi, at most 200m and 512Mi, if nothing is said', () => {
    expect(container()).toHaveProperty('resources', {
      requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
      limits: { cpu: '200m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
    });
  });

  test('has a minute for its last checkpoint', () => {
    expect(pods()).toHaveProperty('spec.terminationGracePeriodSeconds', 60);
  });

  test('has the time for its last checkpoint that it was given', () => {
    const { shutdownTimeout } = everything;
    expect(pods({ shutdownTimeout })).toHaveProperty('spec.terminationGracePeriodSeconds', 120);
  });

  test('can neither gain rights nor write to its own files', () => {
    expect(container()).toHaveProperty('securityContext', {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  test('may write its socket and its temporary files', () => {
    expect(container()).toHaveProperty(
      'volumeMounts',
      expect.arrayContaining([
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'var-run-postgresql', mountPath: '/var/run/postgresql' },
      ]),
    );
    expect(pods()).toHaveProperty('spec.volumes', [
      { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'var-run-postgresql', emptyDir: { sizeLimit: '1Gi' } },
    ]);
  });
});

describe('the Service of a PostgreSQL', () => {
  test('leads to the pod itself, without load balancing', () => {
    expect(render().find('Service databases/postgres')).toHaveProperty('spec.clusterIP', 'None');
  });

  test('answers on port 5432', () => {
    const ports = [{ name: 'postgresql', port: 5432, targetPort: 'postgresql' }];
    expect(render().find('Service databases/postgres')).toHaveProperty('spec.ports', ports);
    expect(container()).toHaveProperty('ports', [{ name: 'postgresql', containerPort: 5432 }]);
  });

  test('has the name of the workload if it is given none', () => {
    expect(render().find(STATEFUL_SET)).toHaveProperty('spec.serviceName', 'postgres');
  });

  test('has the name that clients use', () => {
    const program = render({ serviceName: everything.serviceName });
    expect(program.objects('chart')).toContain('Service databases/postgres-service');
    expect(program.find(STATEFUL_SET)).toHaveProperty('spec.serviceName', 'postgres-service');
  });

  test('is what clients are told', () => {
    const { host, port } = build({ serviceName: everything.serviceName }).database;
    expect({ host, port }).toEqual({ host: 'postgres-service.databases.svc.cluster.local', port: 5432 });
  });
});

describe('the disk of a PostgreSQL', () => {
  const claim = (props: Partial<Props> = {}) => render(props).find(STATEFUL_SET);

  test('is claimed for its one pod', () => {
    expect(claim()).toHaveProperty('spec.volumeClaimTemplates.0.spec.accessModes', ['ReadWriteOnce']);
  });

  test('is as large as it was asked for', () => {
    const path = 'spec.volumeClaimTemplates.0.spec.resources.requests.storage';
    expect(claim({ storage })).toHaveProperty(path, '20Gi');
  });

  test('is of the class that it was asked for', () => {
    const path = 'spec.volumeClaimTemplates.0.spec.storageClassName';
    expect(claim({ storage })).toHaveProperty(path, 'fast');
  });

  test('is of the default class of the cluster if none is given', () => {
    expect(claim()).not.toHaveProperty('spec.volumeClaimTemplates.0.spec.storageClassName');
  });

  test('is named after the workload, so that a renamed construct keeps it', () => {
    expect(claim()).toHaveProperty('spec.volumeClaimTemplates.0.metadata.name', 'postgres-data');
  });

  test.each(['16-alpine', '17.6', '13'])('of version %s lies where images before 18 keep their data', (tag) => {
    const mount = { name: 'postgres-data', mountPath: '/var/lib/postgresql/data' };
    expect(container(tagged(tag))).toHaveProperty('volumeMounts.0', mount);
  });

  test.each(['18', '18.1-bookworm', '18-alpine'])('of version %s lies one level higher, as from 18 on', (tag) => {
    const mount = { name: 'postgres-data', mountPath: '/var/lib/postgresql' };
    expect(container(tagged(tag))).toHaveProperty('volumeMounts.0', mount);
  });

  test.each([
    ['16-alpine', '/var/lib/postgresql/data/pgdata'],
    ['18-alpine', '/var/lib/postgresql/18/docker'],
    ['19.0', '/var/lib/postgresql/19/docker'],
  ])('of version %s holds its data in %s, a folder below the mount', (tag, value) => {
    expect(container(tagged(tag))).toHaveProperty('env', expect.arrayContaining([{ name: 'PGDATA', value }]));
  });
});

describe('the user of a PostgreSQL', () => {
  test.each([
    ['16-alpine', 70],
    ['16-alpine3.22', 70],
    ['16', 999],
    ['16.10-bookworm', 999],
  ])('of image %s is %i', (tag, uid) => {
    expect(pods(tagged(tag))).toHaveProperty('spec.securityContext.runAsUser', uid);
  });

  test.each([
    ['16-alpine', 70],
    ['16', 999],
  ])('of image %s owns the disk as group %i', (tag, fsGroup) => {
    const expected = { fsGroup, fsGroupChangePolicy: 'OnRootMismatch' };
    expect(pods(tagged(tag))).toHaveProperty('spec.securityContext', expect.objectContaining(expected));
  });

  test('is never root, and runs under the default profile of system calls', () => {
    const expected = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    expect(pods()).toHaveProperty('spec.securityContext', expect.objectContaining(expected));
  });
});

describe('the probes of a PostgreSQL', () => {
  const ready = ['pg_isready', '--host=127.0.0.1', '--username=postgres', '--dbname=postgres'];

  test.each(['startupProbe', 'livenessProbe', 'readinessProbe'])(
    'ask over TCP: the %s fails while initdb runs, whose server has a socket only',
    (probe) => {
      expect(container()).toHaveProperty(`${probe}.exec.command`, ready);
    },
  );

  test('ask as the user, and for the database, that it was given', () => {
    const { user, database } = everything;
    const command = ['pg_isready', '--host=127.0.0.1', '--username=owner', '--dbname=wealist'];
    expect(container({ user, database })).toHaveProperty('readinessProbe.exec.command', command);
  });

  test.each(['startupProbe', 'livenessProbe', 'readinessProbe'])('wait 5 s for an answer: the %s', (probe) => {
    expect(container()).toHaveProperty(`${probe}.timeoutSeconds`, 5);
  });

  test('give it five minutes to replay its log after a crash', () => {
    expect(container()).toHaveProperty(
      'startupProbe',
      expect.objectContaining({ periodSeconds: 5, failureThreshold: 60 }),
    );
  });

  test('restart it after a minute without an answer', () => {
    expect(container()).toHaveProperty(
      'livenessProbe',
      expect.objectContaining({ periodSeconds: 10, failureThreshold: 6 }),
    );
  });

  test('take it out of its Service within 15 s', () => {
    expect(container()).toHaveProperty(
      'readinessProbe',
      expect.objectContaining({ periodSeconds: 5, failureThreshold: 3 }),
    );
  });
});

describe('the database and the user of a PostgreSQL', () => {
  const made = (name: string, value: string) => expect.arrayContaining([{ name, value }]);

  test('are made at the first start', () => {
    const { database, user } = everything;
    expect(container({ database })).toHaveProperty('env', made('POSTGRES_DB', 'wealist'));
    expect(container({ user })).toHaveProperty('env', made('POSTGRES_USER', 'owner'));
  });

  test('are both called postgres if nothing is said', () => {
    expect(container()).toHaveProperty('env', made('POSTGRES_DB', 'postgres'));
    expect(container()).toHaveProperty('env', made('POSTGRES_USER', 'postgres'));
  });

  test('are what clients are told', () => {
    const { databaseName, user } = build(everything).database;
    expect({ databaseName, user }).toEqual({ databaseName: 'wealist', user: 'owner' });
  });
});

describe('the password of a PostgreSQL', () => {
  const { password } = everything;
  const SECRET = 'Secret databases/postgres-secret';
  const annotations = (value: string) =>
    stringsAt(pods({ password: Password.literal(value) }), 'metadata', 'annotations');

  test('is a Secret where it is known', () => {
    expect(secretValues(render({ password }).find(SECRET))).toEqual({ POSTGRES_PASSWORD: 's3cret' });
  });

  test('stands nowhere else', () => {
    const program = render({ password });
    const others = program.objects('chart').filter((object) => object !== SECRET);
    expect(JSON.stringify(others.map((object) => program.find(object)))).not.toContain('s3cret');
  });

  test('has to be in the namespace already where it is not known, and no Secret is rendered', () => {
    const program = render({ password: Password.existing() });
    expect(program.promised).toEqual({ 'databases/postgres-secret': ['POSTGRES_PASSWORD'] });
    expect(program.objects('chart')).not.toContain(SECRET);
  });

  test.each([
    ['known', password],
    ['not known', Password.existing()],
  ])('is read from that Secret where it is %s', (_, source) => {
    const valueFrom = { secretKeyRef: { name: 'postgres-secret', key: 'POSTGRES_PASSWORD' } };
    const variable = { name: 'POSTGRES_PASSWORD', valueFrom };
    expect(container({ password: source })).toHaveProperty('env', expect.arrayContaining([variable]));
  });

  test('restarts the server when it changes', () => {
    expect(annotations('new')).not.toEqual(annotations('old'));
  });

  test('leaves no trace on the pods where it is not known', () => {
    expect(pods()).not.toHaveProperty('metadata.annotations');
  });

  test('is what clients are told', () => {
    expect(build({ password }).database.password).toBe(password);
  });
});

describe('the clients of a PostgreSQL', () => {
  const client = (namespace: string): Client => ({ peer: { namespace, podLabels: { app: 'client' } }, connections: 5 });

  function withClients(...namespaces: readonly string[]): Program {
    const { program, database } = build();
    for (const namespace of namespaces) database.grantAccess(client(namespace));
    return program;
  }

  const POLICY = 'NetworkPolicy databases/postgres';
  const rule = (namespace: string) => ({
    from: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        podSelector: { matchLabels: { app: 'client' } },
      },
    ],
    ports: [{ protocol: 'TCP', port: 5432 }],
  });

  test('are nobody as long as nobody was given it', () => {
    expect(withClients().objects('chart')).not.toContain(POLICY);
  });

  test('get in one by one, on its port alone', () => {
    expect(withClients('a', 'b').find(POLICY)).toHaveProperty('spec.ingress', [rule('a'), rule('b')]);
  });

  test('are not called by it', () => {
    expect(withClients('a').find(POLICY)).toHaveProperty('spec.policyTypes', ['Ingress']);
  });
});

describe('a PostgreSQL is refused', () => {
  test.each<[string, Partial<Props>, string]>([
    [
      'an empty database name',
      { database: '' },
      'database: expected a name of 1 to 63 bytes without control characters, received ""',
    ],
    [
      'a user with a line break',
      { user: 'a\n' },
      'user: expected a name of 1 to 63 bytes without control characters, received "a\\n"',
    ],
    [
      'a name too long for its pods',
      { name: 'p'.repeat(53) },
      `name: expected at most 52 characters, since the label of each pod adds 11 characters, received "${'p'.repeat(53)}"`,
    ],
  ])('%s', (_, props, sentence) => {
    expect(render(props).problems).toEqual([`chart/db: ${sentence}`]);
  });

  test.each(['alpine', 'bookworm', 'v16', '16alpine', '12-alpine', '9.6'])('the tag %s', (tag) => {
    expect(render(tagged(tag)).problems).toEqual([
      `chart/db: image.tag: expected a PostgreSQL version from 13 on, such as "16-alpine", received "${tag}"`,
    ]);
  });

  test('a tag that means another build tomorrow', () => {
    expect(render(tagged('latest')).problems).toContain(
      'chart/db: image.tag: expected a tag of one build, such as "1.4.2", received "latest"',
    );
  });

  test('a Service name that is no DNS label', () => {
    expect(render({ serviceName: 'postgres_service' }).problems).toEqual([
      'chart/db: serviceName: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "postgres_service"',
    ]);
  });

  test.each([
    [0, '0Gi'],
    [Number.NaN, 'NaNGi'],
  ])('a disk of %d GiB', (amount, received) => {
    expect(render({ storage: { size: Size.gibibytes(amount) } }).problems).toEqual([
      `chart/db: storage.size: expected a finite size above zero, received ${received}`,
    ]);
  });

  test('a StorageClass without a name, which would mean no disk at all', () => {
    expect(render({ storage: { size: Size.gibibytes(5), storageClassName: '' } }).problems).toEqual([
      'chart/db: storage.storageClassName: expected DNS labels joined by dots, such as "fast-ssd", received ""',
    ]);
  });

  test('requests above limits', () => {
    const cpu = { request: Cpu.units(2), limit: Cpu.millis(500) };
    expect(render({ resources: { ...resources, cpu } }).problems).toEqual([
      'chart/db: resources.cpu.request: expected at most the limit of 500m, received 2',
    ]);
  });

  test.each([
    [0, '0 s'],
    [1500, '1.5 s'],
  ])('a time to stop of %i ms', (millis, received) => {
    expect(render({ shutdownTimeout: Duration.millis(millis) }).problems).toEqual([
      `chart/db: shutdownTimeout: expected whole seconds, at least 1, received ${received}`,
    ]);
  });

  test('a password with a line break at its end, without showing it', () => {
    expect(render({ password: Password.literal('s3cret\n') }).problems).toEqual([
      'chart/db/password: POSTGRES_PASSWORD: expected a value that does not end in a line break, received one that does',
    ]);
  });

  test('all of it at once', () => {
    const program = render({
      name: 'Postgres',
      serviceName: 'database',
      ...tagged('alpine'),
      storage: { size: Size.gibibytes(0) },
      maxConnections: 50,
      shutdownTimeout: Duration.seconds(0),
    });
    expect(program.problems).toEqual([
      'chart/db: name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "Postgres"',
      'chart/db: image.tag: expected a PostgreSQL version from 13 on, such as "16-alpine", received "alpine"',
      'chart/db: storage.size: expected a finite size above zero, received 0Gi',
      'chart/db: shutdownTimeout: expected whole seconds, at least 1, received 0 s',
      'chart/db/password: name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "Postgres-secret"',
    ]);
  });
});
