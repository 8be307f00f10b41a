import type { Bundle } from '../../bundle/bundle';
import { NameIndex } from '../../bundle/references/name-index';
import { listItems } from '../../manifest/field-path';
import { listAt, namespaceOf, stringAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** Every claim of a pod exists in the pod's namespace, or a StatefulSet there makes the claim. */
export const persistentVolumeClaimExists: Rule = {
  id: 'persistent-volume-claim-exists',
  answer: 'broken',
  why: 'a pod whose claim is missing stays Pending',
  example:
    'Deployment default/api: spec.template.spec.volumes[files].persistentVolumeClaim.claimName: expected a PersistentVolumeClaim in namespace default, received "api-file"; did you mean "api-files"? [persistent-volume-claim-exists]',
  check: (bundle) => {
    const catalogue = NameIndex.of(bundle, 'PersistentVolumeClaim');
    const templates = claimTemplates(bundle);
    const used = new Set(
      bundle.templates.flatMap(({ namespace, spec }) =>
        listAt(spec, 'volumes').map((each) => `${namespace}/${stringAt(each, 'persistentVolumeClaim', 'claimName')}`),
      ),
    );
    const unused = (namespace: string) =>
      catalogue.namesIn(namespace).filter((each) => !used.has(`${namespace}/${each}`));
    return bundle.templates.flatMap(({ owner, namespace, spec, path }) =>
      listItems(spec, path, 'volumes').flatMap((volume) => {
        const name = stringAt(volume.item, 'persistentVolumeClaim', 'claimName');
        if (!name || catalogue.has(namespace, name)) return [];
        const [, template] = /^(.+)-\d+$/.exec(name) ?? [];
        if (template !== undefined && templates.has(`${namespace}/${template}`)) return [];
        const field = `${volume.path}.persistentVolumeClaim.claimName`;
        return [{ object: owner, field, ...catalogue.missing(namespace, name, unused(namespace)) }];
      }),
    );
  },
};

/** The claims of StatefulSets without the pod's number: `<namespace>/<claim template>-<StatefulSet>`. */
function claimTemplates(bundle: Bundle): Set<string> {
  return new Set(
    bundle
      .ofKind('StatefulSet')
      .flatMap((set) =>
        listAt(set, 'spec', 'volumeClaimTemplates').map(
          (template) => `${namespaceOf(set)}/${stringAt(template, 'metadata', 'name')}-${set.metadata.name}`,
        ),
      ),
  );
}
