import { isOneDigitOff } from '../../bundle/port-slip';
import { listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'];

/** A probe names a port of its own container. */
export const probePorts: Rule = {
  id: 'probe-ports',
  answer: 'broken',
  why: 'the kubelet finds no port for a name that the container does not have: the pod gets no traffic, or is restarted for ever',
  example:
    'Deployment default/api: spec.template.spec.containers[api].readinessProbe.httpGet.port: expected a port of the container (http, 8080), received "htttp" [probe-ports]',
  check: ({ containers }) =>
    containers.flatMap(({ template, spec, path }) => {
      const ports = listAt(spec, 'ports').flatMap((port) => [valueAt(port, 'name'), valueAt(port, 'containerPort')]);
      const open = ports.filter((port) => port !== undefined);
      const declared = listAt(spec, 'ports').map((port) => valueAt(port, 'containerPort'));
      return PROBES.flatMap((probe) => HANDLERS.map((handler) => [probe, handler] as const)).flatMap(
        ([probe, handler]): Finding[] => {
          const port = valueAt(spec, probe, handler, 'port');
          if (port === undefined || open.includes(port)) return [];
          // A container may listen on a port that nobody declares. A slip of one digit beside the only port is near.
          const slip = declared.length === 1 && isOneDigitOff(port, declared[0]);
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
