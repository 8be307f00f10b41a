import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import {
  FastApiService,
  type FastApiServiceProps,
  Image,
  Migration,
  Password,
  PostgresStatefulSet,
  type PostgresStatefulSetProps,
  Probe,
} from '../../lib';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { UNKNOWN_CLUSTER } from '../../lib/checker/known-cluster';
import { identity, listAt, type Manifest, stringsAt, valueAt } from '../../lib/checker/manifest/manifest';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';
import { Cpu } from '../../lib/kubernetes';
import { Program } from './synthesize';

type Props = Partial<Omit<FastApiServiceProps, 'namespace' | 'database'>>;

/** A service that migrates its database, in a chart of its own. */
function build(props: Props = {}, postgres: Partial<PostgresStatefulSetProps> = {}) {
  const program = new Program();
  const database = new PostgresStatefulSet(program.chart('db'), 'db', {
    namespace: program.namespace('databases'),
    name: 'postgres',
    image: Image.tagged('postgres', '16-alpine'),
    password: Password.literal('s3cret'),
    storage: { size: Size.gibibytes(5) },
    ...postgres,
  });
  new FastApiService(program.chart('chart'), 'api', {
    namespace: program.namespace('shop'),
    name: 'api',
    image: Image.tagged('ghcr.io/wealist/api', '1.0.0'),
    liveness: Probe.tcp(),
    readiness: Probe.http('/health'),
    scaling: { replicas: 2 },
    resources: {
      cpu: { request: Cpu.millis(100) },
      memory: { request: Size.mebibytes(256) },
    },
    config: { LOG_LEVEL: 'info' },
    database,
    migration: Migration.alembic(),
    ...props,
  });
  return program;
}

const manifests = (program: Program): Manifest[] =>
  [...program.texts.values()].flatMap(parseManifests).map(({ manifest }) => manifest);
const jobOf = (program: Program): Manifest => manifests(program).find(({ kind }) => kind === 'Job') ?? raise();
const jobName = (props: Props = {}, postgres: Partial<PostgresStatefulSetProps> = {}): string =>
  jobOf(build(props, postgres)).metadata.name;
const pod = (props: Props = {}) => valueAt(jobOf(build(props)), 'spec', 'template', 'spec');
const container = (props: Props = {}) => listAt(pod(props), 'containers')[0];

describe('a migration', () => {
  test('breaks no rule, in the Job or in the pods that wait for it', () => {
    const program = build();
    const { findings } = check(new Bundle(manifests(program), { ...UNKNOWN_CLUSTER, edges: program.edges }));
    expect(findings.map(sentence)).toEqual([]);
  });

  test('is a Job beside the service, with an identity and a policy of its own', () => {
    const program = build();
    const names = program.objects('chart').filter((name) => name.includes('migration'));
    expect(names.map((name) => name.replace(/-[0-9a-f]{10}$/, '-<checksum>'))).toEqual([
      'NetworkPolicy shop/api-migration',
      'ServiceAccount shop/api-migration',
      'Job shop/api-migration-<checksum>',
    ]);
  });

  test('is applied before the Deployment', () => {
    const names = manifests(build()).map(({ kind }) => kind);
    expect(names.indexOf('Job')).toBeLessThan(names.indexOf('Deployment'));
  });

  test('runs its command in the image of the service, and no shell', () => {
    expect(container()).toMatchObject({
      name: 'api-migration',
      image: 'ghcr.io/wealist/api:1.0.0',
      command: ['alembic', 'upgrade', 'head'],
    });
  });

  test('may be any command', () => {
    const migration = new Migration(['python', '-m', 'migrate'], ['python', '-m', 'migrated']);
    expect(container({ migration })).toMatchObject({ command: ['python', '-m', 'migrate'] });
  });

  test('has the environment, the resources and the rights of the service', () => {
    const [service] = listAt(build().pods('Deployment shop/api'), 'spec', 'containers');
    for (const field of ['env', 'envFrom', 'resources', 'securityContext', 'volumeMounts']) {
      expect(valueAt(container(), field)).toEqual(valueAt(service, field));
      expect(valueAt(container(), field)).toBeDefined();
    }
  });

  test('is asked by no probe, and opens no port', () => {
    for (const field of ['livenessProbe', 'readinessProbe', 'ports', 'lifecycle']) {
      expect(valueAt(container(), field)).toBeUndefined();
    }
  });

  test('is one pod: it is spread over no nodes', () => {
    expect(valueAt(build().pods('Deployment shop/api'), 'spec', 'topologySpreadConstraints')).toBeDefined();
    expect(valueAt(pod(), 'topologySpreadConstraints')).toBeUndefined();
  });

  test('is tried again in the same pod when it fails: a new one would be refused by the network once more', () => {
    expect(valueAt(pod(), 'restartPolicy')).toBe('OnFailure');
  });

  test('is tried seven times', () => {
    expect(valueAt(jobOf(build()), 'spec', 'backoffLimit')).toBe(7);
  });

  test('gets no request that is meant for the service', () => {
    const program = build();
    const labels = stringsAt(jobOf(program), 'spec', 'template', 'metadata', 'labels');
    const selector = stringsAt(program.find('Service shop/api'), 'spec', 'selector');
    expect(Object.entries(selector).every(([label, value]) => labels[label] === value)).toBe(false);
  });

  test('may talk to the database, which lets it in', () => {
    const program = build();
    const migration = { 'app.kubernetes.io/name': 'api-migration', 'app.kubernetes.io/instance': 'shop' };
    expect(valueAt(program.find('NetworkPolicy shop/api-migration'), 'spec', 'podSelector', 'matchLabels')).toEqual(
      migration,
    );
    const admitted = listAt(program.find('NetworkPolicy databases/postgres'), 'spec', 'ingress')
      .flatMap((rule) => listAt(rule, 'from'))
      .map((peer) => valueAt(peer, 'podSelector', 'matchLabels'));
    expect(admitted).toContainEqual(migration);
  });

  test('counts among the clients of the database, with two connections', () => {
    const postgres = { maxConnections: 3 + 10 * 5 + 2 };
    expect(build({ poolSize: 10 }, postgres).problems).toEqual([]);
    expect(build({ poolSize: 10 }, { maxConnections: postgres.maxConnections - 1 }).problems).toEqual([
      'db/db: maxConnections: expected at least 55 connections (2 of api-migration, 50 of api, 3 for superusers), received 54; raise maxConnections, or lower poolSize or replicas',
    ]);
  });

  test('is not there where nobody asked for one', () => {
    const program = new Program();
    new FastApiService(program.chart('chart'), 'api', {
      namespace: program.namespace('shop'),
      name: 'api',
      image: Image.tagged('ghcr.io/wealist/api', '1.0.0'),
      liveness: Probe.tcp(),
      readiness: Probe.http('/health'),
      scaling: { replicas: 1 },
      resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
    });
    expect(manifests(program).map(identity).join()).not.toContain('migration');
    expect(valueAt(program.pods('Deployment shop/api'), 'spec', 'initContainers')).toBeUndefined();
  });
});

