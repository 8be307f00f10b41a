import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Json, type Manifest, stringAt } from '../../lib/checker/manifest/manifest';

export interface Answer {
  readonly code: number;
  readonly message: string;
  /** The object as the server would keep the object, or what the server says about the refusal. */
  readonly answered: Json;
}

/** An API server, asked through `kubectl proxy`, so that any kubeconfig will do. */
export class ApiServer {
  private constructor(
    private readonly proxy: ChildProcess,
    private readonly base: string,
    readonly version: string,
    /** `apps/v1 Deployment` → the path of the collection, with `{namespace}`. */
    private readonly paths: ReadonlyMap<string, string>,
    /** The CRDs of the server. */
    readonly crds: readonly Manifest[],
  ) {}

  static async reach(kubeconfig: string): Promise<ApiServer> {
    const proxy = spawn('kubectl', ['--kubeconfig', kubeconfig, 'proxy', '--port=0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await Promise.race([once(proxy.stdout, 'data'), once(proxy, 'exit').then(() => [''])]);
    const [, port] = /:(\d+)/.exec(String(line)) ?? [];
    if (port === undefined) throw new Error('kubectl proxy did not start');
    const base = `http://127.0.0.1:${port}`;
    // biome-ignore lint/suspicious/noExplicitAny: what an API server says of itself
    const read = async (path: string): Promise<any> => (await fetch(`${base}${path}`)).json();
    const { gitVersion } = await read('/version');
    const groups: string[] = (await read('/apis')).groups.flatMap(
      ({ versions }: { versions: { groupVersion: string }[] }) =>
        versions.map(({ groupVersion }) => `/apis/${groupVersion}`),
    );
    const paths = new Map<string, string>();
    for (const path of ['/api/v1', ...groups]) {
      const { groupVersion, resources } = await read(path);
      for (const { name, kind, namespaced } of resources) {
        if (!name.includes('/'))
          paths.set(`${groupVersion} ${kind}`, `${path}${namespaced ? '/namespaces/{namespace}' : ''}/${name}`);
      }
    }
    const { items: crds } = await read('/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
    return new ApiServer(proxy, base, gitVersion, paths, crds);
  }

  serves({ apiVersion, kind }: Manifest): boolean {
    return this.paths.has(`${apiVersion} ${kind}`);
  }

  /** The answer to an object that is created in a dry run, with unknown fields refused. */
  async create(object: Json, { apiVersion, kind }: Manifest, namespace: string): Promise<Answer> {
    const path = this.paths.get(`${apiVersion} ${kind}`)?.replace('{namespace}', encodeURIComponent(namespace));
    const answer = await fetch(`${this.base}${path}?dryRun=All&fieldValidation=Strict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(object),
    });
    // A server that fails over an object closes the connection: no answer to compare with.
    const answered = (await answer.json().catch(() => ({}))) as Json;
    const message = stringAt(answered, 'message') ?? '';
    return { code: message === '' && !answer.ok ? 500 : answer.status, message, answered };
  }

  /** Dry runs need the namespaces of their objects. */
  async makeNamespace(name: string): Promise<void> {
    await fetch(`${this.base}/api/v1/namespaces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
    });
  }

  close(): void {
    this.proxy.kill();
  }
}
