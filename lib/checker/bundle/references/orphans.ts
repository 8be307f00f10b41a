import { entryOf } from '../../manifest/entry-of';
import { type Manifest, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';
import { texts } from '../containers/texts';
import { hostsOf } from '../traffic/named-hosts';

/** The one kind that a field names, or the kind of `name` inside a field. */
const OF_ONE_KIND: Readonly<Record<string, string>> = {
  claimName: 'PersistentVolumeClaim',
  configMap: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  configMapRef: 'ConfigMap',
  imagePullSecrets: 'Secret',
  ingressClassName: 'IngressClass',
  priorityClassName: 'PriorityClass',
  roleRef: 'Role',
  secret: 'Secret',
  secretKeyRef: 'Secret',
  secretName: 'Secret',
  secretRef: 'Secret',
  service: 'Service',
  serviceAccount: 'ServiceAccount',
  serviceAccountName: 'ServiceAccount',
  services: 'Service',
  storageClassName: 'StorageClass',
  subjects: 'ServiceAccount',
};
/** Fields whose strings name no object, and the Service of a StatefulSet, which has the name of the StatefulSet. */
const LOCAL = new Set(['image', 'labels', 'matchLabels', 'selector', 'serviceName', 'volumeMounts', 'command']);
/** Lists of items with names. */
const NAMING = new Set(['containers', 'env', 'initContainers', 'ports', 'volumes']);

/** A text may name any kind but a Service, whose name is part of a host. */
const TEXT = 'text';
const TEXTS = new Set(['data', 'stringData', 'value']);

type Speakers = ReadonlyMap<string, Manifest | 'several'>;

/** The one object that says a name, or `several`: by kind and name, or by `*` and name where a field may name any kind. */
const speakers = once((bundle: Bundle): Speakers => {
  const found = new Map<string, Manifest | 'several'>();
  const say = (kind: string, name: string, object: Manifest): void => {
    const key = `${kind} ${name}`;
    const known = found.get(key);
    if (known !== object) found.set(key, known === undefined ? object : 'several');
  };
  const visit = (value: unknown, object: Manifest, kind: string): void => {
    if (typeof value === 'string') {
      // `namespace/name` is a name as well.
      if (value.length < 320)
        for (const name of new Set([value, value.slice(value.lastIndexOf('/') + 1)])) say(kind, name, object);
    } else if (Array.isArray(value)) for (const each of value) visit(each, object, kind);
    else if (typeof value === 'object' && value !== null) {
      const own = stringAt(value, 'kind') ?? kind;
      for (const [field, each] of Object.entries(value)) {
        if (LOCAL.has(field)) continue;
        const isNaming = NAMING.has(field) && Array.isArray(each);
        const named =
          field === 'name' ? own : TEXTS.has(field) || kind === TEXT ? TEXT : (entryOf(OF_ONE_KIND, field) ?? '*');
        visit(isNaming ? each.map(withoutName) : each, object, named);
      }
    }
  };
  for (const manifest of bundle.manifests) {
    const { metadata, kind, apiVersion, ...others } = manifest;
    visit(others, manifest, '*');
    visit(metadata.annotations, manifest, '*');
  }
  for (const text of texts(bundle)) {
    for (const { name } of hostsOf(text)) say('Service', name.split('.', 1)[0] ?? '', text.object);
  }
  return found;
});

function withoutName(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const { name, ...others } = item as { readonly name?: unknown };
  return others;
}

/** True if no field and no host of another manifest names an object of a kind. A StatefulSet's `serviceName` does not count. */
export function isUnused(bundle: Bundle, kind: string, name: string, maker?: Manifest): boolean {
  return ['*', kind, ...(kind === 'Service' ? [] : [TEXT])].every((each) => {
    const speaker = speakers(bundle).get(`${each} ${name}`);
    return speaker === undefined || speaker === maker;
  });
}
