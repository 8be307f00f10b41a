import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A Service that leads to servers selects no other pods: neither of a Job, nor of a program without ports. */
export const serviceSelectsServers: Rule = {
  id: 'service-selects-servers',
  answer: 'risk',
  why: 'pods of a Job or a worker with the labels of a server are endpoints of its Service: a part of all requests fails',
  example:
    'Service default/api: spec.selector: expected labels that no Job has, received the pods of Job default/migrate beside those of Deployment default/api [service-selects-servers]',
  check: (bundle) =>
    bundle.ofKind('Service').flatMap((object): Finding[] => {
      if (stringAt(object, 'spec', 'type') === 'ExternalName') return [];
      const pods = podsBehind(bundle, object);
      const server = pods.find(({ owner }) => !/Job$|^Pod$/.test(owner.kind));
      const job = pods.find(({ owner }) => /Job$/.test(owner.kind));
      const worker = server && workerBeside(object, pods);
      const strangers = server && strangerBeside(bundle, object, pods);
      const [other, beside, which] = job
        ? [job, server, 'no Job has']
        : worker
          ? [worker.worker, worker.server, 'the servers alone have']
          : [strangers?.stranger, strangers?.own, 'one program alone has'];
      if (!other || !beside) return [];
      const received = `the pods of ${identity(other.owner)} beside those of ${identity(beside.owner)}`;
      return [{ object, field: 'spec.selector', expected: `labels that ${which}`, received }];
    }),
};

/** A workload without any port or probe beside a workload that declares the port of the Service, by number. */
function workerBeside(service: Manifest, pods: readonly PodTemplate[]) {
  const targets = listAt(service, 'spec', 'ports').map((port) => valueAt(port, 'targetPort') ?? valueAt(port, 'port'));
  // A pod without a port of that name gets no traffic.
  if (targets.some((target) => typeof target !== 'number')) return undefined;
  const portsOf = ({ containers }: PodTemplate) => containers.flatMap(({ spec }) => listAt(spec, 'ports'));
  const server = pods.find((pod) => portsOf(pod).some((port) => targets.includes(valueAt(port, 'containerPort'))));
  const worker = pods.find(
    (pod) => portsOf(pod).length === 0 && !pod.containers.some(({ spec }) => asksPort(valueAt(spec, 'readinessProbe'))),
  );
  return server && worker && { server, worker };
}

/**
 * Of two programs behind a Service with the name of one, the other has a Service of its own. A second version of a
 * program has the same image, and one server in several forms has labels for its Service.
 */
function strangerBeside(bundle: Bundle, service: Manifest, pods: readonly PodTemplate[]) {
  const own = pods.find(({ owner }) => owner.metadata.name === service.metadata.name);
  const image = own && imageOf(own);
  if (own === undefined || image === undefined) return undefined;
  const stranger = pods.find((pod) => {
    const { metadata } = pod.owner;
    const other = bundle.find('Service', pod.namespace, metadata.name);
    const isAlone = other !== undefined && other !== service && podsBehind(bundle, other).every((each) => each === pod);
    return isAlone && imageOf(pod) !== undefined && imageOf(pod) !== image;
  });
  return stranger && { own, stranger };
}

/** The image of the only container. */
function imageOf({ containers }: PodTemplate): string | undefined {
  const [only, ...others] = containers.filter(({ init }) => !init);
  return only && others.length === 0 ? imageReference(only)?.repository : undefined;
}

const asksPort = (probe: unknown): boolean =>
  ['httpGet', 'tcpSocket', 'grpc'].some((form) => valueAt(probe, form) !== undefined);
