import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { checkPostgresImage, postgresLayout } from '../../lib/constructs/postgres/postgres-image';
import { checksum } from '../../lib/constructs/workload/checksum';
import { Image } from '../../lib/values/image';
import { Password } from '../../lib/values/password';
import {
  checkIdentifier,
  type PostgresAddress,
  postgresCredential,
  postgresUrl,
} from '../../lib/values/postgres-database';
import { ENCODED_PASSWORD, filled, goTemplate, PASSWORD } from '../../lib/values/secret-value';

describe('a password', () => {
  const place = 'shop/mail';
  const credential = {
    passwordKey: 'PASSWORD',
    values: { USER: ['user'], URL: ['postgresql://user:', ENCODED_PASSWORD, '@host'] },
  };
  const store = { kind: 'ClusterSecretStore', name: 'vault' } as const;

  test('that stands in code makes the values of a Secret, key by key', () => {
    expect(Password.literal('p@ss').secret(place, credential)).toStrictEqual({
      literal: { PASSWORD: 'p@ss', USER: 'user', URL: 'postgresql://user:p%40ss@host' },
    });
  });

  test('that exists already makes the keys of a Secret, and says how their values read around it', () => {
    expect(Password.existing().secret(place, credential)).toStrictEqual({
      existing: { PASSWORD: 'PASSWORD', USER: 'user', URL: 'postgresql://user:PASSWORD@host' },
    });
  });

  test('in a store makes templates, in which the cluster puts it', () => {
    const password = Password.external({ store, key: 'shop/mail', property: 'password' });
    expect(password.secret(place, credential)).toStrictEqual({
      external: {
        store,
        entries: { password: { key: 'shop/mail', property: 'password' } },
        values: {
          PASSWORD: '{{ .password }}',
          USER: 'user',
          URL: 'postgresql://user:{{ .password | urlquery | replace "+" "%20" }}@host',
        },
      },
    });
  });

  test('in a store is asked for as often as it was said', () => {
    const refreshInterval = Duration.minutes(5);
    const source = Password.external({ store, key: 'shop/mail', refreshInterval }).secret(place, credential);
    expect(source.external?.refreshInterval).toBe(refreshInterval);
  });

  test('that was sealed for this Secret is its ciphertext, and the rest is made of it', () => {
    expect(Password.sealed({ 'shop/mail': 'AgB' }).secret(place, credential)).toStrictEqual({
      sealed: {
        ciphertexts: { PASSWORD: 'AgB' },
        values: { USER: 'user', URL: 'postgresql://user:{{ .PASSWORD | urlquery | replace "+" "%20" }}@host' },
      },
    });
  });

  test('that was sealed for another Secret only is not there', () => {
    const { sealed } = Password.sealed({ 'shop/other': 'AgB' }).secret(place, credential);
    expect(sealed?.ciphertexts).toStrictEqual({ PASSWORD: undefined });
  });

  test('knows the Secrets it was sealed for', () => {
    expect(Password.sealed({ 'shop/mail': 'AgB', 'shop/other': 'AgC' }).sealedFor).toEqual(['shop/mail', 'shop/other']);
  });

  test.each([
    ['literal', Password.literal('hunter2')],
    ['existing', Password.existing()],
    ['external', Password.external({ store, key: 'shop/mail' })],
    ['sealed', Password.sealed({})],
  ])('says that it is %s', (from, password) => {
    expect(password.from).toBe(from);
  });

  test('does not let a text be taken for a template', () => {
    expect(goTemplate(['{{ .x }} ', PASSWORD], 'password')).toBe('{{ "{{" }} .x }} {{ .password }}');
  });
});

