import type { Container } from '../../bundle/bundle';
import { autoscaledWorkloads } from '../../bundle/workloads/autoscaled-workloads';
import { templateOwner } from '../../bundle/workloads/rollouts';
import { listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** The utilization at which an autoscaler adds pods can be reached below the limits of the containers. */
export const autoscalerTargetReachable: Rule = {
  id: 'autoscaler-target-reachable',
  answer: 'broken',
  why: 'utilization is a share of the request, and no container uses more than its limit: an autoscaler with a higher target never adds a pod',
  example:
    'HorizontalPodAutoscaler default/api: spec.metrics[0].resource.target.averageUtilization: expected below 200, which is the limit of Deployment api as a share of its request, received 250 [autoscaler-target-reachable]',
  check: (bundle) => {
    const templates = new Map(bundle.templates.map((template) => [template.owner, template]));
    return autoscaledWorkloads(bundle).flatMap(({ autoscaler, target }) => {
      const running = templates.get(templateOwner(bundle, target))?.containers.filter(({ init }) => !init) ?? [];
      return listAt(autoscaler, 'spec', 'metrics').flatMap((metric, index): Finding[] => {
        const kind = stringAt(metric, 'type') === 'ContainerResource' ? 'containerResource' : 'resource';
        const wanted = numberAt(metric, kind, 'target', 'averageUtilization');
        const only = stringAt(metric, kind, 'container');
        const counted = running.filter(({ name }) => only === undefined || only === name);
        const most = share(counted, stringAt(metric, kind, 'name') ?? '');
        if (wanted === undefined || most === undefined || wanted < most) return [];
        return [
          {
            object: autoscaler,
            field: `spec.metrics[${index}].${kind}.target.averageUtilization`,
            expected: `below ${most}, which is the limit of ${target.kind} ${target.metadata.name} as a share of its request`,
            received: quoted(wanted),
          },
        ];
      });
    });
  },
};

/** The limits as a percentage of the requests. Undefined if a container has no limit. */
function share(containers: readonly Container[], resource: string): number | undefined {
  const amounts = containers.map(({ spec }) => {
    const limit = quantity(valueAt(spec, 'resources', 'limits', resource));
    const request = quantity(valueAt(spec, 'resources', 'requests', resource)) ?? limit;
    return { limit, request };
  });
  const sum = (field: 'limit' | 'request') => amounts.reduce((total, each) => total + (each[field] ?? Number.NaN), 0);
  const [limits, requests] = [sum('limit'), sum('request')];
  return amounts.length > 0 && limits > 0 && requests > 0 ? Math.round((limits / requests) * 100) : undefined;
}
