import { describe, expect, test } from '@jest/globals';
import { checkConnections } from '../../lib/values/connection-limit';
import { checkExternalAddress, cidrsOf } from '../../lib/values/external-address';
import { secretFolder } from '../../lib/values/mounted-secret';
import { Password } from '../../lib/values/password';
import { caBundleOf, checkTls, type PostgresTls, tlsSettings } from '../../lib/values/postgres-tls';
import { redisCredential } from '../../lib/values/redis';
import { keysOf, type SecretSource } from '../../lib/values/secret';
import { described, ENCODED_PASSWORD, filled, goTemplate, PASSWORD } from '../../lib/values/secret-value';

describe('the address of a server outside of the cluster', () => {
  test.each([
    ['10.20.0.5', ['10.20.0.5/32']],
    ['203.0.113.7', ['203.0.113.7/32']],
  ])('%s is a block of one', (ip, cidrs) => {
    expect(cidrsOf({ ip })).toEqual(cidrs);
    expect(checkExternalAddress('address', { ip })).toEqual([]);
  });

  test.each(['10.20.0.256', '10.20.0', 'db.example.com', '', '2001:db8::1', '10.20.0.5/32', ' 10.20.0.5'])(
    'is not %j',
    (ip) => {
      expect(checkExternalAddress('address', { ip })).toEqual([
        `address.ip: expected an IPv4 address, such as "10.20.0.5", received "${ip}"`,
      ]);
    },
  );

  test.each(['10.20.0.0/24', '0.0.0.0/0', '10.20.0.5/32', '2001:db8::/32', '::1/128'])(
    'may be a name that leads into %s',
    (cidr) => {
      expect(checkExternalAddress('address', { hostname: 'db.example.com', cidrs: [cidr] })).toEqual([]);
      expect(cidrsOf({ hostname: 'db.example.com', cidrs: [cidr] })).toEqual([cidr]);
    },
  );

  test.each([
    '10.20.0.0',
    '10.20.0.0/33',
    '10.20.0.0/-1',
    '10.20.0/24',
    'db.example.com/32',
    '2001:db8::/129',
    '',
    '/',
  ])('may not be a name that leads into %j, which is no block', (cidr) => {
    expect(checkExternalAddress('address', { hostname: 'db.example.com', cidrs: [cidr] })).toEqual([
      `address.cidrs: expected CIDR blocks such as "10.20.0.0/24", received "${cidr}"`,
    ]);
  });

  test('says where its name leads: NetworkPolicies know no names', () => {
    expect(checkExternalAddress('address', { hostname: 'db.example.com', cidrs: [] })).toEqual([
      'address.cidrs: expected at least one CIDR block, such as "10.20.0.0/24", received none',
    ]);
  });
});

const AUTHORITY = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

describe('TLS to a PostgreSQL', () => {
  test('may be asked for without a look at who answers', () => {
    const tls: PostgresTls = { mode: 'require' };
    expect(tlsSettings(tls)).toEqual({ sslmode: 'require' });
    expect(caBundleOf(tls)).toBeUndefined();
    expect(checkTls('tls', tls)).toEqual([]);
  });

  test('may check the name of the server, by certificates in a file that the client finds', () => {
    const tls: PostgresTls = { mode: 'verify-full', ca: AUTHORITY };
    const caBundle = caBundleOf(tls);
    expect(tlsSettings(tls)).toEqual({
      sslmode: 'verify-full',
      sslrootcert: `${caBundle?.mountPath}/${caBundle?.file}`,
    });
    expect(caBundle?.certificates).toBe(AUTHORITY);
    expect(checkTls('tls', tls)).toEqual([]);
  });

  test('accepts a bundle of authorities, with words around them', () => {
    expect(checkTls('tls', { mode: 'verify-full', ca: `# RDS\n${AUTHORITY}\n${AUTHORITY}` })).toEqual([]);
  });

  test.each(['', 'ca.crt', '-----BEGIN PRIVATE KEY-----\nx\n', 'x-----BEGIN CERTIFICATE-----\n'])(
    'is refused %j, which is no certificate, and does not show it',
    (ca) => {
      expect(checkTls('tls', { mode: 'verify-full', ca })).toEqual([
        'tls.ca: expected certificates in PEM (-----BEGIN CERTIFICATE-----), received none',
      ]);
    },
  );
});

describe('the connections of a server', () => {
  const client = (name: string, connections: number) => ({
    peer: { namespace: 'shop', podLabels: { 'app.kubernetes.io/name': name } },
    connections,
  });

  test('are enough for its clients and the three of its superusers', () => {
    expect(checkConnections('maxConnections', 100, [client('api', 88), client('jobs', 9)])).toEqual([]);
  });

  test('are refused as soon as one is missing, with who needs them', () => {
    expect(checkConnections('maxConnections', 100, [client('api', 88), client('jobs', 10)])).toEqual([
      'maxConnections: expected at least 101 connections (88 of api, 10 of jobs, 3 for superusers), received 100; raise maxConnections, or lower poolSize or replicas',
    ]);
  });

  test.each([0, -1, 1.5, Number.NaN])('are a number from 1 on, and not %d', (limit) => {
    expect(checkConnections('maxConnections', limit, [])).toEqual([
      `maxConnections: expected a whole number, at least 1, received ${limit}`,
    ]);
  });
});

describe('the variables of a Redis', () => {
  test.each(['redis', 'rediss'] as const)('say how to reach it, and whether over TLS (%s)', (scheme) => {
    const credential = redisCredential({ scheme, host: 'redis.example.com', port: 6380 });
    expect(Password.literal('p@ss').secret('shop/redis-secret', credential).literal).toEqual({
      REDIS_PASSWORD: 'p@ss',
      REDIS_URL: `${scheme}://:p%40ss@redis.example.com:6380/0`,
    });
  });
});

describe('a value around a password', () => {
  const value = ['db://', ENCODED_PASSWORD, '@host ', PASSWORD];

  test('is filled where the password is known, encoded where that stands in a URL', () => {
    expect(filled(value, 'a b')).toBe('db://a%20b@host a b');
  });

  test('is described in words where a person is to fill it in', () => {
    expect(described(value)).toBe('db://PASSWORD@host PASSWORD');
  });

  test('is a Go template where the cluster fills it in', () => {
    expect(goTemplate(value, 'secret')).toBe('db://{{ .secret | urlquery | replace "+" "%20" }}@host {{ .secret }}');
  });
});

describe('the keys of a Secret', () => {
  const store = { kind: 'SecretStore', name: 'vault' } as const;
  test.each<[string, SecretSource, string[]]>([
    ['literal: its values', { literal: { A: 'a' } }, ['A']],
    ['existing: what was declared', { existing: { A: 'PASSWORD' } }, ['A']],
    ['external: its entries', { external: { store, entries: { A: { key: 'a' } } } }, ['A']],
    ['external: its template alone', { external: { store, entries: { a: { key: 'a' } }, values: { A: '' } } }, ['A']],
    ['sealed: both', { sealed: { ciphertexts: { A: 'x', B: undefined }, values: { C: '' } } }, ['A', 'B', 'C']],
  ])('are known of a source that is %s', (_, source, keys) => {
    expect(keysOf(source)).toEqual(keys);
  });
});

test('the files of a Secret lie in a folder of its name', () => {
  expect(secretFolder('db-secret')).toBe('/etc/secrets/db-secret');
});
