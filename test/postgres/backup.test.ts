import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import { Image, Password, PostgresBackup, PostgresStatefulSet } from '../../lib';
import { Bundle, type Container } from '../../lib/checker/bundle/bundle';
import { ownVariables, takenVariables } from '../../lib/checker/bundle/containers/container-environment';
import { listAt } from '../../lib/checker/manifest/manifest';
import { PATIENCE } from '../../lib/constructs/workload/wait';
import { Program } from '../constructs/synthesize';
import { postgresPrograms, Sandbox, Server } from './server';

/** Every character that a URL, a shell, libpq or a template may take for its own, and some that are not ASCII. */
const PASSWORD = `p@ss:w/rd?#[]%25 +&=;$HOME\`"'\\{{x}}|<>é漢!*()`;

const program = new Program();
const namespace = program.namespace('databases');
const chart = program.chart('chart');
const image = Image.tagged('postgres', '16-alpine');
const database = new PostgresStatefulSet(chart, 'postgres', {
  namespace,
  name: 'postgres',
  image,
  password: Password.literal(PASSWORD),
  storage: { size: Size.gibibytes(1) },
  database: 'wealist',
  user: 'owner',
  maxConnections: 42,
});
new PostgresBackup(chart, 'backup', {
  namespace,
  name: 'postgres',
  database,
  image,
  schedule: '0 3 * * *',
  keep: Duration.days(14),
  to: { claim: { size: Size.gibibytes(1) } },
});
const bundle = new Bundle(program.all);

/** The containers of an object, in the order in which they run. */
function steps(object: string): readonly Container[] {
  const template = bundle.templates.find(({ owner }) => `${owner.kind} ${owner.metadata.name}` === object);
  return template?.containers ?? [];
}

function environment(container: Container): Record<string, string> {
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  return Object.fromEntries(variables.map(({ name, value = '' }) => [name, value]));
}

const isDump = (file: string): boolean => file.endsWith('.dump');

const programs = postgresPrograms();
if (programs === undefined) {
  console.warn(
    'SKIPPED: the tests against a real PostgreSQL, since initdb, pg_ctl and their like are neither on the PATH nor below ' +
      '/usr/lib/postgresql. To run them: apt-get install postgresql (Debian, Ubuntu), brew install postgresql@16 (macOS).',
  );
}

