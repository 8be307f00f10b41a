import { listAt, stringAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** A container has no two variables of a name. */
export const uniqueEnvironmentVariables: Rule = {
  id: 'unique-environment-variables',
  answer: 'broken',
  why: 'of two variables with one name the last wins, until somebody sorts the list; a server-side apply rejects them',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[LOG_LEVEL]: expected one entry, received 2 [unique-environment-variables]',
  check: ({ containers }) =>
    containers.flatMap(({ template, spec, path }) => {
      const counts = new Map<string, number>();
      for (const entry of listAt(spec, 'env')) {
        const name = stringAt(entry, 'name');
        if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return [...counts]
        .filter(([, count]) => count > 1)
        .map(([name, count]) => ({
          object: template.owner,
          field: `${path}.env[${name}]`,
          expected: 'one entry',
          received: String(count),
        }));
    }),
};
