import type { Edge, Endpoint } from '../../lib';
import { listAt, numberAt, stringAt, stringsAt, valueAt } from '../../lib/checker/manifest/manifest';
import { until } from '../kubectl';
import type { Probe } from '../probes';
import { Failure, type Run, type Step } from '../step';
import { podsOf, SETTLED } from './apply';

interface Client {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly probe: Probe;
  /** False for a pod of the run's own, whose egress no policy of the environment closes. */
  readonly isolated: boolean;
}

interface Target {
  readonly name: string;
  /** Host and port. */
  readonly address: string;
  readonly opensTo: (client: Client) => boolean;
}

export const flows: Step = {
  title: 'every pair of pods and ports is open if declared, else closed',
  run: async (run) => {
    const [clients, targets] = [await clientsOf(run), await targetsOf(run)];
    const results = await Promise.all(
      clients.map(async (client) => {
        const wrong = (open: ReadonlySet<string>) =>
          targets.filter(({ address, opensTo }) => open.has(address) !== opensTo(client));
        const addresses = targets.map(({ address }) => address);
        let last: Target[] = [];
        await until(SETTLED, async () => {
          last = wrong(await run.probes.reach(client.probe, addresses));
          return last.length === 0 || undefined;
        });
        return last.map(
          (target) => `${client.name} to ${target.name} is ${target.opensTo(client) ? 'closed' : 'open'}`,
        );
      }),
    );
    await run.probes.remove();
    const failed = results.flat();
    if (failed.length > 0) throw new Failure(`expected flows as declared, received: ${failed.join('; ')}`);
    const open = clients.flatMap((client) => targets.filter(({ opensTo }) => opensTo(client))).length;
    return `${clients.length * targets.length} flows (${open} open) of ${clients.length} clients to ${targets.length} ports`;
  },
};

/** A probe in the place of each pod of the environment, Jobs included, of the ingress controller, and of a stranger. */
async function clientsOf({ probes, system }: Run): Promise<Client[]> {
  const own = await Promise.all(
    system.bundle.templates.map(async ({ owner, namespace, labels }) => {
      const probe = await probes.start(namespace, `e2e-${owner.metadata.name}`, labels);
      return { name: `${namespace}/${owner.metadata.name}`, namespace, labels, probe, isolated: true };
    }),
  );
  const others = [await probes.ingress(), await probes.stranger()].map((probe) => {
    return { name: `a pod of ${probe.namespace}`, namespace: probe.namespace, labels: {}, probe, isolated: false };
  });
  return [...own, ...others];
}

/** Each port of each workload by the address of a pod and by its Services, the API server, and DNS. */
async function targetsOf({ kubectl, system }: Run): Promise<Target[]> {
  const pods = await Promise.all(
    system.workloads.map(async ({ owner, namespace, labels, containers }) => {
      const live = await podsOf(kubectl, owner, namespace);
      const ip = stringAt(
        live.find((pod) => stringAt(pod, 'status', 'phase') === 'Running') ?? null,
        'status',
        'podIP',
      );
      const ports = containers.flatMap(({ spec }) =>
        listAt(spec, 'ports').flatMap((port) => numberAt(port, 'containerPort') ?? []),
      );
      const services = system.bundle
        .ofKind('Service')
        .filter((service) => service.metadata.namespace === namespace)
        .filter((service) =>
          system.bundle.select(namespace, stringsAt(service, 'spec', 'selector')).some((each) => each.owner === owner),
        )
        .flatMap((service) =>
          listAt(service, 'spec', 'ports').map(
            (port) => `${service.metadata.name}.${namespace}.svc.cluster.local:${numberAt(port, 'port')}`,
          ),
        );
      return ports.flatMap((port) => {
        const opensTo = declared(system.edges, { namespace, labels }, port);
        return [`${ip}:${port}`, ...services].map((address) => {
          return { name: `${namespace}/${owner.metadata.name} (${address})`, address, opensTo };
        });
      });
    }),
  );
  const api = await kubectl.json('get', 'service', 'kubernetes', '--namespace', 'default');
  const dns = await kubectl.json('get', 'service', 'kube-dns', '--namespace', 'kube-system');
  const ip = (service: typeof api) => stringAt(valueAt(service, 'spec'), 'clusterIP');
  return [
    ...pods.flat(),
    { name: 'the API server', address: `${ip(api)}:443`, opensTo: ({ isolated }) => !isolated },
    { name: 'DNS', address: `${ip(dns)}:53`, opensTo: () => true },
  ];
}

function declared(edges: readonly Edge[], own: Pick<Client, 'namespace' | 'labels'>, port: number) {
  const open = edges.filter((edge) => edge.port === port && holds(edge.to, own));
  return (client: Client): boolean => open.some(({ from }) => holds(from, client));
}

function holds(endpoint: Endpoint, { namespace, labels }: Pick<Client, 'namespace' | 'labels'>): boolean {
  if (endpoint.cidrs) return false;
  const wanted = Object.entries(endpoint.podLabels ?? {});
  return endpoint.namespace === namespace && wanted.every(([key, value]) => labels[key] === value);
}
