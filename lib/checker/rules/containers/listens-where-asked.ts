import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { settingsNamed } from '../../bundle/containers/settings';
import { askedPorts } from '../../bundle/traffic/asked-ports';
import { type ListeningPort, listeningPorts } from '../../bundle/traffic/listening-ports';
import { numberOf } from '../../bundle/traffic/probed-ports';
import { listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A program listens on the ports of its container. */
export const listensWhereAsked: Rule = {
  id: 'listens-where-asked',
  answer: 'risk',
  why: 'probes and Services find nobody at a port where the program does not listen: the pod gets no traffic, or is restarted for ever',
  example:
    'Deployment default/api: spec.template.spec.containers[api].ports: expected 3000, as the variable PORT says, received 8080 [listens-where-asked]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => !init && !/Job$/.test(template.owner.kind))
      .flatMap((container) => {
        const asked = numbers(container);
        return asked.length === 0
          ? []
          : [...elsewhere(bundle, container, asked), ...healthElsewhere(bundle, container)];
      }),
};

/** The numbers of the ports of a container: declared, or asked by probes. */
function numbers({ spec }: Container): number[] {
  const declared = listAt(spec, 'ports').filter((port) => (stringAt(port, 'protocol') ?? 'TCP') === 'TCP');
  const named = (port: unknown) =>
    numberAt(
      declared.find((each) => valueAt(each, 'name') === port),
      'containerPort',
    );
  const asked = askedPorts(spec).map((port) => (typeof port === 'number' ? port : named(port)));
  const all = [...declared.map((port) => numberAt(port, 'containerPort')), ...asked];
  return [...new Set(all)].filter((port) => port !== undefined);
}

function elsewhere(bundle: Bundle, container: Container, asked: readonly number[]): Finding[] {
  const told = listeningPorts(bundle, container);
  const [first]: (ListeningPort | undefined)[] = told;
  if (first === undefined || told.some(({ port }) => asked.includes(port)) || isSaid(container, asked)) return [];
  const expected = `${[...new Set(told.map(({ port }) => port))].join(' or ')}, as ${first.says} says`;
  return [{ object: container.template.owner, field: `${container.path}.ports`, expected, received: asked.join(', ') }];
}

/** True if another variable or option of the container says one of the ports. */
function isSaid(container: Container, ports: readonly number[]): boolean {
  const said = JSON.stringify([commandLine(container), valueAt(container.spec, 'env')]);
  return ports.some((port) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(said));
}

/** Settings with the port that a program keeps for probes: `--health-probe-bind-address=:8081`. */
const HEALTH = /(health|probe|liveness|readiness)[\w.-]*(addr(ess)?|port|listen|bind)/i;

/** No probe asks at the port for probes, and nothing speaks of the port at which one asks. */
function healthElsewhere(bundle: Bundle, container: Container): Finding[] {
  const asked = askedPorts(container.spec).flatMap((port) => numberOf(container.spec, port) ?? []);
  if (asked.length === 0 || isSaid(container, asked)) return [];
  const told = (settingsNamed(bundle, HEALTH).get(container) ?? []).flatMap(({ name, value, field }) => {
    const [, port] = /^(?:[\w.[\]]*:)?(\d{2,5})$/.exec(value) ?? [];
    return port === undefined ? [] : [{ name, port: Number(port), field }];
  });
  if (told.some(({ port }) => asked.includes(port))) return [];
  return told.slice(-1).map(({ name, port, field }) => ({
    object: container.template.owner,
    field,
    expected: `${asked[0]}, at which the probes ask`,
    received: `${port} for ${name}`,
  }));
}
