import { describe, expect, test } from '@jest/globals';
import { Chart, Duration, Size } from 'cdk8s';
import { Image, Password, PostgresCluster, type PostgresClusterProps } from '../../lib';
import { listAt, stringsAt, valueAt } from '../../lib/checker/manifest/manifest';
import { Cpu } from '../../lib/kubernetes';
import { secretValues } from '../secret-values';
import { bucket } from './backup-props';
import { Program } from './synthesize';

type Props = Omit<PostgresClusterProps, 'namespace'>;
const minimal: Props = {
  name: 'postgres',
  image: Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10'),
  instances: 3,
  storage: { size: Size.gibibytes(5) },
  password: Password.literal('s3cret'),
};
const everything: Required<Props> = {
  ...minimal,
  storage: { size: Size.gibibytes(20), storageClassName: 'fast' },
  database: 'wealist',
  user: 'owner',
  resources: {
    cpu: { request: Cpu.millis(500), limit: Cpu.units(2) },
    memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) },
  },
  maxConnections: 200,
  operatorNamespace: 'operators',
  backup: { schedule: '0 3 * * *', keep: Duration.days(7), to: { bucket } },
};

function build(props: Partial<Props> = {}) {
  const program = new Program();
  const namespace = program.namespace('databases');
  const postgres = new PostgresCluster(program.chart('chart'), 'db', { namespace, ...minimal, ...props });
  return { program, postgres };
}

const spec = (props: Partial<Props> = {}) => valueAt(build(props).program.find('Cluster databases/postgres'), 'spec');
const problems = (props: Partial<Props>) => build(props).program.problems;

describe('a cluster of PostgreSQL', () => {
  test('may use every prop at once', () => {
    expect(problems(everything)).toEqual([]);
  });

  test('is a Cluster, the Secret of its user and a NetworkPolicy', () => {
    expect(build().program.objects('chart')).toEqual([
      'NetworkPolicy databases/postgres',
      'Secret databases/postgres-secret',
      'Cluster databases/postgres',
    ]);
  });

  test('gives its pods the labels of the chart, such as the product and the environment', () => {
    const labels = { 'app.kubernetes.io/part-of': 'shop', environment: 'live' };
    const program = new Program();
    const namespace = program.namespace('databases');
    new PostgresCluster(new Chart(program.chart('chart'), 'labelled', { labels }), 'db', { namespace, ...minimal });
    const cluster = program.find('Cluster databases/postgres');
    expect(valueAt(cluster, 'spec', 'inheritedMetadata')).toEqual({ labels });
    expect(spec()).not.toHaveProperty('inheritedMetadata');
  });

  test('is of the version of its API that the operator serves', () => {
    expect(build().program.find('Cluster databases/postgres').apiVersion).toBe('postgresql.cnpg.io/v1');
  });

  test('has as many servers, with its image', () => {
    expect(spec()).toMatchObject({
      instances: 3,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:16.10',
      imagePullPolicy: 'IfNotPresent',
    });
  });

  test('gives each server a disk, of the default class unless told otherwise', () => {
    expect(valueAt(spec(), 'storage')).toEqual({ size: '5Gi' });
    expect(valueAt(spec(everything), 'storage')).toEqual({ size: '20Gi', storageClass: 'fast' });
  });

  test('reserves what each server requests, and holds it to its limits', () => {
    expect(valueAt(spec(), 'resources')).toEqual({
      requests: { cpu: '100m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
      limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi' },
    });
    expect(valueAt(spec(everything), 'resources')).toEqual({
      requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '64Mi' },
      limits: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '1Gi' },
    });
  });

  test('makes its database and the user that owns it at the first start', () => {
    expect(valueAt(spec(), 'bootstrap', 'initdb')).toEqual({
      database: 'app',
      owner: 'app',
      secret: { name: 'postgres-secret' },
    });
    expect(valueAt(spec(everything), 'bootstrap', 'initdb')).toMatchObject({ database: 'wealist', owner: 'owner' });
  });

  test('calls the user like the database, unless told otherwise', () => {
    expect(build({ database: 'wealist' }).postgres.user).toBe('wealist');
  });

  test('tells the operator its user as that expects it', () => {
    const secret = build(everything).program.find('Secret databases/postgres-secret');
    expect(secretValues(secret)).toEqual({ username: 'owner', password: 's3cret' });
  });

  test('keeps the number of connections that PostgreSQL and the operator choose, unless told otherwise', () => {
    expect(valueAt(spec(), 'postgresql')).toBeUndefined();
    expect(valueAt(spec(everything), 'postgresql', 'parameters')).toEqual({ max_connections: '200' });
  });

  test('is dialled by the Service that leads to whichever server is the primary', () => {
    const { postgres } = build(everything);
    expect(postgres.password.secret('shop/db-secret', postgres.credential).literal?.DATABASE_URL).toBe(
      'postgresql://owner:s3cret@postgres-rw.databases.svc.cluster.local:5432/wealist',
    );
  });

  test('comes after its namespace', () => {
    expect(build().program.files).toEqual(['0-namespaces.k8s.yaml', '1-chart.k8s.yaml']);
  });
});

