import { describe, expect, test } from '@jest/globals';
import {
  ExternalPostgres,
  type ExternalPostgresProps,
  ExternalRedis,
  type ExternalRedisProps,
  Image,
  Password,
} from '../../lib';
import { valueAt } from '../../lib/checker/manifest/manifest';
import { ExternalService, type ExternalServiceProps } from '../../lib/constructs/server/external-service';
import { Program } from './synthesize';

const AUTHORITY = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const named = { hostname: 'db.example.com', cidrs: ['10.20.0.0/24', '10.21.0.0/24'] };
const fixed = { ip: '10.20.0.5' };

describe('a name for a server outside of the cluster', () => {
  const everything: Omit<Required<ExternalServiceProps>, 'namespace'> = {
    name: 'billing',
    address: named,
    port: { name: 'https', number: 8443 },
  };
  const build = (props: Partial<typeof everything> = {}) => {
    const program = new Program();
    const namespace = program.namespace('shop');
    const service = new ExternalService(program.chart('chart'), 'billing', { namespace, ...everything, ...props });
    return { program, service };
  };

  test('that has a DNS name is a Service of type ExternalName', () => {
    const { program } = build();
    expect(program.objects('chart')).toEqual(['Service shop/billing']);
    expect(valueAt(program.find('Service shop/billing'), 'spec')).toEqual({
      type: 'ExternalName',
      externalName: 'db.example.com',
    });
  });

  test('that has an address is a Service without a selector, and an EndpointSlice that leads there', () => {
    const { program } = build({ address: fixed });
    expect(program.objects('chart')).toEqual(['Service shop/billing', 'EndpointSlice shop/billing']);
    expect(valueAt(program.find('Service shop/billing'), 'spec')).toEqual({ ports: [{ name: 'https', port: 8443 }] });
    expect(program.find('EndpointSlice shop/billing')).toMatchObject({
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.20.0.5'] }],
      ports: [{ name: 'https', port: 8443 }],
    });
  });

  test('ties the EndpointSlice to its Service, and keeps the control plane from taking it for its own', () => {
    expect(build({ address: fixed }).program.find('EndpointSlice shop/billing').metadata).toMatchObject({
      labels: { 'kubernetes.io/service-name': 'billing', 'endpointslice.kubernetes.io/managed-by': 'cdk8s' },
    });
  });

  test('says what it belongs to', () => {
    expect(build().program.find('Service shop/billing')).toHaveProperty('metadata.labels', {
      app: 'billing',
      'app.kubernetes.io/name': 'billing',
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/managed-by': 'cdk8s',
    });
  });

  test('is the same for every client', () => {
    expect(build().service.host).toBe('billing.shop.svc.cluster.local');
  });

  test.each([
    ['its blocks', named, named.cidrs],
    ['its one address', fixed, ['10.20.0.5/32']],
  ] as const)('is reached at %s', (_, address, cidrs) => {
    expect(build({ address }).service.peer.cidrs).toEqual(cidrs);
  });

  test('comes after its namespace', () => {
    expect(build().program.files).toEqual(['0-namespaces.k8s.yaml', '1-chart.k8s.yaml']);
  });

  test('is refused if no Service can have it', () => {
    expect(build({ name: '5billing' }).program.problems).toEqual([
      'chart/billing: name: expected the name of a Service (a DNS label that begins with a letter), received "5billing"',
    ]);
  });
});

