import { hasRequest } from '../../bundle/containers/resource-requests';
import { autoscaledWorkloads } from '../../bundle/workloads/autoscaled-workloads';
import { templateOwner } from '../../bundle/workloads/rollouts';
import { identity, listAt, type Manifest, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** Every container requests the resource by whose utilization an autoscaler scales. */
export const autoscalerCpuRequests: Rule = {
  id: 'autoscaler-cpu-requests',
  answer: 'risk',
  why: 'utilization is a share of the request: if one container of the pod has none, the autoscaler never scales',
  example:
    'Deployment default/api: spec.template.spec.containers[proxy].resources.requests.cpu: expected an amount: HorizontalPodAutoscaler default/api scales by its utilization, received nothing [autoscaler-cpu-requests]',
  check: (bundle) => {
    const templates = new Map(bundle.templates.map((template) => [template.owner, template]));
    return autoscaledWorkloads(bundle).flatMap(({ autoscaler, target }) =>
      utilizations(autoscaler).flatMap(({ resource, only, index }): Finding[] => {
        const containers = (templates.get(templateOwner(bundle, target))?.containers ?? []).filter(({ init }) => !init);
        const names = containers.map(({ name }) => name);
        if (only !== undefined && names.length > 0 && !names.includes(only)) {
          const expected = `a container of ${identity(target)} (${names.join(', ')})`;
          const field = `spec.metrics[${index}].containerResource.container`;
          return [{ object: autoscaler, field, expected, received: quoted(only), meant: nearest(only, names) }];
        }
        return containers
          .filter((container) => (only ?? container.name) === container.name)
          .filter(({ spec, ...container }) => {
            const isZero = quantity(valueAt(spec, 'resources', 'requests', resource)) === 0;
            return isZero || !hasRequest({ spec, ...container }, resource);
          })
          .map(({ path, template, spec }) => ({
            object: template.owner,
            field: `${path}.resources.requests.${resource}`,
            expected: `an amount: ${identity(autoscaler)} scales by its utilization`,
            received: quoted(valueAt(spec, 'resources', 'requests', resource)),
          }));
      }),
    );
  },
};

interface Utilization {
  readonly resource: string;
  readonly only: string | undefined;
  /** The place of the metric in the list. */
  readonly index: number;
}

/** The resources of an autoscaler's utilization metrics, for all containers or a named container. */
function utilizations(autoscaler: Manifest): Utilization[] {
  const metrics = listAt(autoscaler, 'spec', 'metrics');
  // `autoscaling/v1` knows only CPU, and CPU is what every version goes by if nothing is said.
  if (metrics.length === 0) return [{ resource: 'cpu', only: undefined, index: 0 }];
  return metrics.flatMap((metric, index) => {
    const source = valueAt(metric, 'resource') ?? valueAt(metric, 'containerResource');
    const resource = stringAt(source, 'name');
    if (resource === undefined || numberAt(source, 'target', 'averageUtilization') === undefined) return [];
    return [{ resource, only: stringAt(source, 'container'), index }];
  });
}
