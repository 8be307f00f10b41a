import { NameIndex } from '../../bundle/references/name-index';
import { getOrInsert } from '../../manifest/get-or-insert';
import { apiGroup, namespaceOf, stringAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

const SCALABLE = ['Deployment', 'Rollout', 'StatefulSet', 'ReplicaSet'];

/** The target of an autoscaler exists in the same namespace, under the given kind and API group. */
export const scaleTargetExists: Rule = {
  id: 'scale-target-exists',
  answer: 'broken',
  why: 'an autoscaler without a target scales nothing, and says so only in its own status',
  example:
    'HorizontalPodAutoscaler default/api: spec.scaleTargetRef.name: expected a Deployment in namespace default, received "apii"; did you mean "api"? [scale-target-exists]',
  check: (bundle) => {
    const catalogues = new Map<string, NameIndex>();
    return bundle.ofKind('HorizontalPodAutoscaler').flatMap((object) => {
      const namespace = namespaceOf(object);
      const kind = stringAt(object, 'spec', 'scaleTargetRef', 'kind');
      const name = stringAt(object, 'spec', 'scaleTargetRef', 'name');
      if (!kind || !name) return [];
      const target = bundle.find(kind, namespace, name);
      const actual = SCALABLE.find((candidate) => bundle.find(candidate, namespace, name));
      if (!target && actual !== undefined) {
        const expected = `the kind of ${name} (${actual})`;
        return [{ object, field: 'spec.scaleTargetRef.kind', expected, received: quoted(kind) }];
      }
      if (!target) {
        const catalogue = getOrInsert(catalogues, kind, () => NameIndex.of(bundle, kind));
        return [{ object, field: 'spec.scaleTargetRef.name', ...catalogue.missing(namespace, name) }];
      }
      // Without an API group the controller looks for a core kind, and there is no Deployment among those.
      const apiVersion = stringAt(object, 'spec', 'scaleTargetRef', 'apiVersion');
      if (apiGroup(apiVersion) === apiGroup(target.apiVersion)) return [];
      return [
        {
          object,
          field: 'spec.scaleTargetRef.apiVersion',
          expected: `the version of ${kind} ${name} (${target.apiVersion})`,
          received: quoted(apiVersion),
        },
      ];
    });
  },
};