describe('a PostgreSQL that somebody else runs', () => {
  type Props = Omit<ExternalPostgresProps, 'namespace'>;
  const minimal: Props = {
    name: 'postgres-service',
    address: named,
    tls: { mode: 'require' },
    password: Password.literal('s3cret'),
  };
  const everything: Required<Props> = {
    ...minimal,
    port: 6432,
    tls: { mode: 'verify-full', ca: AUTHORITY },
    database: 'wealist',
    user: 'owner',
    maxConnections: 50,
    image: Image.tagged('postgres', '16-alpine'),
  };
  const build = (props: Partial<Props> = {}) => {
    const program = new Program();
    const namespace = program.namespace('databases');
    const postgres = new ExternalPostgres(program.chart('chart'), 'db', { namespace, ...minimal, ...props });
    return { program, postgres };
  };
  const urlOf = (props: Partial<Props> = {}) => {
    const { postgres } = build(props);
    return postgres.password.secret('shop/db-secret', postgres.credential).literal?.DATABASE_URL;
  };

  test('may use every prop at once', () => {
    expect(build(everything).program.problems).toEqual([]);
  });

  test('is a Service, and needs no Secret of its own', () => {
    expect(build().program.objects('chart')).toEqual(['Service databases/postgres-service']);
  });

  test('is dialled by its Service where nobody checks its name', () => {
    expect(urlOf()).toBe(
      'postgresql://postgres:s3cret@postgres-service.databases.svc.cluster.local:5432/postgres?sslmode=require',
    );
  });

  test('is dialled by the name on its certificate where that is checked', () => {
    expect(urlOf(everything)).toBe(
      'postgresql://owner:s3cret@db.example.com:6432/wealist?sslmode=verify-full&sslrootcert=%2Fetc%2Fpostgresql-ca%2Fca.crt',
    );
  });

  test('is dialled by its address where that stands on its certificate', () => {
    expect(urlOf({ ...everything, address: fixed })).toContain('@10.20.0.5:6432/');
  });

  test('is known by the certificates of its authority, in a file that each client finds', () => {
    expect(build(everything).postgres.caBundle).toEqual({
      configMap: 'postgres-ca',
      mountPath: '/etc/postgresql-ca',
      file: 'ca.crt',
      certificates: AUTHORITY,
    });
  });

  test('is taken at its word where nothing is checked', () => {
    expect(build().postgres.caBundle).toBeUndefined();
  });

  test('has a port with a name, for those who read its Service', () => {
    const { program } = build({ address: fixed });
    expect(valueAt(program.find('Service databases/postgres-service'), 'spec', 'ports')).toEqual([
      { name: 'postgresql', port: 5432 },
    ]);
  });

  const client = { peer: { namespace: 'shop', podLabels: { 'app.kubernetes.io/name': 'api' } }, connections: 48 };

  test('is refused clients that together open more connections than it keeps', () => {
    const { program, postgres } = build(everything);
    postgres.grantAccess(client);
    expect(program.problems).toEqual([
      'chart/db: maxConnections: expected at least 51 connections (48 of api, 3 for superusers), received 50; raise maxConnections, or lower poolSize or replicas',
    ]);
  });

  test('takes any number of connections where nobody knows how many it keeps', () => {
    const { program, postgres } = build();
    postgres.grantAccess({ ...client, connections: 10_000 });
    expect(program.problems).toEqual([]);
  });

  test.each<[string, Partial<Props>, string]>([
    [
      'a host name with a port',
      { address: { ...named, hostname: 'db.example.com:5432' } },
      'address.hostname: expected a host name in lower case, such as "shop.example.com", received "db.example.com:5432"',
    ],
    ['a port that is none', { port: 0 }, 'port: expected a port (a whole number from 1 to 65535), received 0'],
    [
      'a database without a name',
      { database: '' },
      'database: expected a name of 1 to 63 bytes without control characters, received ""',
    ],
    [
      'a user without a name',
      { user: '' },
      'user: expected a name of 1 to 63 bytes without control characters, received ""',
    ],
    [
      'certificates that are none',
      { tls: { mode: 'verify-full', ca: 'rds-ca.pem' } },
      'tls.ca: expected certificates in PEM (-----BEGIN CERTIFICATE-----), received none',
    ],
    ['no connections', { maxConnections: 0 }, 'maxConnections: expected a whole number, at least 1, received 0'],
  ])('is refused with %s', (_, props, problem) => {
    expect(build(props).program.problems).toContain(`chart/db: ${problem}`);
  });
});

describe('a Redis that somebody else runs', () => {
  type Props = Omit<ExternalRedisProps, 'namespace'>;
  const minimal: Props = { name: 'redis', address: named, password: Password.literal('s3cret') };
  const everything: Required<Props> = { ...minimal, port: 6380, tls: { ca: AUTHORITY } };
  const build = (props: Partial<Props> = {}) => {
    const program = new Program();
    const namespace = program.namespace('shop');
    const redis = new ExternalRedis(program.chart('chart'), 'redis', { namespace, ...minimal, ...props });
    return { program, redis };
  };
  const urlOf = (props: Partial<Props> = {}) => {
    const { redis } = build(props);
    return redis.password.secret('shop/redis-secret', redis.credential).literal?.REDIS_URL;
  };

  test('may use every prop at once', () => {
    expect(build(everything).program.problems).toEqual([]);
  });

  test('is dialled over TLS by its own name, unless told otherwise', () => {
    expect(urlOf()).toBe('rediss://:s3cret@db.example.com:6379/0');
  });

  test('is dialled over TLS by its address if it has no name', () => {
    expect(urlOf({ address: fixed })).toBe('rediss://:s3cret@10.20.0.5:6379/0');
  });

  test('is dialled by its Service where the connection is plain', () => {
    expect(urlOf({ tls: false, port: 6380 })).toBe('redis://:s3cret@redis.shop.svc.cluster.local:6380/0');
  });

  test('is known by the authorities that it names, or by those of the system', () => {
    expect(build(everything).redis.caBundle).toMatchObject({ mountPath: '/etc/redis-ca', certificates: AUTHORITY });
    expect(build(everything).redis.credential.values.REDIS_CA_FILE).toEqual(['/etc/redis-ca/ca.crt']);
    expect(build().redis.caBundle).toBeUndefined();
    expect(build({ tls: { ca: 'ca.pem' } }).program.problems).toEqual([
      'chart/redis: tls.ca: expected certificates in PEM (-----BEGIN CERTIFICATE-----), received none',
    ]);
  });

  test('is a Service, and needs no Secret of its own', () => {
    expect(build().program.objects('chart')).toEqual(['Service shop/redis']);
  });

  test('is refused with an address that is none, and with a port that is none', () => {
    expect(build({ address: { ip: '10.20.0.256' }, port: 65_536 }).program.problems).toEqual([
      'chart/redis: address.ip: expected an IPv4 address, such as "10.20.0.5", received "10.20.0.256"',
      'chart/redis: port: expected a port (a whole number from 1 to 65535), received 65536',
    ]);
  });
});
