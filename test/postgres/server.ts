import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Json, listAt, stringAt } from '../../lib/checker/manifest/manifest';

const PROGRAMS = ['initdb', 'pg_ctl', 'pg_isready', 'psql', 'pg_dump', 'pg_restore', 'createdb', 'dropdb', 'vacuumdb'];
/** Where Debian and Ubuntu keep what is not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

const holdsAll = (folder: string): boolean => {
  try {
    const files = readdirSync(folder);
    return PROGRAMS.every((name) => files.includes(name));
  } catch {
    return false;
  }
};

/** The folder of PostgreSQL's programs, server and clients; undefined where there is none. */
export function postgresPrograms(): string | undefined {
  let versions: string[] = [];
  try {
    versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  } catch {
    // Not Debian: the PATH has them, or nobody.
  }
  const candidates = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...versions.map((version) => path.join(DEBIAN, version, 'bin')),
  ];
  return candidates.find(holdsAll);
}

/** PostgreSQL refuses to run as root: where we are, it runs as nobody. */
const NOBODY = 65534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/**
 * A container's part of this machine: its absolute paths lie below a folder of its own, its environment is what the
 * manifests say, and the network is the loopback.
 */
export class Sandbox {
  readonly root = mkdtempSync(path.join(realpathSync(tmpdir()), 'pg-'));

  constructor(private readonly programs: string) {
    this.own(this.root);
  }

  /** Where a path of the container lies on this machine. */
  place(inContainer: string): string {
    return path.join(this.root, inContainer);
  }

  makeFolder(inContainer: string): void {
    const folder = this.place(inContainer);
    mkdirSync(folder, { recursive: true });
    for (let each = folder; each !== this.root; each = path.dirname(each)) this.own(each);
  }

  write(inContainer: string, content: string | Buffer): void {
    writeFileSync(this.place(inContainer), content);
    this.own(this.place(inContainer));
  }

  /** Runs the words of a command, in the container's environment and as its user. */
  run([program = '', ...words]: readonly string[], env: Record<string, string>, input = ''): SpawnSyncReturns<string> {
    return spawnSync(program, words, { ...this.options(env), encoding: 'utf8', input });
  }

  /** Starts a command without waiting for its end. */
  begin([program = '', ...words]: readonly string[], env: Record<string, string> = {}): ChildProcess {
    return spawn(program, words, { ...this.options(env), stdio: ['ignore', 'pipe', 'pipe'] });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private options(env: Record<string, string>) {
    const path = [this.programs, '/usr/bin', '/bin'].join(':');
    return { ...user, cwd: this.root, env: { PATH: path, HOME: this.root, LC_ALL: 'C', ...env } };
  }

  private own(file: string): void {
    if ('uid' in user) chownSync(file, NOBODY, NOBODY);
  }
}

/** The server of a rendered container, as the official image starts it: https://github.com/docker-library/postgres */
export class Server {
  port = 0;
  private readonly dataDirectory: string;
  private readonly env: Record<string, string>;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly container: Json,
    /** Its environment, with the values of Secrets filled in. */
    variables: Record<string, string>,
  ) {
    this.env = variables;
    this.dataDirectory = sandbox.place(variables.PGDATA ?? '');
  }

  async start(): Promise<void> {
    const { POSTGRES_USER = '', POSTGRES_PASSWORD = '', POSTGRES_DB = '', PGDATA = '' } = this.env;
    for (const mount of listAt(this.container, 'volumeMounts'))
      this.sandbox.makeFolder(stringAt(mount, 'mountPath') ?? '');
    this.sandbox.makeFolder(PGDATA);
    this.sandbox.write('/password', `${POSTGRES_PASSWORD}\n`);
    this.port = await freePort();
    const data = ['--pgdata', this.dataDirectory];
    // The image lets local connections in without a password, and asks all others for it.
    const hba = ['--auth-local=trust', '--auth-host=scram-sha-256'];
    this.must([
      'initdb',
      '--no-sync',
      ...data,
      '--username',
      POSTGRES_USER,
      '--pwfile',
      this.sandbox.place('/password'),
      ...hba,
    ]);
    this.resume();
    const socket = this.sandbox.place('/var/run/postgresql');
    if (POSTGRES_DB !== 'postgres') {
      this.must(['createdb', '--host', socket, '--port', String(this.port), '--username', POSTGRES_USER, POSTGRES_DB]);
    }
  }

  /** Starts the server on the data that are there. */
  resume(): void {
    const socket = this.sandbox.place('/var/run/postgresql');
    // -F: nothing here has to survive a power cut.
    const place = ['-F', '-p', String(this.port), '-h', '127.0.0.1', '-k', socket];
    const words = [...place, ...listAt(this.container, 'args').map(String)].map((word) => `'${word}'`).join(' ');
    const data = ['--pgdata', this.dataDirectory];
    this.must(['pg_ctl', ...data, '--wait', '--log', this.sandbox.place('/log'), '--options', words, 'start']);
  }

  /** Fast shutdown, which is what SIGINT is: the image's own signal to stop. */
  stop(): void {
    this.sandbox.run(['pg_ctl', '--pgdata', this.dataDirectory, '--wait', '--mode', 'fast', 'stop'], {});
  }

  private must(command: readonly string[]): void {
    const { status, stdout, stderr } = this.sandbox.run(command, {});
    if (status === 0) return;
    let log = '';
    try {
      log = readFileSync(this.sandbox.place('/log'), 'utf8');
    } catch {
      // It did not come as far as that.
    }
    throw new Error(`${command[0]} failed:\n${stdout}${stderr}${log}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
