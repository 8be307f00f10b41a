import { askedPorts } from '../../bundle/asked-ports';
import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { ownVariables } from '../../bundle/container-environment';
import { type ListeningPort, listeningPorts } from '../../bundle/listening-ports';
import { mountedFiles } from '../../bundle/mounted-files';
import { listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program listens on the ports of its container, and for the whole pod. */
export const listensWhereAsked: Rule = {
  id: 'listens-where-asked',
  answer: 'risk',
  why: 'probes and Services find nobody at a port where the program does not listen, or listens for its own pod alone: the pod gets no traffic, or is restarted for ever',
  example:
    'Deployment default/api: spec.template.spec.containers[api].ports: expected 3000, as the variable PORT says, received 8080 [listens-where-asked]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => !init && !/Job$/.test(template.owner.kind))
      .flatMap((container) => {
        const asked = numbers(container);
        return asked.length === 0
          ? []
          : [...elsewhere(bundle, container, asked), ...onLoopback(bundle, container, asked)];
      }),
};

/** The numbers of the ports that a container declares, and at which its probes ask. */
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

const LOOPBACK = /(?<![/\w.@-])(?:127\.0\.0\.1|localhost|\[::1\]):(\d{2,5})\b/g;

/** The kubelet asks the address of the pod, unless the probe names a host. */
function onLoopback(bundle: Bundle, container: Container, ports: readonly number[]): Finding[] {
  const { template, path } = container;
  const asked = new Set(ports.filter((port) => isProbed(container, port)));
  if (asked.size === 0 || valueAt(template.spec, 'hostNetwork') === true) return [];
  const object = template.owner;
  const texts = [
    ...ownVariables(bundle, container).flatMap(({ name, path: field, value, secret }) =>
      secret || value === undefined ? [] : [{ object, field: `${field}.value`, text: `${name}=${value}` }],
    ),
    ...commandLine(container).map((text) => ({ object, field: `${path}.args`, text })),
    ...mountedFiles(bundle, container).flatMap(({ made, files }) =>
      [...files].map(([name, text = '']) => ({ object: made, field: `data[${name}]`, text })),
    ),
  ];
  return texts.flatMap(({ text, ...place }) =>
    [...text.matchAll(LOOPBACK)].length === 0
      ? []
      : text
          .split('\n')
          .filter((line) => /listen|bind|addr|endpoint/i.test(line) && !/^\s*[#;]/.test(line))
          .flatMap((line) => [...line.matchAll(LOOPBACK)].map(([address, port]) => ({ address, port: Number(port) })))
          .filter(({ port }) => asked.has(port))
          .map(({ address, port }) => ({
            ...place,
            expected: `0.0.0.0:${port}: the kubelet asks the address of the pod`,
            received: quoted(address),
          })),
  );
}

const probesOf = ({ spec }: Container) => ({
  startupProbe: valueAt(spec, 'startupProbe'),
  readinessProbe: valueAt(spec, 'readinessProbe'),
  livenessProbe: valueAt(spec, 'livenessProbe'),
});

/** True if a probe without a host asks the port, by name or by number. */
function isProbed(container: Container, port: number): boolean {
  const name = stringAt(
    listAt(container.spec, 'ports').find((each) => valueAt(each, 'containerPort') === port),
    'name',
  );
  return Object.values(probesOf(container)).some((probe) =>
    ['httpGet', 'tcpSocket', 'grpc'].some((handler) => {
      const asked = valueAt(probe, handler, 'port');
      return (
        (asked === port || (name !== undefined && asked === name)) && valueAt(probe, handler, 'host') === undefined
      );
    }),
  );
}
