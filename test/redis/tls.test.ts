import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Image, Password, RedisStatefulSet } from '../../lib';
import { listAt } from '../../lib/checker/manifest/manifest';
import { Program } from '../constructs/synthesize';

const PASSWORD = 's3cret word';
const found = (program: string, word: string) => spawnSync(program, [word]).status === 0;
const isHere = found('redis-server', '--version') && found('redis-cli', '--version') && found('openssl', 'version');
if (!isHere) {
  console.warn('SKIPPED: the tests against a real Redis, since redis-server, redis-cli or openssl is not on the PATH.');
}

const program = new Program();
new RedisStatefulSet(program.chart('chart'), 'redis', {
  namespace: program.namespace('shop'),
  name: 'redis',
  image: Image.tagged('redis', '8.2-alpine'),
  password: Password.literal(PASSWORD),
  tls: { secretName: 'redis-tls', ca: '-----BEGIN CERTIFICATE-----\n' },
});
const container = program.container('StatefulSet shop/redis');
const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A word of the container on this machine: its folders, its variables, and a free port. */
const here = (word: string, port: number): string =>
  word
    .replace('/etc/redis-tls', folder)
    .replace('/etc/redis-ca', folder)
    .replace('$(REDIS_PASSWORD)', PASSWORD)
    .replace(/^6379$/, String(port));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

function openssl(...words: string[]): void {
  const { status, stderr } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** Writes tls.crt, valid for this many days, and the authority that signs the certificate. */
function certify(days: number): void {
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  if (!existsSync(path.join(folder, 'ca.crt'))) {
    openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '2', '-subj', '/CN=authority');
    openssl('req', ...key, '-keyout', 'tls.key', '-out', 'tls.csr', '-subj', '/CN=redis.shop.svc.cluster.local');
  }
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-set_serial', '1', '-days', String(days)];
  openssl('x509', '-req', '-in', 'tls.csr', ...signed, '-out', 'tls.crt');
}

const [startRedis = '', ...words] = listAt(container, 'args').map(String);
let port = 0;
let server: ChildProcess | undefined;

async function start(): Promise<void> {
  port = await freePort();
  server = spawn(
    startRedis,
    words.map((word) => here(word, port)),
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of server.stdout ?? []) if (String(line).includes('Ready to accept connections')) break;
  server.stdout?.resume();
}

async function stop(): Promise<void> {
  if (server?.exitCode !== null) return;
  server.kill();
  await once(server, 'exit');
}

/** The exit code of the readiness probe as the kubelet runs the probe, on another port. */
function probe(): number | null {
  const command = listAt(container, 'readinessProbe', 'exec', 'command').map((word) => here(String(word), port));
  const [cli = '', ...rest] = command;
  return spawnSync(cli, ['-p', String(port), ...rest], { env: { ...process.env, REDISCLI_AUTH: PASSWORD } }).status;
}

(isHere ? describe : describe.skip)('a Redis with TLS, started as it is rendered', () => {
  beforeAll(async () => {
    certify(1);
    await start();
  });
  afterAll(stop);

  test('answers its probe', () => {
    expect(probe()).toBe(0);
  });

  test('answers nobody in plain text', () => {
    const { status, stdout } = spawnSync('redis-cli', ['-e', '-p', String(port), 'ping'], { encoding: 'utf8' });
    expect(stdout).not.toContain('PONG');
    expect(status).toBe(1);
  });

  test('fails its probe with a certificate that is out of date, and answers again once it is restarted with another', async () => {
    await stop();
    certify(-1);
    await start();
    expect(probe()).toBe(1);
    certify(1);
    expect(probe()).toBe(1);
    await stop();
    await start();
    expect(probe()).toBe(0);
  });

  test('fails its probe with a certificate of an authority that clients do not know', () => {
    const known = readFileSync(path.join(folder, 'ca.crt'));
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'o.key',
      '-out',
      'ca.crt',
      '-subj',
      '/CN=other',
    );
    expect(probe()).toBe(1);
    writeFileSync(path.join(folder, 'ca.crt'), known);
    expect(probe()).toBe(0);
  });
});
