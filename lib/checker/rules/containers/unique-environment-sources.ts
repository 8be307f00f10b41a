import { takenVariables } from '../../bundle/containers/container-environment';
import { getOrInsert } from '../../manifest/get-or-insert';
import type { Rule } from '../../rule';

/** A variable has a single source. */
export const uniqueEnvironmentSources: Rule = {
  id: 'unique-environment-sources',
  answer: 'risk',
  why: 'of two sources with the same key the later one wins silently: a value that somebody changes in the other has no effect',
  example:
    'Deployment default/api: spec.template.spec.containers[api].envFrom[1]: expected no key that an earlier source gives, received LOG_LEVEL (ConfigMap default/api) [unique-environment-sources]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const given = new Map<string, string>();
      const again = new Map<string, string[]>();
      for (const { name, path, source } of takenVariables(bundle, container)) {
        const earlier = given.get(name);
        if (earlier !== undefined) getOrInsert(again, path, () => []).push(`${name} (${earlier})`);
        given.set(name, source);
      }
      return [...again].map(([field, names]) => ({
        object: container.template.owner,
        field,
        expected: 'no key that an earlier source gives',
        received: names.join(', '),
      }));
    }),
};
