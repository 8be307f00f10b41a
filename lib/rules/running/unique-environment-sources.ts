import type { Rule } from '../rule';
import { environmentSources } from './environment-variables';

/** A variable comes from one place. */
export const uniqueEnvironmentSources: Rule = {
  id: 'unique-environment-sources',
  why: 'of two sources with the same key the later one wins silently: a value that somebody changes in the other has no effect',
  example:
    'Deployment default/api: spec.template.spec.containers[api].envFrom[1]: expected no key that an earlier source gives, received LOG_LEVEL (ConfigMap default/api) [unique-environment-sources]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const given = new Map<string, string>();
      return environmentSources(bundle, container).flatMap(({ path, object, variables }) => {
        const again = [...variables.keys()]
          .filter((name) => given.has(name))
          .map((name) => `${name} (${given.get(name)})`);
        for (const name of variables.keys()) given.set(name, object);
        if (again.length === 0) return [];
        return [
          {
            object: container.template.owner,
            field: path,
            expected: 'no key that an earlier source gives',
            received: again.join(', '),
          },
        ];
      });
    }),
};
