import { describe, expect, test } from '@jest/globals';
import { Size } from 'cdk8s';
import {
  ExternalPostgres,
  FastApiService,
  Image,
  Password,
  PostgresCluster,
  PostgresStatefulSet,
  Probe,
} from '../../lib';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { UNKNOWN_CLUSTER } from '../../lib/checker/known-cluster';
import { valueAt } from '../../lib/checker/manifest/manifest';
import { databasePasswordMatches } from '../../lib/checker/rules/connections/database-password-matches';
import type { DatabaseOwner } from '../../lib/constructs/postgres/own-databases';
import { Cpu } from '../../lib/kubernetes';
import { secretValues } from '../secret-values';
import { ciphertext } from './ciphertext';
import { Program } from './synthesize';

const everything: Required<DatabaseOwner> = { user: 'board', password: Password.literal('b0ard') };
const image = Image.tagged('postgres', '16-alpine');
const storage = { size: Size.gibibytes(1) };
const password = Password.literal('s3cret');

function statefulSet(program: Program, maxConnections?: number): PostgresStatefulSet {
  const namespace = program.namespace('databases');
  const limit = maxConnections === undefined ? {} : { maxConnections };
  return new PostgresStatefulSet(program.chart('databases'), 'db', {
    namespace,
    name: 'db',
    image,
    storage,
    password,
    ...limit,
  });
}

function cluster(program: Program): PostgresCluster {
  const namespace = program.namespace('databases');
  return new PostgresCluster(program.chart('databases'), 'db', {
    namespace,
    name: 'db',
    image,
    instances: 1,
    storage,
    password,
  });
}

function external(program: Program, tool?: Image): ExternalPostgres {
  return new ExternalPostgres(program.chart('databases'), 'db', {
    namespace: program.namespace('databases'),
    name: 'db',
    address: { ip: '10.20.0.5' },
    tls: { mode: 'require' },
    password,
    ...(tool && { image: tool }),
  });
}

const SERVERS = { statefulSet, cluster, external: (program: Program) => external(program, image) };

/** Two services of one namespace, each with a database of its own on one server. */
function shop(
  program: Program,
  server: PostgresStatefulSet | PostgresCluster | ExternalPostgres,
  poolSize = 5,
): Program {
  const namespace = program.namespace('shop');
  const databases = {
    boards: server.database('boards', everything),
    users: server.database('users', { password: Password.literal('us3rs') }),
  };
  for (const [name, database] of Object.entries(databases)) {
    new FastApiService(program.chart('shop'), name, {
      namespace,
      name,
      image: Image.tagged('ghcr.io/acme/api', '1.0.0'),
      liveness: Probe.tcp(),
      readiness: Probe.http('/ready'),
      scaling: { replicas: 1 },
      resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
      database,
      poolSize,
    });
  }
  return program;
}

const rendered = (kind: keyof typeof SERVERS): Program => {
  const program = new Program();
  return shop(program, SERVERS[kind](program));
};

describe.each(Object.keys(SERVERS) as (keyof typeof SERVERS)[])('on a server of the kind %s', (kind) => {
  test('two services of one namespace have a database, a user and a password each', () => {
    const program = rendered(kind);
    expect(program.problems).toEqual([]);
    const urls = ['boards', 'users'].map((name) => {
      const { username, password, pathname } = new URL(
        secretValues(program.find(`Secret shop/${name}-database`)).DATABASE_URL ?? '',
      );
      return [username, password, pathname];
    });
    expect(urls).toEqual([
      ['board', 'b0ard', '/boards'],
      ['users', 'us3rs', '/users'],
    ]);
  });

  test('both reach the server that the first database is on', () => {
    const program = rendered(kind);
    const hosts = ['boards', 'users'].map((name) => {
      return new URL(secretValues(program.find(`Secret shop/${name}-database`)).DATABASE_URL ?? '').host;
    });
    expect(new Set(hosts).size).toBe(1);
  });
});

describe.each(['statefulSet', 'external'] as const)('on a server of the kind %s', (kind) => {
  const jobs = () =>
    rendered(kind)
      .objects('databases')
      .filter((object) => object.startsWith('Job'));

  test('a Job for each database creates the user and the database', () => {
    expect(jobs()).toEqual([
      expect.stringMatching(/^Job databases\/db-database-boards-[a-z0-9]{10}$/),
      expect.stringMatching(/^Job databases\/db-database-users-[a-z0-9]{10}$/),
    ]);
  });

  test('the Job knows the owner, and whoever may create one', () => {
    const program = rendered(kind);
    expect(secretValues(program.find('Secret databases/db-database-boards-owner'))).toEqual({
      POSTGRES_DB: 'boards',
      POSTGRES_PASSWORD: 'b0ard',
      POSTGRES_USER: 'board',
    });
    expect(secretValues(program.find('Secret databases/db-database-boards-admin'))).toMatchObject({
      PGPASSWORD: 's3cret',
      PGUSER: 'postgres',
    });
  });

  test('a new password is a new Job', () => {
    const other = (value: string) => {
      const program = new Program();
      SERVERS[kind](program).database('boards', { password: Password.literal(value) });
      return program.objects('databases').find((object) => object.startsWith('Job'));
    };
    expect(other('one')).not.toBe(other('two'));
    expect(other('one')).toBe(other('one'));
  });
});

