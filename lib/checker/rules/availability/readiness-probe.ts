import type { Bundle, Container } from '../../bundle/bundle';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity, type Json, listAt, type Manifest, valueAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** A container behind a Service has a readiness probe. */
export const readinessProbe: Rule = {
  id: 'readiness-probe',
  answer: 'opinion',
  why: 'a Service sends traffic to a pod without a readiness probe as soon as its process exists: clients see errors at each start and update',
  example:
    'Deployment default/api: spec.template.spec.containers[api].readinessProbe: expected a probe: Service default/api leads to port http, received nothing [readiness-probe]',
  check: (bundle) => {
    const led = new Map<Container, string>();
    const own = new Set(bundle.templates);
    for (const service of bundle.ofKind('Service')) {
      for (const [container, port] of ledTo(bundle, service)) {
        if (!led.has(container)) led.set(container, `${identity(service)} leads to port ${port}`);
      }
    }
    return (
      [...led]
        // Pods that an operator will make get its probes.
        .filter(([{ template }]) => own.has(template))
        .filter(([container]) => !saysReady(container))
        .map(([{ template, path }, reason]) => ({
          object: template.owner,
          field: `${path}.readinessProbe`,
          expected: `a probe: ${reason}`,
          received: 'nothing',
        }))
    );
  },
};

/** A sidecar among the `initContainers` with a startup probe is ready before the pod's own containers start. */
function saysReady({ spec, path }: Container): boolean {
  const has = (probe: string) => (valueAt(spec, probe) ?? null) !== null;
  return has('readinessProbe') || (has('startupProbe') && /\.initContainers\[[^[]*$/.test(path));
}

/** The containers behind a Service, each with its port. */
function ledTo(bundle: Bundle, service: Manifest): [Container, Json][] {
  // A Service that publishes pods before they are ready asks no probe.
  if (valueAt(service, 'spec', 'publishNotReadyAddresses') === true) return [];
  const targets = listAt(service, 'spec', 'ports').map((port) => valueAt(port, 'targetPort') ?? valueAt(port, 'port'));
  return podsBehind(bundle, service)
    .flatMap(({ containers }) => containers)
    .filter(({ init }) => !init)
    .flatMap((container): [Container, Json][] => {
      const open = listAt(container.spec, 'ports').flatMap((port) => [
        valueAt(port, 'name'),
        valueAt(port, 'containerPort'),
      ]);
      const target = targets.find((port) => port !== undefined && open.includes(port));
      return target === undefined ? [] : [[container, target]];
    });
}
