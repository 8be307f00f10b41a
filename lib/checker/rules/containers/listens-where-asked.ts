import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { filePorts } from '../../bundle/containers/file-ports';
import { settingsNamed } from '../../bundle/containers/settings';
import { askedPorts } from '../../bundle/traffic/asked-ports';
import { type ListeningPort, listeningPorts } from '../../bundle/traffic/listening-ports';
import { numberOf } from '../../bundle/traffic/probed-ports';
import { servedPorts } from '../../bundle/traffic/served-ports';
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
        if (asked.length === 0) return [];
        const found = [
          ...elsewhere(bundle, container, asked),
          ...healthElsewhere(bundle, container),
          ...byName(bundle, container),
        ];
        return found.length > 0 ? found : inFiles(bundle, container);
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

/** A Service or a probe asks at a port that the file of the program does not open, and nobody asks at one of its ports. */
function inFiles(bundle: Bundle, container: Container): Finding[] {
  const files = filePorts(bundle, container);
  if (files.length === 0) return [];
  const { template, spec, path } = container;
  const declared = numbers(container);
  const isAlone = template.containers.filter(({ init }) => !init).length === 1;
  const served = [...(servedPorts(bundle).get(template) ?? [])].filter((port) => isAlone || declared.includes(port));
  const asked = [...new Set([...served, ...askedPorts(spec).flatMap((port) => numberOf(spec, port) ?? [])])];
  const open = new Set(files.flatMap(({ ports, silent }) => [...ports, ...silent]));
  const stray = asked.find((port) => !open.has(port));
  const source = files.find(({ ports }) => ports.some((port) => !asked.includes(port)));
  const idle = source?.ports.find((port) => !asked.includes(port));
  if (stray === undefined || source === undefined || idle === undefined || isSaid(container, [stray])) return [];
  return [
    {
      object: template.owner,
      field: `${path}.ports`,
      expected: `${idle}, as ${source.file} says`,
      received: `${stray}, at which a Service or a probe asks`,
    },
  ];
}

/** Settings with a port: `--http-port=8000`, `METRICS_PORT`, `grpc-listen-address`. */
const NAMED =
  /^([a-z][a-z0-9]*(?:[_-](?!listen|bind)[a-z0-9]+)?)[_.-](?:listen[_-]|bind[_-])?(?:port|listen|addr|address)$/i;

/** A port that a setting names has another number than the port with that name, and nothing speaks of that number. */
function byName(bundle: Bundle, container: Container): Finding[] {
  const { spec, path, template } = container;
  const declared = listAt(spec, 'ports');
  const numbersOf = declared.map((port) => numberAt(port, 'containerPort'));
  return (settingsNamed(bundle, NAMED).get(container) ?? []).flatMap(({ name, value, secret }): Finding[] => {
    const word = NAMED.exec(name)?.[1]?.toLowerCase().replaceAll('_', '-');
    const told = Number(/^(?:(?:0\.0\.0\.0|\[::\]|\*)?:)?(\d{2,5})$/.exec(value)?.[1] ?? Number.NaN);
    const port = numberAt(
      declared.find((each) => stringAt(each, 'name') === word),
      'containerPort',
    );
    if (!(told > 0) || secret || port === undefined || numbersOf.includes(told) || isSaid(container, [port])) return [];
    const expected = `${told}, as ${name} says`;
    return [
      { object: template.owner, field: `${path}.ports[${word}].containerPort`, expected, received: String(port) },
    ];
  });
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