describe('the network of a cluster', () => {
  const SELF = { 'cnpg.io/cluster': 'postgres' };

  /** Who may talk to its servers, or with whom they may talk: peers and port of each rule. */
  const rules = (direction: 'ingress' | 'egress', props: Partial<Props> = {}) => {
    const policy = build(props).program.find('NetworkPolicy databases/postgres');
    return listAt(policy, 'spec', direction).map((rule) => {
      const [peer] = listAt(rule, direction === 'ingress' ? 'from' : 'to');
      const pods = stringsAt(peer, 'podSelector', 'matchLabels');
      const namespace = stringsAt(peer, 'namespaceSelector', 'matchLabels')['kubernetes.io/metadata.name'];
      return [namespace ?? valueAt(peer, 'ipBlock', 'cidr'), pods, valueAt(listAt(rule, 'ports')[0], 'port')];
    });
  };

  test('is about the pods of the cluster, which the operator labels', () => {
    const policy = build().program.find('NetworkPolicy databases/postgres');
    expect(valueAt(policy, 'spec', 'podSelector', 'matchLabels')).toEqual(SELF);
  });

  test('lets the operator in at the ports that it asks for, and the servers among each other', () => {
    expect(rules('ingress')).toEqual([
      ['cnpg-system', {}, 5432],
      ['databases', SELF, 5432],
      ['cnpg-system', {}, 8000],
      ['databases', SELF, 8000],
    ]);
  });

  test('finds the operator where it runs', () => {
    expect(rules('ingress', everything).map(([namespace]) => namespace)).toContain('operators');
  });

  test('lets the servers out to each other and to their API server', () => {
    expect(rules('egress')).toEqual([
      ['databases', SELF, 5432],
      ['databases', SELF, 8000],
      ['0.0.0.0/0', {}, 443],
      ['0.0.0.0/0', {}, 6443],
    ]);
  });

  test('lets a client in that was given the cluster', () => {
    const { program, postgres } = build();
    postgres.grantAccess({ peer: { namespace: 'shop', podLabels: { app: 'api' } }, connections: 1 });
    const policy = program.find('NetworkPolicy databases/postgres');
    expect(listAt(policy, 'spec', 'ingress').at(-1)).toEqual({
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
          podSelector: { matchLabels: { app: 'api' } },
        },
      ],
      ports: [{ port: 5432, protocol: 'TCP' }],
    });
  });
});

describe('a cluster of PostgreSQL is refused', () => {
  test.each<[string, Partial<Props>, string]>([
    [
      'the superuser as its user: the operator keeps that for itself',
      { user: 'postgres' },
      'user: expected a user of its own: the operator keeps the superuser, received "postgres"',
    ],
    [
      'a database that makes its user the superuser',
      { database: 'postgres' },
      'user: expected a user of its own: the operator keeps the superuser, received "postgres"',
    ],
    ['no servers', { instances: 0 }, 'instances: expected a whole number, at least 1, received 0'],
    ['half a server', { instances: 1.5 }, 'instances: expected a whole number, at least 1, received 1.5'],
    [
      'a name that the operator refuses',
      { name: 'p'.repeat(51) },
      `name: expected at most 50 characters, as CloudNativePG allows, received "${'p'.repeat(51)}"`,
    ],
    [
      'a disk of no size',
      { storage: { size: Size.gibibytes(0) } },
      'storage.size: expected a finite size above zero, received 0Gi',
    ],
    [
      'a database without a name',
      { database: '', user: 'owner' },
      'database: expected a name of 1 to 63 bytes without control characters, received ""',
    ],
    [
      'an image that nobody can pull',
      { image: Image.tagged('Postgres', '16.10') },
      'image.repository: expected a repository in lower case, without tag or digest, received "Postgres"',
    ],
    [
      'a request above its limit',
      { resources: { ...everything.resources, cpu: { request: Cpu.units(4), limit: Cpu.units(2) } } },
      'resources.cpu.request: expected at most the limit of 2, received 4',
    ],
  ])('%s', (_, props, problem) => {
    expect(problems(props)).toEqual([`chart/db: ${problem}`]);
  });

  test('clients that together open more connections than its primary keeps', () => {
    const { program, postgres } = build();
    const api = { namespace: 'shop', podLabels: { 'app.kubernetes.io/name': 'api' } };
    const jobs = { namespace: 'shop', podLabels: { 'app.kubernetes.io/name': 'jobs' } };
    postgres.grantAccess({ peer: api, connections: 90 });
    expect(program.problems).toEqual([]);
    postgres.grantAccess({ peer: jobs, connections: 8 });
    expect(program.problems).toEqual([
      'chart/db: maxConnections: expected at least 101 connections (90 of api, 8 of jobs, 3 for superusers), received 100; raise maxConnections, or lower poolSize or replicas',
    ]);
  });

  test('a password without a value, or with a line break at its end', () => {
    expect(problems({ password: Password.literal('s3cret\n') })).toEqual([
      'chart/db/password: password: expected a value that does not end in a line break, received one that does',
    ]);
  });
});
