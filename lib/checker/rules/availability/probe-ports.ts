import type { Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { askedPorts, HANDLERS, PROBES } from '../../bundle/traffic/asked-ports';
import { isOneDigitOff } from '../../bundle/traffic/port-slip';
import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Hooks ask a port as probes do: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
const ASKERS = [...PROBES, 'lifecycle.preStop', 'lifecycle.postStart'];

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
      const declared = listAt(spec, 'ports').map((port) => valueAt(port, 'containerPort'));
      return ASKERS.flatMap((probe) => HANDLERS.map((handler) => [probe, handler] as const)).flatMap(
        ([probe, handler]): Finding[] => {
          const port = valueAt(spec, ...probe.split('.'), handler, 'port');
          if (port === undefined || open.includes(port)) return [];
          // A container may listen on a port that nobody declares. A slip of one digit beside the only port is near.
          const slip = (declared.length === 1 && isOneDigitOff(port, declared[0])) || isBesideAnother(container, port);
          if (typeof port === 'number' && !slip) return [];
          return [
            {
              answer: slip ? 'risk' : undefined,
              object: template.owner,
              field: `${path}.${probe}.${handler}.port`,
              expected: `a port of the container (${open.join(', ') || 'it names none'})`,
              received: quoted(port),
            },
          ];
        },
      );
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
