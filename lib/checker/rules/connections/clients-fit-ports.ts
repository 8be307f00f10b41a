import type { Bundle, Container } from '../../bundle/bundle';
import { scriptOf } from '../../bundle/containers/container-scripts';
import { setting, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { runs } from '../../bundle/workloads/members';
import { listAt, type Manifest, numberAt } from '../../manifest/manifest';
import { CLIENT_PORTS, type ClientPorts } from '../../programs/client-ports';
import type { Finding, Rule } from '../../rule';

/** A client asks a server at the port for clients. */
export const clientsFitPorts: Rule = {
  id: 'clients-fit-ports',
  answer: 'broken',
  why: 'a server speaks to clients at one port, and to other servers, to browsers or to Prometheus at others: a client at one of those gets no answer that it understands',
  example:
    'CronJob default/report: spec.jobTemplate.spec.template.spec.containers[report].command: expected port 9000 of Service db for clickhouse-client, received 8123, which is for HTTP [clients-fit-ports]',
  check: (bundle) =>
    CLIENT_PORTS.flatMap((row) => {
      const isServed = bundle.containers.some((container) => !container.init && runs(container, row.server));
      return isServed ? asksOf(bundle, row).flatMap((ask) => mistaken(bundle, row, ask)) : [];
    }),
};

/** An address that a client asks. */
interface Ask extends Pick<Finding, 'object' | 'field'> {
  readonly container: Container;
  readonly host: string;
  readonly port: number;
}

const OF_VALUE = /^(?:https?:\/\/)?([a-z][\w-]*(?:\.[\w-]+)*):(\d{2,5})(?:[/,]|$)/;

function asksOf(bundle: Bundle, row: ClientPorts): Ask[] {
  const written = bundle.containers.flatMap((container) => {
    const script = scriptOf(bundle, container);
    const field = `${container.path}.${listAt(container.spec, 'args').length > 0 ? 'args' : 'command'}`;
    return row.commands
      .flatMap((command) => [...script.matchAll(command)])
      .map(({ groups: { host = '', port = '' } = {} }) => {
        return { container, object: container.template.owner, field, host, port: Number(port) };
      });
  });
  const told = row.settings === undefined ? [] : [...settingsNamed(bundle, row.settings)];
  return [
    ...written,
    ...told.flatMap(([container, found]) =>
      found.flatMap(({ object, field, value }) => {
        const [, host, port] = OF_VALUE.exec(value) ?? [];
        return host === undefined ? [] : [{ container, object, field, host, port: Number(port) }];
      }),
    ),
  ];
}

function mistaken(bundle: Bundle, row: ClientPorts, { container, object, field, host, port }: Ask): Finding[] {
  const service = ClusterDns.of(bundle).answer(host, container.template.namespace)?.service;
  const targets = service === undefined ? [] : serviceTargets(bundle, service, port);
  const servers = targets.map(({ template, port: at }) => {
    const server = template.containers.find((each) => !each.init && runs(each, row.server));
    return server && purpose(bundle, row, server, at);
  });
  const [first] = servers;
  if (service === undefined || first === undefined || servers.some((each) => each === undefined)) return [];
  const right = rightOf(bundle, row, service);
  const expected = `port ${right} of Service ${service.metadata.name} for ${row.client}`;
  return [{ object, field, expected, received: `${port}, which is for ${first}` }];
}

/** What a port of a server is for. Undefined for the port of clients, and for a port that nobody knows. */
function purpose(bundle: Bundle, row: ClientPorts, server: Container, port: number): string | undefined {
  const [names = [], of] = row.told ?? [];
  const told = /:(\d{2,5})$/.exec(setting(bundle, server, names)?.value ?? '')?.[1];
  return Number(told) === port ? of : row.others[port];
}

/** The port of a Service that leads to the port for clients. */
function rightOf(bundle: Bundle, row: ClientPorts, service: Manifest): number {
  const ports = listAt(service, 'spec', 'ports').map((each) => numberAt(each, 'port') ?? 0);
  const leads = (port: number) => serviceTargets(bundle, service, port).some((target) => target.port === row.right);
  return ports.find(leads) ?? row.right;
}