describe('the name of a migration, which can never change,', () => {
  test('is the same as long as everything is', () => {
    expect(jobName()).toBe(jobName());
    expect(jobName()).toMatch(/^api-migration-[0-9a-f]{10}$/);
  });

  test.each<[string, Props]>([
    ['image', { image: Image.tagged('ghcr.io/wealist/api', '1.0.1') }],
    ['command', { migration: new Migration(['alembic', 'upgrade', '+1'], ['true']) }],
    ['setting', { config: { LOG_LEVEL: 'debug' } }],
    ['limit', { resources: { cpu: { request: Cpu.millis(200) }, memory: { request: Size.mebibytes(256) } } }],
  ])('is another one with another %s', (_, props) => {
    expect(jobName(props)).not.toBe(jobName());
  });

  test.each<[string, Partial<PostgresStatefulSetProps>]>([
    ['database', { database: 'boards' }],
    ['place of the database', { serviceName: 'moved' }],
    ['password', { password: Password.literal('another') }],
  ])('is another one with another %s: what is there was never migrated', (_, postgres) => {
    expect(jobName({}, postgres)).not.toBe(jobName());
  });

  test.each<[string, Props]>([
    ['number of pods', { scaling: { replicas: 3 } }],
    ['probe', { readiness: Probe.http('/ready') }],
    [
      'time to stop',
      { shutdown: { preStop: Duration.seconds(5), drain: Duration.seconds(30), buffer: Duration.seconds(5) } },
    ],
  ])('stays with another %s: there is nothing to migrate', (_, props) => {
    expect(jobName(props)).toBe(jobName());
  });
});

describe('a pod whose database is still to be migrated', () => {
  const waiting = (props: Props = {}) => listAt(build(props).pods('Deployment shop/api'), 'spec', 'initContainers');

  test('does not start: it asks first, in its own image and environment', () => {
    const [own] = listAt(build().pods('Deployment shop/api'), 'spec', 'containers');
    expect(waiting()).toHaveLength(1);
    expect(waiting()[0]).toMatchObject({
      name: 'migration-applied',
      image: 'ghcr.io/wealist/api:1.0.0',
      command: ['alembic', 'current', '--check-heads'],
      env: valueAt(own, 'env'),
      envFrom: valueAt(own, 'envFrom'),
    });
  });

  test('opens no port and is asked by no probe meanwhile', () => {
    for (const field of ['ports', 'livenessProbe', 'readinessProbe', 'lifecycle']) {
      expect(valueAt(waiting()[0], field)).toBeUndefined();
    }
  });

  test('asks in whatever way the migration is asked', () => {
    const migration = new Migration(['python', '-m', 'migrate'], ['python', '-m', 'migrated']);
    expect(waiting({ migration })[0]).toMatchObject({ command: ['python', '-m', 'migrated'] });
  });
});

test.each([
  ['to run', new Migration([], ['true']), 'command'],
  ['to ask', new Migration(['true'], []), 'applied'],
])('a migration without a command %s is refused', (_, migration, field) => {
  expect(build({ migration }).problems).toEqual([
    `chart/api: migration.${field}: expected a command of at least one word, received no words`,
  ]);
});

function raise(): never {
  throw new Error('no Job is rendered');
}
