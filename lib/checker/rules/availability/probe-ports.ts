import type { Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { askedPorts, HANDLERS, PROBES } from '../../bundle/traffic/asked-ports';
import { isOneDigitOff } from '../../bundle/traffic/port-slip';
import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Hooks ask a port as probes do: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
const PLACES = [...PROBES, 'lifecycle.preStop', 'lifecycle.postStart'].flatMap((asker) =>
  HANDLERS.map((handler) => [...asker.split('.'), handler, 'port']),
);

/** A probe or a hook names a port of its own container. */
export const probePorts: Rule = {
  id: 'probe-ports',
  answer: 'broken',
  why: 'the kubelet finds no port for a name that the container does not have: the pod gets no traffic, or is restarted for ever',
  example:
    'Deployment default/api: spec.template.spec.containers[api].readinessProbe.httpGet.port: expected a port of the container (http, 8080), received "htttp" [probe-ports]',
  check: ({ containers }) =>
    containers.flatMap((container) => {
      const { template, spec, path } = container;
      const ports = listAt(spec, 'ports').flatMap((port) => [valueAt(port, 'name'), valueAt(port, 'containerPort')]);
      const open = ports.filter((port) => port !== undefined);
      return PLACES.flatMap((place): Finding[] => {
        const port = valueAt(spec, ...place);
        if (port === undefined || open.includes(port)) return [];
        const declared = listAt(spec, 'ports').map((each) => valueAt(each, 'containerPort'));
        // A container may listen on a port that nobody declares. A slip of one digit beside the only port is near.
        const slip = (declared.length === 1 && isOneDigitOff(port, declared[0])) || isBesideAnother(container, port);
        if (typeof port === 'number' && !slip) return [];
        return [
          {
            answer: slip ? 'risk' : undefined,
            object: template.owner,
            field: `${path}.${place.join('.')}`,
            expected: `a port of the container (${open.join(', ') || 'it names none'})`,
            received: quoted(port),
          },
        ];
      });
    }),
};

/**
 * True for a number that stands nowhere else in the container, one digit off the port of another probe that the command
 * line or a declared port confirms.
 */
function isBesideAnother(container: Container, port: Json): boolean {
  const { spec } = container;
  const asked = askedPorts(spec);
  if (typeof port !== 'number' || asked.filter((each) => each === port).length > 1) return false;
  const said = JSON.stringify([commandLine(container), valueAt(spec, 'env'), valueAt(spec, 'ports')]);
  const isSaid = (number: Json) => new RegExp(`(?<!\\d)${number}(?!\\d)`).test(said);
  return !isSaid(port) && asked.some((each) => isOneDigitOff(port, each) && each !== port && isSaid(each));
}
