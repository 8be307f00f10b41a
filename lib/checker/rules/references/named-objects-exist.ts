import { kinship } from '../../bundle/references/kinship';
import { NameIndex } from '../../bundle/references/name-index';
import { objectReferences } from '../../bundle/references/object-references';
import { entryOf } from '../../manifest/entry-of';
import { getOrInsert } from '../../manifest/get-or-insert';
import { isClusterWide, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The names that every cluster has, or every namespace. */
const GIVEN: Readonly<Record<string, RegExp>> = {
  AppProject: /^default$/,
  Broker: /^default$/,
  EventBus: /^default$/,
  Instrumentation: /^(true|false)$/,
  OpenTelemetryCollector: /^(true|false)$/,
  PriorityClass: /^system-(cluster|node)-critical$/,
  Service: /^alertmanager-operated$/,
  Queue: /^(default|root)$/,
  ServiceAccount: /^default$/,
};

/** Kinds of which a cluster has objects that no manifest makes: a slip of the keyboard alone is a mistake. */
const MANY_ELSEWHERE = new Set(['Namespace', 'StorageClass']);

/** Kinds of a cluster's own, which somebody else makes as often as not. */
const OF_THE_CLUSTER = new RegExp(
  [
    '^(ConfigMap|Secret|Service|ServiceAccount|Deployment|StatefulSet|ReplicaSet|PersistentVolume)$|Class$|AdmissionPolicy$',
    // Tasks of a hub, and what an installer of an operator makes.
    '^(ClusterTask|Task|Pipeline|WorkflowTemplate|ClusterWorkflowTemplate|TriggerBinding|BackupStorageLocation)$',
    '^(VolumeSnapshotLocation|NetworkAttachmentDefinition|ResourceFlavor|AdmissionCheck|Topology|MetricTemplate)$',
  ].join('|'),
);

/** Kinds of a cluster's own whose objects are templates of work. */
const TEMPLATES = /^(Cluster)?(Workflow|Analysis)Template$|^(Cluster)?Task$|^Pipeline$|^Trigger(Binding|Template)$/;

/** Kinds with the same purpose: an annotation or a field names an object of any. */
const NAMESAKES: Readonly<Record<string, string>> = { Issuer: 'ClusterIssuer', ClusterIssuer: 'Issuer' };

/** Kinds that other fields, and texts, name too. */
const IN_TEXTS = new Set(['ConfigMap', 'Secret', 'Service']);

/** An object names objects that exist, in fields of Kubernetes and of operators. */
export const namedObjectsExist: Rule = {
  id: 'named-objects-exist',
  answer: 'broken',
  why: 'the API server accepts the name of an object that is missing: a certificate is never issued, a backup never made, and the status alone says so',
  example:
    'Certificate default/web: spec.issuerRef.kind: expected "ClusterIssuer", the kind of letsencrypt, received "Issuer" [named-objects-exist]',
  check: (bundle) => {
    const indexes = new Map<string, NameIndex>();
    const indexOf = (kind: string) => getOrInsert(indexes, kind, () => NameIndex.of(bundle, kind));
    const references = objectReferences(bundle);
    const named = new Set(references.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`));
    // The only name without an object, where all other names of a kind have one, is the mistake.
    const loneName = (kind: string, namespace: string, orphans: readonly string[]): boolean => {
      const [found, missing] = [indexOf(kind).namesIn(namespace), new Set<string>()];
      for (const each of references) {
        if (each.kind === kind && each.namespace === namespace && !found.includes(each.name)) missing.add(each.name);
      }
      const [name = ''] = missing;
      const [orphan = ''] = orphans;
      // The name of a template that is made elsewhere has no word of the only one that nothing names.
      if (missing.size === 1 && orphans.length === 1 && TEMPLATES.test(kind) && kinship(name, orphan)) return true;
      return (
        !OF_THE_CLUSTER.test(kind) &&
        missing.size === 1 &&
        (orphans.length === 1 || found.some((name) => named.has(`${kind} ${namespace}/${name}`)))
      );
    };
    return references.flatMap(({ object, field, kindField, kinds, kind, namespace, name }): Finding[] => {
      const index = indexOf(kind);
      if (index.has(namespace, name) || entryOf(GIVEN, kind)?.test(name)) return [];
      // `field-combinations` misses the namespace of a subject.
      if (object.kind === 'ClusterRoleBinding' && kind === 'ServiceAccount' && namespace === '') return [];
      const other = kinds.find((each) => {
        return each !== kind && indexOf(each).has(isClusterWide(each) ? '' : namespaceOf(object), name);
      });
      if (kindField !== undefined && other !== undefined) {
        const expected = `${JSON.stringify(other)}, the kind of ${name}`;
        return [{ object, field: kindField, expected, received: quoted(kind) }];
      }
      const namesake = entryOf(NAMESAKES, kind);
      if (namesake !== undefined && indexOf(namesake).has(isClusterWide(namesake) ? '' : namespaceOf(object), name)) {
        return [
          { object, field, expected: `the name of a thing of kind ${kind}, not ${namesake}`, received: quoted(name) },
        ];
      }
      // Without any object of the kind, all of them stand elsewhere.
      if (bundle.ofKind(kind).length === 0) return [];
      if (MANY_ELSEWHERE.has(kind)) {
        const meant = index.nearest(namespace, name);
        const isClassOfVolume = bundle.ofKind('PersistentVolume').some((each) => classOf(each) === name);
        if (isClassOfVolume) return [];
        const typo = meant !== undefined && isTypo(name, meant) ? meant : undefined;
        // The same words in another order, or fewer of them, where nothing else names the class.
        const twin = typo ?? (kind === 'StorageClass' ? index.twin('', name, isWordy(name)) : undefined);
        if (twin === undefined) return [];
        return [
          { object, field, expected: `a ${kind} that exists`, received: quoted(name), meant: twin, answer: 'risk' },
        ];
      }
      const candidates = IN_TEXTS.has(kind) ? index.orphans(namespace) : index.namesIn(namespace);
      const orphans = candidates.filter((each) => !named.has(`${kind} ${namespace}/${each}`));
      const { assumes, ...missing } = index.missing(namespace, name, orphans);
      if (assumes && loneName(kind, namespace, orphans)) {
        return [{ object, field, ...missing, meant: missing.meant ?? orphans[0], answer: 'risk' }];
      }
      return [{ object, field, ...missing, assumes }];
    });
  },
};

/** A class with a word in common is no twin: a cluster has `gp3` beside `gp3-encrypted`. */
const isWordy =
  (name: string) =>
  (other: string): boolean | undefined =>
    name.split('-').length === other.split('-').length ? undefined : false;

/** A class may be no more than a word that claims and volumes share. */
const classOf = (volume: Manifest): string | undefined => stringAt(volume, 'spec', 'storageClassName');
