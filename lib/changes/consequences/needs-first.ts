import type { Bundle } from '../../checker/bundle/bundle';
import { definitionOf } from '../../checker/bundle/definitions';
import { secretReferences } from '../../checker/bundle/references/secret-references';
import { knownNamespaces } from '../../checker/bundle/traffic/namespaces';
import { getOrInsert } from '../../checker/manifest/get-or-insert';
import { apiGroup, listAt, type Manifest, namespaceOf, stringAt } from '../../checker/manifest/manifest';
import type { Cause } from '../cause';
import type { Consequence } from '../consequence';

/** A condition that no manifest of the bundle meets. */
interface Need {
  readonly object: Manifest;
  readonly field: string;
  readonly thing: string;
}

/** Things that must exist in the cluster before the manifests are applied. */
export const needsFirst: Consequence = {
  id: 'needs-first',
  why: 'pods wait in CreateContainerConfigError for a Secret that nobody made, and the API server rejects a kind or a namespace that it does not know',
  example:
    'needs-first: Deployment shop/api: needs Secret shop/mail with SMTP_PASSWORD\n  spec.template.spec.containers[api].env[SMTP_PASSWORD].valueFrom.secretKeyRef.name: is new',
  effects: (comparison) => {
    const known = new Set(needsOf(comparison.before).map(({ thing }) => thing));
    const needs = new Map<string, Need[]>();
    for (const need of needsOf(comparison.after)) {
      if (!known.has(need.thing)) getOrInsert(needs, need.thing, () => []).push(need);
    }
    return [...needs].map(([thing, [first, ...others]]) => ({
      ...(first && { object: first.object }),
      says: `needs ${thing}`,
      causes: [...(first ? [first] : []), ...others].map(
        ({ object, field }): Cause => ({ object, field, words: 'is new' }),
      ),
    }));
  },
};

const needsOf = (bundle: Bundle): Need[] => [
  ...secrets(bundle),
  ...storeEntries(bundle),
  ...namespaces(bundle),
  ...kinds(bundle),
  ...storageClasses(bundle),
];

function secrets(bundle: Bundle): Need[] {
  return secretReferences(bundle)
    .filter(({ namespace, name }) => bundle.secret(namespace, name) === undefined)
    .map(({ object, namespace, name, field, keys }) => {
      const wanted = keys.map(({ key }) => key).join(', ');
      return { object, field, thing: `Secret ${namespace}/${name}${wanted && ` with ${wanted}`}` };
    });
}

/** Entries that an operator reads from a store. */
function storeEntries(bundle: Bundle): Need[] {
  return bundle.ofKind('ExternalSecret').flatMap((object) => {
    const kind = stringAt(object, 'spec', 'secretStoreRef', 'kind') ?? 'SecretStore';
    const name = stringAt(object, 'spec', 'secretStoreRef', 'name') ?? '';
    const isMade = bundle.ofKind(kind).some(({ metadata }) => metadata.name === name);
    const entries = listAt(object, 'spec', 'data').flatMap((entry, index) => {
      const [key, property] = [stringAt(entry, 'remoteRef', 'key'), stringAt(entry, 'remoteRef', 'property')];
      if (key === undefined) return [];
      const thing = `entry ${key}${property === undefined ? '' : ` with ${property}`} in ${kind} ${name}`;
      return [{ object, field: `spec.data[${index}].remoteRef`, thing }];
    });
    return [...(isMade ? [] : [{ object, field: 'spec.secretStoreRef', thing: `${kind} ${name}` }]), ...entries];
  });
}

function namespaces(bundle: Bundle): Need[] {
  const known = knownNamespaces(bundle);
  return bundle.manifests
    .filter((manifest) => namespaceOf(manifest) !== '' && !known.has(namespaceOf(manifest)))
    .map((object) => ({ object, field: 'metadata.namespace', thing: `Namespace ${namespaceOf(object)}` }));
}

/** Kinds of a CustomResourceDefinition. */
function kinds(bundle: Bundle): Need[] {
  return bundle.manifests
    .filter(
      (manifest) =>
        apiGroup(manifest.apiVersion).includes('.') && !isBuiltIn(manifest) && !definitionOf(bundle, manifest),
    )
    .map((object) => ({
      object,
      field: 'kind',
      thing: `the CustomResourceDefinition of ${object.kind} in ${apiGroup(object.apiVersion)}`,
    }));
}

const isBuiltIn = ({ apiVersion }: Manifest): boolean =>
  apiGroup(apiVersion).endsWith('.k8s.io') && !/snapshot|gateway|metrics/.test(apiVersion);

function storageClasses(bundle: Bundle): Need[] {
  return bundle.manifests.flatMap((object) => {
    const claims = listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => {
      return { place: `spec.volumeClaimTemplates[${stringAt(claim, 'metadata', 'name')}].`, claim };
    });
    if (object.kind === 'PersistentVolumeClaim') claims.push({ place: '', claim: object });
    return claims.flatMap(({ place, claim }) => {
      const name = stringAt(claim, 'spec', 'storageClassName');
      if (!name || bundle.find('StorageClass', '', name)) return [];
      return [{ object, field: `${place}spec.storageClassName`, thing: `StorageClass ${name}` }];
    });
  });
}
