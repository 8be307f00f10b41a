import { entryPath } from '../../manifest/field-path';
import { entriesAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** No container requests more than its limit. */
export const requestsWithinLimits: Rule = {
  id: 'requests-within-limits',
  answer: 'broken',
  why: 'the API server rejects a request above its limit',
  example:
    'Deployment default/api: spec.template.spec.containers[api].resources.requests.memory: expected at most the limit of 128Mi, received "256Mi" [requests-within-limits]',
  check: ({ containers }) =>
    containers.flatMap(({ template, spec, path }) =>
      entriesAt(spec, 'resources', 'requests').flatMap(([name, request]): Finding[] => {
        const limit = valueAt(spec, 'resources', 'limits', name);
        const [asked, allowed] = [quantity(request), quantity(limit)];
        if (asked === undefined || allowed === undefined || asked <= allowed) return [];
        return [
          {
            object: template.owner,
            field: entryPath(`${path}.resources.requests`, name),
            expected: `at most the limit of ${limit}`,
            received: quoted(request),
          },
        ];
      }),
    ),
};
