import type { Bundle } from '../../bundle/bundle';
import { podReferences } from '../../bundle/references/pod-references';
import { isOrphan } from '../../bundle/references/words';
import { listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Rule } from '../../rule';

/** Labels that say where an object comes from. By other labels, a program may find its ConfigMaps. */
const ORIGIN = /^(app|chart|heritage|release|component|tier|version)$|^(app\.kubernetes\.io|helm\.sh)\//;

/** Something reads every ConfigMap. */
export const configMapRead: Rule = {
  id: 'config-map-read',
  answer: 'risk',
  why: 'a change of a ConfigMap that nobody reads changes nothing: the value that counts stands elsewhere',
  example:
    'ConfigMap default/api-config: metadata.name: expected an object that names the ConfigMap, received none [config-map-read]',
  check: (bundle) => {
    // Pods read most ConfigMaps: the words of all manifests are looked through for the others alone.
    const read = new Set(podReferences(bundle, 'ConfigMap').map(({ namespace, name }) => `${namespace}/${name}`));
    return bundle
      .ofKind('ConfigMap')
      .filter((object) => !read.has(`${namespaceOf(object)}/${object.metadata.name}`))
      .filter((object) => isOrdinary(object) && bundle.select(namespaceOf(object), {}).length > 0)
      .filter(
        (object) => isOrphan(bundle, object.metadata.name, object) && !readersOf(bundle).some((reads) => reads(object)),
      )
      .map((object) => ({
        object,
        field: 'metadata.name',
        expected: 'an object that names the ConfigMap',
        received: 'none',
      }));
  },
};

/** An older version of an immutable ConfigMap waits for a way back. A hook of Helm is read by Helm. */
function isOrdinary(object: Manifest): boolean {
  const labels = Object.keys(valueAt(object, 'metadata', 'labels') ?? {});
  const isHook = stringAt(object, 'metadata', 'annotations', 'helm.sh/hook') !== undefined;
  return labels.every((label) => ORIGIN.test(label)) && !isHook && valueAt(object, 'immutable') !== true;
}

/** The roles that let a program ask the API server for ConfigMaps. */
const readersOf = once((bundle: Bundle) =>
  ['Role', 'ClusterRole'].flatMap((kind) =>
    bundle.ofKind(kind).flatMap((role) =>
      listAt(role, 'rules')
        .filter((rule) => listAt(rule, 'resources').some((each) => each === 'configmaps' || each === '*'))
        .map((rule) => (object: Manifest) => {
          const names = listAt(rule, 'resourceNames');
          const isThere = kind === 'ClusterRole' || namespaceOf(role) === namespaceOf(object);
          return isThere && (names.length === 0 || names.includes(object.metadata.name));
        }),
    ),
  ),
);
