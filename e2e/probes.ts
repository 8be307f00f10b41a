import { type Kubectl, pause } from './kubectl';

/** A pod that asks: in a namespace, with the labels of a client. */
export interface Probe {
  readonly namespace: string;
  readonly pod: string;
}

const MARK = { 'e2e/probe': 'true' };

/** The probe pods of a run. */
export class Probes {
  private readonly made: Probe[] = [];

  constructor(
    private readonly kubectl: Kubectl,
    private readonly image: string,
    private readonly environment: string,
    /** The namespace that web traffic comes from. */
    private readonly entrance: string,
  ) {}

  private get strangers(): string {
    return `e2e-stranger-${this.environment}`;
  }

  /** A pod beside the ingress controller. */
  ingress(): Promise<Probe> {
    return this.start(this.entrance, `e2e-ingress-${this.environment}`);
  }

  /** A pod of a namespace that nothing of the environment knows. */
  async stranger(): Promise<Probe> {
    await this.kubectl.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.strangers } });
    return this.start(this.strangers, 'stranger');
  }

  /** Starts a pod, unless it runs already, and waits for its process. */
  async start(namespace: string, pod: string, labels: Readonly<Record<string, string>> = {}): Promise<Probe> {
    await this.kubectl.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod, namespace, labels: { ...labels, ...MARK } },
      spec: {
        terminationGracePeriodSeconds: 0,
        automountServiceAccountToken: false,
        // Never Ready: with the labels of a client, a Service would select the pod.
        readinessGates: [{ conditionType: 'e2e/never' }],
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'probe',
            image: this.image,
            imagePullPolicy: 'IfNotPresent',
            command: ['sleep', '86400'],
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    });
    await this.kubectl.run(
      'wait',
      `pod/${pod}`,
      '--namespace',
      namespace,
      '--for=condition=ContainersReady',
      '--timeout=2m',
    );
    const probe = { namespace, pod };
    this.made.push(probe);
    return probe;
  }

  /** The addresses, of host and port each, that take a TCP connection of a pod. */
  async reach({ namespace, pod }: Probe, addresses: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.kubectl.shell(namespace, pod, REACH, ...addresses)).split('\n'));
  }

  /** The status of the answer to a request of a pod, 0 without an answer. */
  async status({ namespace, pod }: Probe, url: string): Promise<number> {
    const script = 'curl --silent --output /dev/null --max-time 10 --write-out \'%{http_code}\' "$1" || true';
    return Number(await this.kubectl.shell(namespace, pod, script, url));
  }

  /** Deletes every probe: with the labels of a client, a budget would count the pod. */
  async remove(): Promise<void> {
    for (const { namespace, pod } of this.made.splice(0)) {
      await this.kubectl.run('delete', 'pod', pod, '--namespace', namespace, '--ignore-not-found');
    }
  }

  /** Deletes what the run made for itself. */
  async end(): Promise<void> {
    await this.remove();
    await this.kubectl.run('delete', 'namespace', this.strangers, '--ignore-not-found');
  }
}

/** Asks URLs without pause, with a new connection each time, until the end. */
export class Load {
  private static number = 0;
  private readonly stop = `/tmp/stop-${++Load.number}`;
  private readonly lines: Promise<string>;

  constructor(
    private readonly kubectl: Kubectl,
    private readonly probe: Probe,
    urls: readonly string[],
  ) {
    this.lines = kubectl.shell(probe.namespace, probe.pod, LOAD, this.stop, ...urls);
    // The answer is awaited at the end: until then, a rejection has no reader.
    this.lines.catch(() => undefined);
  }

  /** Ends the load. Returns the number of answers with 200, and a line for each other one. */
  async end(): Promise<{ readonly answered: number; readonly failed: readonly string[] }> {
    await pause(1);
    await this.kubectl.shell(this.probe.namespace, this.probe.pod, 'touch "$1"', this.stop);
    const lines = (await this.lines).trim().split('\n');
    const counts = lines.flatMap((line) => /^answered (\d+)$/.exec(line)?.[1] ?? []);
    return {
      answered: counts.reduce((sum, count) => sum + Number(count), 0),
      failed: lines.filter((line) => line.startsWith('failed ')),
    };
  }
}

/** The server may speak another protocol than HTTP: the time of the connection tells. */
const REACH = `
for address in "$@"; do
  {
    took=$(curl --silent --output /dev/null --connect-timeout 3 --max-time 4 --write-out '%{time_connect}' "http://$address/")
    case $took in *[1-9]*) echo "$address" ;; esac
  } &
done
wait`;

const LOAD = `
stop=$1; shift
ask() {
  answered=0
  until [ -e "$stop" ]; do
    code=$(curl --silent --output /dev/null --max-time 10 --write-out '%{http_code}' "$1")
    if [ "$code" = 200 ]; then answered=$((answered + 1)); else echo "failed $(date -u +%H:%M:%S) $code $1"; fi
    sleep 0.05
  done
  echo "answered $answered"
}
for url in "$@"; do ask "$url" & ask "$url" & done
wait`;
