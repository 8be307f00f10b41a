import { hasLimit, hasRequest } from '../../bundle/containers/resource-requests';
import type { Rule } from '../../rule';

/** A running container has requests, and a memory limit. */
export const resourcesSet: Rule = {
  id: 'resources-set',
  answer: 'opinion',
  why: 'without requests a pod lands on a full node and is the first to be evicted; without a memory limit it takes its neighbours down',
  example:
    'Deployment default/api: spec.template.spec.containers[api].resources.limits.memory: expected an amount, received nothing [resources-set]',
  check: ({ containers }) =>
    containers
      .filter(({ init }) => !init)
      .flatMap((container) => {
        const missing = [
          ...['cpu', 'memory'].filter((name) => !hasRequest(container, name)).map((name) => `requests.${name}`),
          ...(hasLimit(container, 'memory') ? [] : ['limits.memory']),
        ];
        return missing.map((amount) => ({
          object: container.template.owner,
          field: `${container.path}.resources.${amount}`,
          expected: 'an amount',
          received: 'nothing',
        }));
      }),
};
