import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { settings } from '../../bundle/containers/settings';
import { askedPorts } from '../../bundle/traffic/asked-ports';
import { isOneDigitOff } from '../../bundle/traffic/port-slip';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { listItems } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';
import { type Json, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A Service's port leads to a port that the pods have, if the Service names the port. */
export const targetPortExists: Rule = {
  id: 'target-port-exists',
  answer: 'broken',
  why: 'a Service finds no port for a name that no container has: every connection is refused, while the pods look healthy',
  example:
    'Service default/api: spec.ports[http].targetPort: expected a TCP port of the pods (http, 8000), received "web" [target-port-exists]',
  check: (bundle) =>
    bundle.ofKind('Service').flatMap((service) => {
      const templates = serversBehind(bundle, service);
      if (templates.length === 0) return [];
      return listItems(valueAt(service, 'spec'), 'spec', 'ports').flatMap(({ item, path }) =>
        mistaken(bundle, service, item, path, templates),
      );
    }),
};

function serversBehind(bundle: Bundle, service: Manifest): PodTemplate[] {
  if (stringAt(service, 'spec', 'type') === 'ExternalName') return [];
  // A migration often carries the labels of its application: it is no server.
  return podsBehind(bundle, service).filter(({ owner }) => owner.kind !== 'Job' && owner.kind !== 'CronJob');
}

function mistaken(
  bundle: Bundle,
  service: Manifest,
  port: Json,
  path: string,
  templates: readonly PodTemplate[],
): Finding[] {
  const field = valueAt(port, 'targetPort') === undefined ? 'port' : 'targetPort';
  const target = valueAt(port, field);
  const protocol = stringAt(port, 'protocol') ?? 'TCP';
  if (typeof target !== 'number' && typeof target !== 'string') return [];

  // A pod without a port of that name gets no traffic, which may be meant; a number is taken at its word by all of them.
  const open = templates.map((template) => declaredPorts(template, protocol));
  const leads = (ports: readonly Json[]) => ports.includes(target);
  if (open.some(leads)) return [];
  const other = protocol === 'TCP' ? 'UDP' : 'TCP';
  if (templates.some((template) => declaredPorts(template, other).includes(target))) {
    const expected = `protocol ${other}, as the port ${target} of the pods has`;
    return [{ object: service, field: `${path}.protocol`, expected, received: protocol, answer: 'risk' }];
  }
  // A container may listen on a port that nobody declares. A slip of one digit beside the only port is near.
  const [only, ...others] = [...new Set(open.flat().filter((each) => typeof each === 'number'))];
  const slip = others.length === 0 && isOneDigitOff(target, only);
  const isLost = () => isElsewhere(bundle, service, target, templates) || isNamedElse(bundle, port, templates);
  if (typeof target === 'number' && !slip && !isLost()) return [];
  const ports = open.find((candidates) => !leads(candidates)) ?? [];
  return [
    {
      answer: typeof target === 'number' ? 'risk' : undefined,
      object: service,
      field: `${path}.${field}`,
      expected: `a ${protocol} port of the pods (${ports.join(', ') || 'they declare none'})`,
      received: quoted(target),
      meant: nearest(
        String(target),
        ports.filter((name) => typeof name === 'string'),
      ),
    },
  ];
}

/**
 * True if a number is no port of the pods, as far as manifests tell: the kubelet asks the pods at a port to which no
 * Service leads, or other pods of the namespace have the port, and no Service.
 */
function isElsewhere(bundle: Bundle, service: Manifest, target: Json, templates: readonly PodTemplate[]): boolean {
  const others = bundle.select(namespaceOf(service), {}).slice(0, MOST_COMPARED);
  const led = servedPorts(bundle);
  const isLost = (template: PodTemplate, ports: readonly Json[]) =>
    ports.length > 0 && !ports.some((each) => led.get(template)?.has(each));
  const hasOther = others.some((each) => {
    return !templates.includes(each) && declaredPorts(each, 'TCP').includes(target) && !led.has(each);
  });
  return templates.every((template) => {
    const declared = declaredPorts(template, 'TCP');
    const asked = template.containers.flatMap(({ spec }) => askedPorts(spec));
    if (declared.length === 0 || asked.includes(target) || mentions(template, target)) return false;
    return hasOther || (isLost(template, declared) && asked.some((each) => declared.includes(each)));
  });
}

/**
 * True if the pods have a port of the same name, to which no Service leads, beside ports to which a Service leads, and say
 * nothing of the number. A container without ports may listen anywhere, and a single port may be an old one.
 */
function isNamedElse(bundle: Bundle, port: Json, templates: readonly PodTemplate[]): boolean {
  const [name, target] = [stringAt(port, 'name'), valueAt(port, 'targetPort')];
  const isLed = (template: PodTemplate, each: Json) =>
    [valueAt(each, 'name'), valueAt(each, 'containerPort')].some(
      (one) => one && servedPorts(bundle).get(template)?.has(one),
    );
  return (
    name !== undefined &&
    typeof target === 'number' &&
    templates.every((template) => {
      const all = template.containers.filter(({ init }) => !init);
      const ports = all.map(({ spec }) => listAt(spec, 'ports'));
      const isSaid = all.some((each) =>
        settings(bundle, each).some(({ value }) => new RegExp(`(?<!\\d)${target}(?!\\d)`).test(value)),
      );
      return (
        ports.every((each) => each.length > 0) &&
        ports.flat().some((each) => stringAt(each, 'name') === name && !isLed(template, each)) &&
        ports.flat().some((each) => isLed(template, each)) &&
        !template.containers.flatMap(({ spec }) => askedPorts(spec)).includes(target) &&
        !isSaid &&
        !mentions(template, target)
      );
    })
  );
}

/** More pod templates are not compared. */
const MOST_COMPARED = 200;

/** The ports to which Services lead, by the pods. */
const servedPorts = once((bundle: Bundle) => {
  const led = new Map<PodTemplate, Set<Json>>();
  for (const service of bundle.ofKind('Service')) {
    const targets = listAt(service, 'spec', 'ports').map(
      (port) => valueAt(port, 'targetPort') ?? valueAt(port, 'port'),
    );
    for (const template of podsBehind(bundle, service)) {
      const ports = getOrInsert(led, template, () => new Set());
      for (const target of targets) if (target !== undefined) ports.add(target);
    }
  }
  return led;
});

/** True if a command line or a variable of the pods says the number. */
const mentions = ({ containers }: PodTemplate, port: Json): boolean =>
  containers.some(({ spec }) => {
    const said = JSON.stringify([valueAt(spec, 'command'), valueAt(spec, 'args'), valueAt(spec, 'env')]);
    return new RegExp(`(?<!\\d)${port}(?!\\d)`).test(said);
  });

/** Names and numbers of the ports of a pod's containers. */
function declaredPorts({ containers }: PodTemplate, protocol: string): Json[] {
  return containers
    .filter(({ init }) => !init)
    .flatMap(({ spec }) => listAt(spec, 'ports'))
    .filter((port) => (stringAt(port, 'protocol') ?? 'TCP') === protocol)
    .flatMap((port) => [valueAt(port, 'name'), valueAt(port, 'containerPort')])
    .filter((port) => port !== undefined && port !== null);
}