(programs === undefined ? describe.skip : describe)('a real PostgreSQL, as it is rendered,', () => {
  const sandbox = new Sandbox(programs ?? '');
  const [container] = steps('StatefulSet postgres');
  if (!container) throw new Error('no server is rendered');
  const server = new Server(sandbox, container.spec, environment(container));

  beforeAll(async () => {
    try {
      await server.start();
      sandbox.makeFolder('/dumps');
    } catch (error) {
      server.stop();
      throw error;
    }
  }, 60_000);

  afterAll(() => {
    server.stop();
    sandbox.remove();
  }, 60_000);

  /** The DATABASE_URL that clients get, on this machine. */
  const url = (): string => {
    const { literal = {} } = database.password.secret('databases/client', database.credential);
    return String(literal.DATABASE_URL).replace(`@${database.host}:5432/`, `@127.0.0.1:${server.port}/`);
  };

  const psql = (sql: string, place = url()) =>
    sandbox.run(['psql', '--no-psqlrc', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1', place], {}, sql);

  const answer = (sql: string, place?: string): string => {
    const { stdout, stderr } = psql(sql, place);
    expect(stderr).toBe('');
    return stdout.trim();
  };

  /** The command of a container, and its environment, on this machine. */
  const commandOf = (step: Container): string[] =>
    listAt(step.spec, 'command').map((word) => String(word).replaceAll('/dumps', sandbox.place('/dumps')));
  const here = (step: Container): Record<string, string> => {
    return { ...environment(step), PGHOST: '127.0.0.1', PGPORT: String(server.port) };
  };

  /** Runs the containers of a Job one after the other, up to the first that fails. */
  const run = (job: 'backup' | 'restore', variables: Record<string, string> = {}, within: readonly string[] = []) => {
    let output = '';
    for (const step of steps(`CronJob postgres-${job}`)) {
      const words = [...within, ...commandOf(step)];
      const { status, stdout, stderr } = sandbox.run(words, { ...here(step), ...variables });
      output += stdout + stderr;
      if (status !== 0) return { status, output };
    }
    return { status: 0, output };
  };

  const dumps = (): string[] => readdirSync(sandbox.place('/dumps')).sort();
  /** Puts a dump where backups put theirs, as if it had been written some days ago. */
  const put = (file: string, from: string, days = 0): void => {
    sandbox.write(`/dumps/${file}`, readFileSync(path.join(sandbox.place('/dumps'), from)));
    const time = Date.now() / 1000 - days * 24 * 60 * 60;
    utimesSync(path.join(sandbox.place('/dumps'), file), time, time);
  };
  const databases = (): string[] =>
    answer('SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY 1').split('\n');
  const posts = (): string => answer('SELECT id, title FROM posts ORDER BY id');

  beforeEach(() => {
    for (const name of databases()) {
      if (!['postgres', 'wealist'].includes(name)) answer(`DROP DATABASE "${name}"`);
    }
    for (const file of dumps()) rmSync(path.join(sandbox.place('/dumps'), file));
    answer('SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    answer('CREATE TABLE posts (id int PRIMARY KEY, title text NOT NULL)');
    answer("INSERT INTO posts VALUES (1, 'Grüße'), (2, 'two\nlines')");
  });

  describe('the server', () => {
    test('lets a client in with its DATABASE_URL, whatever characters the password has', () => {
      expect(answer('SELECT current_user, current_database()')).toBe('owner|wealist');
    });

    test('turns a client with another password away', () => {
      const { status, stderr } = psql('SELECT 1', url().replace(/:[^:@/]+@/, ':guessed@'));
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringContaining('password authentication failed'),
      });
    });

    test('keeps as many connections as it was told', () => {
      expect(answer('SHOW max_connections')).toBe('42');
    });

    test('keeps its data where the disk is mounted', () => {
      const [data] = listAt(container.spec, 'volumeMounts').map((mount) => sandbox.place(Object(mount).mountPath));
      expect(existsSync(path.join(data ?? '', 'pgdata', 'PG_VERSION'))).toBe(true);
    });

    test('answers the probe that asks whether it is ready', () => {
      const probe = listAt(container.spec, 'readinessProbe', 'exec', 'command').map(String);
      expect(sandbox.run([...probe, `--port=${server.port}`], {})).toMatchObject({ status: 0 });
    });
  });

  describe('a backup', () => {
    test('writes one dump, named after its time', () => {
      expect(run('backup')).toMatchObject({ status: 0 });
      expect(dumps()).toEqual([expect.stringMatching(/^postgres-\d{8}T\d{6}Z\.dump$/)]);
    });

    test('that cannot log in leaves no file that looks like a dump', () => {
      const { status, output } = run('backup', { PGPASSWORD: 'guessed' });
      expect(status).not.toBe(0);
      expect(output).toContain('password authentication failed');
      expect(dumps().filter(isDump)).toEqual([]);
    });

    test('that breaks off on the way leaves no file that looks like a dump', () => {
      answer('INSERT INTO posts SELECT n, md5(n::text) FROM generate_series(3, 50000) AS n');
      // As on a full disk: no file may be larger than 64 KiB.
      expect(run('backup', {}, ['sh', '-c', 'ulimit -f 64; exec "$@"', 'sh']).status).not.toBe(0);
      expect(dumps()).toEqual([expect.stringMatching(/\.partial$/)]);
    });

    test('reads the dump to its end before it counts, and so finds one that is cut off', () => {
      run('backup');
      const [newest = ''] = dumps();
      const file = path.join(sandbox.place('/dumps'), newest);
      const [dump] = steps('CronJob postgres-backup');
      const script = String(listAt(dump?.spec, 'command').at(-1));
      const [reading = ''] = /^pg_restore .*$/m.exec(script.slice(0, script.indexOf('\nmv '))) ?? [];
      const read = () => sandbox.run(['sh', '-euc', reading], { dump: file });
      renameSync(file, `${file}.partial`);
      expect(read()).toMatchObject({ status: 0, stderr: '' });
      truncateSync(`${file}.partial`, statSync(`${file}.partial`).size - 20);
      expect(sandbox.run(['pg_restore', '--list', `${file}.partial`], {}).status).toBe(0);
      expect(read().status).not.toBe(0);
    });

    test('clears away what a broken one has left, once none can be writing it any more', () => {
      const [broken, running] = ['postgres-20260101T030000Z.dump.partial', 'postgres-20260102T030000Z.dump.partial'];
      for (const file of [broken, running]) sandbox.write(`/dumps/${file}`, 'half');
      put(broken, broken, 6.1 / 24);
      put(running, running, 5.9 / 24);
      expect(run('backup').status).toBe(0);
      expect(dumps().filter((file) => !isDump(file))).toEqual([running]);
    });

    test('deletes dumps that are older than they are kept, and no others', () => {
      run('backup');
      const [newest = ''] = dumps();
      put('postgres-20250101T030000Z.dump', newest, 14.1);
      put('postgres-20250102T030000Z.dump', newest, 13.9);
      put('somebody-elses.dump', newest, 100);
      expect(run('backup').status).toBe(0);
      expect(dumps()).toEqual(expect.arrayContaining(['postgres-20250102T030000Z.dump', 'somebody-elses.dump']));
      expect(dumps()).not.toContain('postgres-20250101T030000Z.dump');
    });

    test('that fails deletes nothing, however old', () => {
      sandbox.write('/dumps/postgres-20250101T030000Z.dump', 'the last one there is');
      put('postgres-20250101T030000Z.dump', 'postgres-20250101T030000Z.dump', 100);
      expect(run('backup', { PGPASSWORD: 'guessed' }).status).not.toBe(0);
      expect(dumps().filter(isDump)).toEqual(['postgres-20250101T030000Z.dump']);
    });
  });

  describe.each(['backup', 'restore'] as const)('a %s that begins before its server answers', (job) => {
    const [step] = steps(`CronJob postgres-${job}`);
    if (!step) throw new Error(`no ${job} is rendered`);

    test('waits, says so, and goes on once the server answers', async () => {
      run('backup');
      server.stop();
      let output = '';
      try {
        const child = sandbox.begin(commandOf(step), here(step));
        const ended = new Promise((resolve) => child.on('close', resolve));
        await new Promise((resolve) => {
          for (const stream of [child.stdout, child.stderr]) {
            stream?.on('data', (data) => {
              output += data;
              resolve(output);
            });
          }
        });
        expect(output).toBe(`waiting up to ${PATIENCE} s for 127.0.0.1:${server.port}\n`);
        server.resume();
        expect(await ended).toBe(0);
      } finally {
        if (psql('SELECT 1').status !== 0) server.resume();
      }
      expect(output).toMatch(/ answered after \d+ s\n/);
    }, 60_000);

    test('ends with the reason when the server never answers', () => {
      run('backup');
      const known = dumps();
      server.stop();
      try {
        const words = commandOf(step).map((word) => word.replaceAll(String(PATIENCE), '1'));
        const { status, stderr } = sandbox.run(words, here(step));
        const sentence = `127.0.0.1:${server.port} did not answer within 1 s: psql: error: connection to server`;
        expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(sentence) });
        expect(stderr).toContain('Connection refused');
        expect(dumps()).toEqual(known);
      } finally {
        server.resume();
      }
    });
  });

  describe('a restore', () => {
    /** What happens between a backup and the wish to have it back. */
    const spoil = (): void => {
      answer("DELETE FROM posts WHERE id = 1; UPDATE posts SET title = 'spoilt'");
      answer('CREATE TABLE comments (post int REFERENCES posts)');
    };

    test('brings every row back, and takes away what came later', () => {
      const before = posts();
      run('backup');
      spoil();
      expect(run('restore')).toMatchObject({ status: 0 });
      expect(posts()).toBe(before);
      expect(answer("SELECT to_regclass('comments') IS NULL")).toBe('t');
    });

    test('leaves the planner with statistics', () => {
      run('backup');
      run('restore');
      expect(answer("SELECT attname FROM pg_stats WHERE tablename = 'posts' ORDER BY 1")).toBe('id\ntitle');
    });

    test('keeps the database that it replaces, under a name with the time', () => {
      run('backup');
      spoil();
      const after = posts();
      run('restore');
      expect(databases()).toEqual(['postgres', 'wealist', expect.stringMatching(/^wealist-\d{8}T\d{6}Z$/)]);
      const replaced = databases()[2] ?? '';
      expect(answer('SELECT id, title FROM posts ORDER BY id', url().replace(/wealist$/, replaced))).toBe(after);
    });

    test('can be undone, as the page about backups says', () => {
      run('backup');
      spoil();
      const after = posts();
      run('restore');
      const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'databases', 'backups.md'), 'utf8');
      const renames = [...page.matchAll(/--command='([^']+)'/g)].map(([, sql = '']) => sql);
      expect(renames).toHaveLength(2);
      const replaced = databases()[2] ?? '';
      for (const sql of renames) {
        answer(sql.replace('wealist-20260103T101500Z', replaced), url().replace(/wealist$/, 'template1'));
      }
      expect(posts()).toBe(after);
    });

    test('takes the newest dump, unless it is told which', () => {
      run('backup');
      const [newest = ''] = dumps();
      put('postgres-20250101T030000Z.dump', newest);
      expect(run('restore', { MODE: 'rehearse' }).output).toContain(`${newest} can be restored\n`);
      const chosen = { MODE: 'rehearse', DUMP: 'postgres-20250101T030000Z.dump' };
      expect(run('restore', chosen).output).toContain('postgres-20250101T030000Z.dump can be restored\n');
    });

    test('changes nothing while somebody is connected', async () => {
      run('backup');
      spoil();
      const known = [databases(), posts()];
      const client = sandbox.begin(['psql', '--no-psqlrc', url(), '--command=SELECT pg_sleep(60)']);
      try {
        const connected = () => answer("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)'");
        for (let tries = 0; tries < 100 && connected() === '0'; tries++);
        expect(connected()).toBe('1');
        const { status, output } = run('restore');
        expect(status).not.toBe(0);
        expect(output).toContain('database "wealist" is being accessed by other users');
        expect([databases(), posts()]).toEqual(known);
      } finally {
        client.kill();
      }
    });

    test('changes nothing when the dump is damaged', () => {
      run('backup');
      const [newest = ''] = dumps();
      const file = path.join(sandbox.place('/dumps'), newest);
      truncateSync(file, statSync(file).size - 100);
      spoil();
      const known = [databases(), posts()];
      expect(run('restore').status).not.toBe(0);
      expect([databases(), posts()]).toEqual(known);
    });

    test('says so when there is no dump, or none of that name', () => {
      expect(run('restore')).toMatchObject({ status: 1, output: expect.stringContaining('no dump') });
      const { status, output } = run('restore', { DUMP: 'postgres-20250101T030000Z.dump' });
      expect({ status, output }).toEqual({
        status: 1,
        output: expect.stringContaining('no dump postgres-20250101T030000Z.dump among:'),
      });
    });

    test('can be rehearsed beside the running service, and leaves nothing behind', () => {
      run('backup');
      spoil();
      const known = [databases(), posts()];
      const { status, output } = run('restore', { MODE: 'rehearse' });
      expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/ posts +\| +2\n/) });
      expect([databases(), posts()]).toEqual(known);
    });
  });
});