describe('a checksum', () => {
  test('is the SHA-256 of the pairs in the order of their keys', () => {
    const pairs = '[["A","1"],["B","2"]]';
    expect(checksum({ B: '2', A: '1' })).toBe(createHash('sha256').update(pairs).digest('hex'));
  });

  test('is the same in whatever order the keys were written', () => {
    const values = { LOG_LEVEL: 'info', APP_ENV: 'local', Z: '', a: '' };
    const backwards = Object.fromEntries(Object.entries(values).reverse());
    expect(checksum(backwards)).toBe(checksum(values));
  });

  test('is the same in every run, so that dist does not change by itself', () => {
    expect(checksum({})).toBe('4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945');
  });

  test.each<[string, Record<string, string>]>([
    ['a value changes', { A: '1', B: '3' }],
    ['a key changes', { A: '1', C: '2' }],
    ['two keys swap their values', { A: '2', B: '1' }],
    ['a key goes', { A: '1' }],
    ['a key comes', { A: '1', B: '2', C: '' }],
    ['a value swallows its neighbour', { A: '1"],["B","2' }],
    ['a key grows by what a value loses', { A: '1', B2: '' }],
  ])('is another one as soon as %s', (_, changed) => {
    expect(checksum(changed)).not.toBe(checksum({ A: '1', B: '2' }));
  });
});

const address = { user: 'wealist', host: 'postgres.postgresql-prod.svc.cluster.local', port: 5432, database: 'boards' };

/** The URL for a password that is known. */
const url = (to: PostgresAddress, password: string) => filled(postgresUrl(to), password);

/** What a client gets who reads the URL as the URL standard says. */
function readBack(url: string) {
  const { protocol, username, password, hostname, port, pathname, search, hash } = new URL(url);
  return {
    protocol,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    host: hostname,
    port: Number(port),
    database: decodeURIComponent(pathname.slice(1)),
    rest: search + hash,
  };
}

const ascii = String.fromCharCode(...Array.from({ length: 128 }, (_, code) => code));

const NASTY = [
  'a@b',
  'a:b',
  'a/b',
  'a?b',
  'a#b',
  'a%b',
  'a%40b',
  'a b',
  'a+b',
  'a&b=c',
  '[::1]',
  '\\',
  '"quoted"',
  "it's",
  '(*!)',
  '$(rm)',
  '`id`',
  '{a}|^',
  'tab\tline\nreturn\r',
  'Passwört',
  '密码',
  '🔑',
  '..',
  '',
  ascii,
];

describe('a connection URL', () => {
  test('is postgresql://user:password@host:port/database', () => {
    expect(url(address, 'hunter2')).toBe(
      'postgresql://wealist:hunter2@postgres.postgresql-prod.svc.cluster.local:5432/boards',
    );
  });

  test.each(NASTY)('brings back the password %j', (password) => {
    expect(readBack(url(address, password))).toEqual({
      protocol: 'postgresql:',
      ...address,
      password,
      rest: '',
    });
  });

  test.each(NASTY)('brings back the user %j', (user) => {
    expect(readBack(url({ ...address, user }, 'hunter2'))).toMatchObject({ user, password: 'hunter2' });
  });

  // A path of dots is the one thing that a URL parser takes apart even when it is encoded.
  test.each(NASTY.filter((database) => database !== '..'))('brings back the database %j', (database) => {
    expect(readBack(url({ ...address, database }, 'hunter2'))).toMatchObject({ database, rest: '' });
  });

  test('leaves bare only the unreserved characters of RFC 3986', () => {
    const encoded = url(address, ascii).replace(/^postgresql:\/\/wealist:|@postgres\..*$/g, '');
    expect(encoded.replace(/%[0-9A-F]{2}/g, '')).toBe(
      '-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~',
    );
  });

  test("encodes !'()* too, which JavaScript alone would leave", () => {
    expect(url(address, "!'()*")).toContain(':%21%27%28%29%2A@');
  });
});

