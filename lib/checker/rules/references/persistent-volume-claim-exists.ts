import type { Bundle } from '../../bundle/bundle';
import { kinship } from '../../bundle/references/kinship';
import { NameIndex } from '../../bundle/references/name-index';
import { listItems, valuesAt } from '../../manifest/field-path';
import { listAt, namespaceOf, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Every claim of a pod or a snapshot exists in the same namespace, or a StatefulSet there makes the claim. */
export const persistentVolumeClaimExists: Rule = {
  id: 'persistent-volume-claim-exists',
  answer: 'broken',
  why: 'a pod whose claim is missing stays Pending, and a snapshot of a missing claim is never made',
  example:
    'Deployment default/api: spec.template.spec.volumes[files].persistentVolumeClaim.claimName: expected a PersistentVolumeClaim in namespace default, received "api-file"; did you mean "api-files"? [persistent-volume-claim-exists]',
  about: ['claimName', 'dataSource', 'sourcePVC'],
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
    return [...ofPods(bundle), ...ofOthers(bundle)].flatMap(({ object, namespace, field, name }): Finding[] => {
      if (name === '' || catalogue.has(namespace, name)) return [];
      const [, template, number] = /^(.+)-(\d+)$/.exec(name) ?? [];
      if (template !== undefined && templates.has(`${namespace}/${template}`)) return [];
      const missing = catalogue.missing(namespace, name, unused(namespace));
      // The words of the name may stand in another order.
      const made = [...templates].flatMap((each) =>
        each.startsWith(`${namespace}/`) ? `${each.slice(namespace.length + 1)}-${number}` : [],
      );
      const meant = missing.assumes && made.find((each) => /same|part/.test(kinship(name, each) ?? ''));
      if (meant === undefined) return [{ object, field, ...missing }];
      const expected = `a claim in namespace ${namespace}, such as the one that a StatefulSet makes`;
      return [{ object, field, answer: 'risk', expected, received: quoted(name), meant }];
    });
  },
};

interface Named extends Pick<Finding, 'object' | 'field'> {
  readonly namespace: string;
  readonly name: string;
}

function ofPods(bundle: Bundle): Named[] {
  return bundle.templates.flatMap(({ owner, namespace, spec, path }) => {
    // The claim of a StatefulSet takes the place of a volume with the name of the template.
    const replaced = listAt(owner, 'spec', 'volumeClaimTemplates').map((each) => stringAt(each, 'metadata', 'name'));
    const volumes = listItems(spec, path, 'volumes').filter(({ item }) => !replaced.includes(stringAt(item, 'name')));
    return volumes.map((volume) => {
      const name = stringAt(volume.item, 'persistentVolumeClaim', 'claimName') ?? '';
      return { object: owner, namespace, field: `${volume.path}.persistentVolumeClaim.claimName`, name };
    });
  });
}

/** Other fields with the name of a claim, by kind. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  // https://kubernetes.io/docs/concepts/storage/volume-snapshots/, https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
  VolumeSnapshot: ['spec.source.persistentVolumeClaimName'],
  PersistentVolumeClaim: ['spec.dataSource', 'spec.dataSourceRef'],
  // https://volsync.readthedocs.io/en/stable/usage/, https://docs.k8up.io
  ReplicationSource: ['spec.sourcePVC'],
  Restore: ['spec.restoreMethod.folder.claimName'],
};

function ofOthers(bundle: Bundle): Named[] {
  return Object.entries(FIELDS).flatMap(([kind, fields]) =>
    bundle.ofKind(kind).flatMap((object) =>
      fields.flatMap((field) =>
        valuesAt(object, field).flatMap(({ value, path }): Named[] => {
          const place = { object, namespace: namespaceOf(object) };
          if (typeof value === 'string') return [{ ...place, field: path, name: value }];
          const isClaim = stringAt(value, 'kind') === kind && stringAt(value, 'namespace') === undefined;
          return isClaim ? [{ ...place, field: `${path}.name`, name: stringAt(value, 'name') ?? '' }] : [];
        }),
      ),
    ),
  );
}

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
