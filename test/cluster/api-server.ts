import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Manifest } from '../../lib/checker/manifest/manifest';
import { toYaml } from '../../lib/synthesis/yaml-writer';

/** The folder with etcd and kube-apiserver, as envtest has it: https://book.kubebuilder.io/reference/envtest */
const ASSETS = process.env.KUBEBUILDER_ASSETS;

/** The folder with the CRDs of the operators; the shortened ones of this repository have the fields in use alone. */
const CRDS = process.env.UPSTREAM_CRDS ?? path.join(__dirname, '..', '..', 'crds');

const missing = ['etcd', 'kube-apiserver'].filter((name) => !ASSETS || !existsSync(path.join(ASSETS, name)));

/** Why there is no API server here; undefined where there is one. */
export const skipped: string | undefined =
  ASSETS === undefined
    ? 'KUBEBUILDER_ASSETS names no folder'
    : missing.length > 0
      ? `${ASSETS} lacks ${missing.join(' and ')}`
      : undefined;

const TOKEN = 'test';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** An API server and its etcd, and nothing that acts on what they hold. */
export class ApiServer {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'api-'));
  private readonly processes: ChildProcess[] = [];
  private url = '';

  async start(): Promise<void> {
    const [client, peer, secure] = [await freePort(), await freePort(), await freePort()];
    const etcd = `http://127.0.0.1:${client}`;
    this.url = `https://127.0.0.1:${secure}`;
    const key = path.join(this.folder, 'sa.key');
    execFileSync('openssl', ['genrsa', '-out', key, '2048'], { stdio: 'ignore' });
    writeFileSync(path.join(this.folder, 'tokens.csv'), `${TOKEN},admin,admin,system:masters\n`);
    this.begin('etcd', [
      `--data-dir=${this.folder}/etcd`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=default=http://127.0.0.1:${peer}`,
      '--unsafe-no-fsync',
    ]);
    this.begin('kube-apiserver', [
      `--etcd-servers=${etcd}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${secure}`,
      `--cert-dir=${this.folder}/certificates`,
      `--token-auth-file=${this.folder}/tokens.csv`,
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--authorization-mode=RBAC',
      '--disable-admission-plugins=ServiceAccount',
      '--endpoint-reconciler-type=none',
    ]);
    for (let second = 0; second < 120; second++) {
      if (this.kubectl(['get', '--raw', '/readyz']).status === 0) break;
      await setTimeout(1000);
    }
    this.kubectl(['create', 'clusterrolebinding', 'admin', '--clusterrole=cluster-admin', '--user=admin']);
  }

  /** Makes the kinds of operators. */
  defineKinds(): void {
    for (const file of readdirSync(CRDS).filter((name) => /\.ya?ml$/.test(name))) {
      this.expectDone(this.kubectl(['create', '--filename', path.join(CRDS, file)]));
    }
    this.expectDone(this.kubectl(['wait', 'crd', '--all', '--for=condition=Established', '--timeout=60s']));
  }

  /** Applies manifests. Returns what kubectl refuses, one line for each object; empty if the server takes all. */
  apply(manifests: readonly Manifest[], ...options: readonly string[]): string[] {
    const { status, stderr } = this.kubectl(['apply', '--filename', '-', ...options], toYaml(manifests));
    const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Warning:'));
    return status === 0 ? [] : lines;
  }

  kubectl(args: readonly string[], input = '') {
    const login = ['--server', this.url, '--token', TOKEN, '--insecure-skip-tls-verify', '--kubeconfig=/dev/null'];
    return spawnSync('kubectl', [...login, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  }

  /** Ends both processes, and deletes what they wrote. */
  async stop(): Promise<void> {
    for (const each of this.processes.reverse()) {
      const ended = new Promise((resolve) => each.once('exit', resolve));
      each.kill('SIGTERM');
      await Promise.race([ended, setTimeout(10_000, undefined, { ref: false })]);
      each.kill('SIGKILL');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private begin(name: string, args: readonly string[]): void {
    mkdirSync(path.join(this.folder, 'certificates'), { recursive: true });
    this.processes.push(spawn(path.join(ASSETS ?? '', name), args, { stdio: 'ignore', cwd: this.folder }));
  }

  private expectDone({ status, stderr }: { status: number | null; stderr: string }): void {
    if (status !== 0) throw new Error(stderr);
  }
}