describe('the name of a database or a role', () => {
  test.each([
    ['one letter', 'a'],
    ['nasty', 'a"b; DROP/%@:?#'],
    ['two words', 'my boards'],
    ['foreign', '게시판'],
    ['of 63 bytes', 'a'.repeat(63)],
    ['of 63 bytes in 21 characters', '게'.repeat(21)],
  ])('may be %s', (_, name) => {
    expect(checkIdentifier('database', name)).toEqual([]);
  });

  test.each([
    ['empty', ''],
    ['of 64 bytes', 'a'.repeat(64)],
    ['of 66 bytes in 22 characters', '게'.repeat(22)],
    ['ended by a null byte', 'boards\0'],
    ['ended by a line break', 'boards\n'],
    ['parted by a tab', 'my\tboards'],
    ['parted by nothing that can be seen', 'my\u200bboards'],
  ])('may not be %s', (_, name) => {
    expect(checkIdentifier('database', name)).toEqual([
      `database: expected a name of 1 to 63 bytes without control characters, received ${JSON.stringify(name)}`,
    ]);
  });
});

describe('the variables of a database', () => {
  const credential = postgresCredential(address);
  const values = (password: string) => Password.literal(password).secret('shop/db-secret', credential).literal;

  test('are the four that weAlist reads', () => {
    expect(Object.keys(values('p@ss') ?? {}).sort()).toEqual([
      'DATABASE_URL',
      'POSTGRES_DB',
      'POSTGRES_PASSWORD',
      'POSTGRES_USER',
    ]);
  });

  test.each([
    ['POSTGRES_USER', 'wealist'],
    ['POSTGRES_PASSWORD', 'p@ss'],
    ['POSTGRES_DB', 'boards'],
    ['DATABASE_URL', 'postgresql://wealist:p%40ss@postgres.postgresql-prod.svc.cluster.local:5432/boards'],
  ])('say in %s: %s', (key, value) => {
    expect(values('p@ss')?.[key]).toBe(value);
  });
});

describe('an official postgres image', () => {
  test.each([
    ['16-alpine', '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata', 70],
    ['16', '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata', 999],
    ['16.4-alpine3.20', '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata', 70],
    ['17.9-bookworm', '/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata', 999],
    ['18-alpine', '/var/lib/postgresql', '/var/lib/postgresql/18/docker', 70],
    ['18.1-bookworm', '/var/lib/postgresql', '/var/lib/postgresql/18/docker', 999],
    ['19', '/var/lib/postgresql', '/var/lib/postgresql/19/docker', 999],
  ])('of tag %s has its disk at %s, its data in %s, and runs as %d', (tag, mountPath, dataDirectory, uid) => {
    expect(postgresLayout(Image.tagged<string>('postgres', tag))).toStrictEqual({ mountPath, dataDirectory, uid });
  });

  test.each(['13', '13-alpine', '16-alpine', '18.1-bookworm', '18'])('may have the tag %s', (tag) => {
    expect(checkPostgresImage('image', Image.tagged<string>('postgres', tag))).toEqual([]);
  });

  test.each(['12', '12.22-alpine', '9.6', '0', 'alpine', 'bookworm', 'v16', '16alpine', '16_1', 'x-16'])(
    'may not have the tag %s, which tells no version from 13 on',
    (tag) => {
      expect(checkPostgresImage('image', Image.tagged<string>('postgres', tag))).toEqual([
        `image.tag: expected a PostgreSQL version from 13 on, such as "16-alpine", received "${tag}"`,
      ]);
    },
  );

  test('that was imported needs a version in its tag too', () => {
    expect(checkPostgresImage('image', Image.imported('postgres', 'latest'))).toEqual([
      'image.tag: expected a PostgreSQL version from 13 on, such as "16-alpine", received "latest"',
    ]);
  });

  test('is refused for what is wrong with any image, too', () => {
    expect(checkPostgresImage('image', Image.tagged('Postgres', '12'))).toEqual([
      'image.repository: expected a repository in lower case, without tag or digest, received "Postgres"',
      'image.tag: expected a PostgreSQL version from 13 on, such as "16-alpine", received "12"',
    ]);
  });
});
