import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Size } from 'cdk8s';
import { Image, Password, PostgresStatefulSet } from '../../lib';
import { Bundle, type Container } from '../../lib/checker/bundle/bundle';
import { ownVariables, takenVariables } from '../../lib/checker/bundle/containers/container-environment';
import { listAt } from '../../lib/checker/manifest/manifest';
import { Program } from '../constructs/synthesize';
import { postgresPrograms, Sandbox, Server } from './server';

/** Every character that SQL, psql, a shell or a URL may take for its own, and some that are not ASCII. */
const PASSWORD = `p@ss:w/rd?#[]%25 +&=;$HOME\`"'\\{{x}}|<>é漢!*()`;
const NAME = `odd "name's`;

/** The server and its Jobs, for the passwords of two owners. */
function rendered(boards: string, odd = PASSWORD) {
  const program = new Program();
  const server = new PostgresStatefulSet(program.chart('chart'), 'postgres', {
    namespace: program.namespace('databases'),
    name: 'postgres',
    image: Image.tagged('postgres', '16-alpine'),
    password: Password.literal(PASSWORD),
    storage: { size: Size.gibibytes(1) },
  });
  const databases = {
    boards: server.database('boards', { user: 'board', password: Password.literal(boards) }),
    odd: server.database(NAME, { password: Password.literal(odd) }),
  };
  return { bundle: new Bundle(program.all), databases };
}

function environment(bundle: Bundle, container: Container): Record<string, string> {
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  return Object.fromEntries(variables.map(({ name, value = '' }) => [name, value]));
}

const containerOf = (bundle: Bundle, start: string): Container => {
  const found = bundle.containers.find(({ template: { owner } }) =>
    `${owner.kind} ${owner.metadata.name}`.startsWith(start),
  );
  if (!found) throw new Error(`${start} is not rendered`);
  return found;
};

/** The command as the kubelet runs it: two dollar signs are one. */
const commandOf = ({ spec }: Container): string[] =>
  listAt(spec, 'command').map((word) => String(word).replaceAll('$$', '$'));

const programs = postgresPrograms();

(programs === undefined ? describe.skip : describe)('a Job that creates a database, in a real PostgreSQL,', () => {
  const { bundle, databases } = rendered(PASSWORD);
  const sandbox = new Sandbox(programs ?? '');
  const container = containerOf(bundle, 'StatefulSet postgres');
  const server = new Server(sandbox, container.spec, environment(bundle, container));

  beforeAll(async () => {
    try {
      await server.start();
    } catch (error) {
      server.stop();
      throw error;
    }
  }, 120_000);

  afterAll(() => {
    server.stop();
    sandbox.remove();
  }, 60_000);

  const run = (job: 'boards' | 'odd', of = bundle) => {
    const found = containerOf(of, `Job postgres-database-${job}`);
    const variables = { ...environment(of, found), PGHOST: '127.0.0.1', PGPORT: String(server.port) };
    const { status, stdout, stderr } = sandbox.run(commandOf(found), variables);
    return { status, output: stdout + stderr };
  };

  const psql = (database: keyof typeof databases, sql: string, password = PASSWORD, name?: string) => {
    const { user, databaseName } = databases[database];
    const place = { PGHOST: '127.0.0.1', PGPORT: String(server.port), PGDATABASE: name ?? databaseName };
    const words = ['psql', '--no-psqlrc', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1'];
    const { stdout, stderr } = sandbox.run(words, { ...place, PGUSER: user, PGPASSWORD: password }, sql);
    return (stdout + stderr).trim();
  };

  test('makes the user the owner, whatever characters name and password have', () => {
    expect(run('boards')).toMatchObject({ status: 0, output: expect.stringContaining('boards belongs to board') });
    expect(run('odd')).toMatchObject({ status: 0 });
    for (const database of ['boards', 'odd'] as const) {
      psql(database, 'CREATE TABLE posts (id int)');
      expect(psql(database, 'SELECT current_user, count(*) FROM posts')).toBe(`${databases[database].user}|0`);
    }
  }, 60_000);

  test('may run again, and changes nothing', () => {
    psql('boards', 'INSERT INTO posts VALUES (1)');
    expect(run('boards')).toMatchObject({ status: 0 });
    expect(psql('boards', 'SELECT id FROM posts')).toBe('1');
  }, 60_000);

  test('keeps the user out of the databases of others', () => {
    expect(psql('odd', 'SELECT 1', PASSWORD, 'boards')).toContain('permission denied for database "boards"');
    expect(psql('boards', 'CREATE ROLE more')).toContain('permission denied');
  }, 60_000);

  test('sets a new password', () => {
    expect(run('boards', rendered('changed').bundle)).toMatchObject({ status: 0 });
    expect(psql('boards', 'SELECT 1', 'changed')).toBe('1');
    expect(psql('boards', 'SELECT 1')).toContain('password authentication failed');
    run('boards');
  }, 60_000);

  test('fails where the database belongs to another user', () => {
    const { bundle: other } = rendered(PASSWORD);
    const found = containerOf(other, 'Job postgres-database-boards');
    const variables = {
      ...environment(other, found),
      PGHOST: '127.0.0.1',
      PGPORT: String(server.port),
      POSTGRES_USER: 'thief',
    };
    const { status, stderr } = sandbox.run(commandOf(found), variables);
    expect(status).not.toBe(0);
    expect(stderr).toContain('boards belongs to board');
  }, 60_000);

  test('needs no superuser, but the rights of a managed server: CREATEDB and CREATEROLE', () => {
    const found = containerOf(bundle, 'Job postgres-database-boards');
    const here = { ...environment(bundle, found), PGHOST: '127.0.0.1', PGPORT: String(server.port) };
    const words = ['psql', '--no-psqlrc', "--command=CREATE ROLE manager LOGIN CREATEDB CREATEROLE PASSWORD 'manager'"];
    expect(sandbox.run(words, here)).toMatchObject({ status: 0 });
    const managed = { PGUSER: 'manager', PGPASSWORD: 'manager', POSTGRES_USER: 'third', POSTGRES_DB: 'third' };
    for (const _ of ['once', 'again']) {
      const { status } = sandbox.run(commandOf(found), { ...here, ...managed });
      expect(status).toBe(0);
    }
  }, 60_000);
});
