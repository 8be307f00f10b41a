import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { podsBehind } from '../../bundle/pod-selection';
import { isOneDigitOff } from '../../bundle/port-slip';
import { listItems } from '../../manifest/field-path';
import { type Json, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
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
        mistaken(service, item, path, templates),
      );
    }),
};

function serversBehind(bundle: Bundle, service: Manifest): PodTemplate[] {
  if (stringAt(service, 'spec', 'type') === 'ExternalName') return [];
  // A migration often carries the labels of its application: it is no server.
  return podsBehind(bundle, service).filter(({ owner }) => owner.kind !== 'Job' && owner.kind !== 'CronJob');
}

function mistaken(service: Manifest, port: Json, path: string, templates: readonly PodTemplate[]): Finding[] {
  const field = valueAt(port, 'targetPort') === undefined ? 'port' : 'targetPort';
  const target = valueAt(port, field);
  const protocol = stringAt(port, 'protocol') ?? 'TCP';
  if (typeof target !== 'number' && typeof target !== 'string') return [];

  // A pod without a port of that name gets no traffic, which may be meant; a number is taken at its word by all of them.
  const open = templates.map((template) => declaredPorts(template, protocol));
  const leads = (ports: readonly Json[]) => ports.includes(target);
  if (open.some(leads)) return [];
  // A container may listen on a port that nobody declares. A slip of one digit beside the only port is near.
  const [only, ...others] = [...new Set(open.flat().filter((each) => typeof each === 'number'))];
  const slip = others.length === 0 && isOneDigitOff(target, only);
  if (typeof target === 'number' && !slip) return [];
  const ports = open.find((candidates) => !leads(candidates)) ?? [];
  return [
    {
      answer: slip ? 'risk' : undefined,
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

/** Names and numbers of the ports of a pod's containers. */
function declaredPorts({ containers }: PodTemplate, protocol: string): Json[] {
  return containers
    .filter(({ init }) => !init)
    .flatMap(({ spec }) => listAt(spec, 'ports'))
    .filter((port) => (stringAt(port, 'protocol') ?? 'TCP') === protocol)
    .flatMap((port) => [valueAt(port, 'name'), valueAt(port, 'containerPort')])
    .filter((port) => port !== undefined && port !== null);
}
