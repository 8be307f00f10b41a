import { listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'];

/** A probe uses a port of its own container. */
export const probePorts: Rule = {
  id: 'probe-ports',
  answer: 'broken',
  why: 'a probe on a port that nobody opened never succeeds: the pod gets no traffic, or is restarted for ever',
  example:
    'Deployment default/api: spec.template.spec.containers[api].readinessProbe.httpGet.port: expected a port of the container (http, 8080), received 8081 [probe-ports]',
  check: ({ containers }) =>
    containers.flatMap(({ template, spec, path }) => {
      const ports = listAt(spec, 'ports').flatMap((port) => [valueAt(port, 'name'), valueAt(port, 'containerPort')]);
      const open = ports.filter((port) => port !== undefined);
      return PROBES.flatMap((probe) => HANDLERS.map((handler) => [probe, handler] as const)).flatMap(
        ([probe, handler]): Finding[] => {
          const port = valueAt(spec, probe, handler, 'port');
          if (port === undefined || open.includes(port)) return [];
          // Kubernetes lets a container listen without saying so; one that says where can be held to it.
          if (open.length === 0 && typeof port === 'number') return [];
          return [
            {
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
