import { PROBES } from '../../bundle/traffic/asked-ports';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const NODE = /^(localhost|127(\.\d+){3}|0\.0\.0\.0|::1?)$/;

/** A probe asks the address of the pod. */
export const probeHosts: Rule = {
  id: 'probe-hosts',
  answer: 'broken',
  why: 'the kubelet asks from the node: localhost is the node itself, and names of Services mean nothing there',
  example:
    'Deployment default/api: spec.template.spec.containers[api].readinessProbe.httpGet.host: expected no host, since the kubelet asks the address of the pod, received "localhost" [probe-hosts]',
  check: (bundle) =>
    bundle.containers
      .filter(({ template }) => valueAt(template.spec, 'hostNetwork') !== true)
      .flatMap(({ template, spec, path }) =>
        PROBES.flatMap((probe) =>
          ['httpGet', 'tcpSocket'].flatMap((handler): Finding[] => {
            const host = stringAt(spec, probe, handler, 'host');
            if (host === undefined) return [];
            const isNode = NODE.test(host);
            const isService = !isNode && ClusterDns.of(bundle).answer(host, template.namespace)?.service !== undefined;
            if (!isNode && !isService) return [];
            return [
              {
                answer: isService ? 'risk' : undefined,
                object: template.owner,
                field: `${path}.${probe}.${handler}.host`,
                expected: 'no host, since the kubelet asks the address of the pod',
                received: quoted(host),
              },
            ];
          }),
        ),
      ),
};