test('a Cluster leaves both to its operator', () => {
  const program = rendered('cluster');
  expect(program.find('Cluster databases/db')).toHaveProperty('spec.managed.roles', [
    { name: 'board', ensure: 'present', login: true, passwordSecret: { name: 'db-boards' } },
    { name: 'users', ensure: 'present', login: true, passwordSecret: { name: 'db-users' } },
  ]);
  const spec = { cluster: { name: 'db' }, name: 'boards', owner: 'board' };
  expect(program.find('Database databases/db-boards')).toHaveProperty('spec', spec);
  expect(secretValues(program.find('Secret databases/db-boards'))).toEqual({ password: 'b0ard', username: 'board' });
});

test('a Cluster with one database manages no role', () => {
  const program = new Program();
  cluster(program);
  expect(valueAt(program.find('Cluster databases/db'), 'spec', 'managed')).toBeUndefined();
});

describe('the password of an owner', () => {
  const store = { kind: 'ClusterSecretStore', name: 'vault' } as const;
  const sealed = Password.sealed({ 'databases/db-database-boards-owner': ciphertext('boards') });
  test.each([
    ['literal', everything.password, 'Secret databases/db-database-boards-owner'],
    ['external', Password.external({ store, key: 'boards' }), 'ExternalSecret databases/db-database-boards-owner'],
    ['sealed', sealed, 'SealedSecret databases/db-database-boards-owner'],
  ])('may be %s', (_, owner, object) => {
    const program = new Program();
    statefulSet(program).database('boards', { password: owner });
    expect(program.problems).toEqual([]);
    expect(program.objects('databases')).toContain(object);
  });

  test('may exist', () => {
    const program = new Program();
    statefulSet(program).database('boards', { password: Password.existing() });
    expect(Object.keys(program.promised)).toContain('databases/db-database-boards-owner');
  });
});

describe('refused is', () => {
  const problems = (declare: (server: PostgresStatefulSet) => void): string[] => {
    const program = new Program();
    declare(statefulSet(program));
    return program.problems;
  };

  test('a database with two owners', () => {
    const twice = (server: PostgresStatefulSet) => {
      server.database('boards', everything);
      server.database('boards', { user: 'other', password });
      server.database('postgres', { user: 'third', password });
    };
    expect(problems(twice)).toEqual([
      'databases/db: database("boards"): expected a database that nobody else of this server owns, received "boards"',
      'databases/db: database("postgres"): expected a database that nobody else of this server owns, received "postgres"',
    ]);
  });

  test('a user with two databases, and the superuser', () => {
    const shared = (server: PostgresStatefulSet) => {
      server.database('boards', everything);
      server.database('users', everything);
      server.database('admin', { user: 'postgres', password });
    };
    expect(problems(shared)).toEqual([
      'databases/db: database("users").user: expected a user that owns no other database of this server, received "board"',
      'databases/db: database("admin").user: expected a user that owns no other database of this server, received "postgres"',
    ]);
  });

  test('more connections than the server keeps, whichever database they are to', () => {
    const program = new Program();
    shop(program, statefulSet(program, 20), 6);
    expect(program.problems).toEqual([
      expect.stringMatching(
        /^databases\/db: maxConnections: expected at least \d+ connections \(.* of boards, .* of users, 3 for superusers\), received 20/,
      ),
    ]);
  });

  test('a server of somebody else without an image to create databases with', () => {
    const program = new Program();
    external(program).database('boards', everything);
    expect(program.problems).toEqual([
      'databases/db: image: expected an official postgres image, to create databases with, received none',
    ]);
  });
});

test('database-password-matches knows every user of a server', () => {
  const said = (change: (url: string) => string) => {
    const program = rendered('statefulSet');
    const manifests = program.all.map((manifest) => {
      if (manifest.metadata.name !== 'boards-database') return manifest;
      const { DATABASE_URL = '' } = secretValues(manifest);
      return { ...manifest, data: { DATABASE_URL: Buffer.from(change(DATABASE_URL)).toString('base64') } };
    });
    // The cluster of a program is known: all databases are in the manifests.
    const { assumed: _, ...cluster } = UNKNOWN_CLUSTER;
    return check(new Bundle(manifests, cluster), [], [databasePasswordMatches]).findings.map(sentence);
  };
  expect(said((url) => url)).toEqual([]);
  expect(said((url) => url.replace('b0ard', 'bored'))).toEqual([
    expect.stringMatching(
      /data\.DATABASE_URL: expected the password that Job databases\/db-database-boards-\w+ is given/,
    ),
  ]);
  expect(said((url) => url.replace('/boards', '/users'))).toEqual([
    expect.stringContaining('expected the database that Job'),
  ]);
  expect(said((url) => url.replace('board:', 'bored:'))).toHaveLength(2);
});
