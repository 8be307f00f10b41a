import type { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { shapes } from '../kubernetes/object-shapes';
import { isServed } from '../manifest/identified';
import { apiGroup, type Manifest, stringAt, valueAt } from '../manifest/manifest';
import { nearest } from '../problem';
import { type Finding, quoted } from '../rule';
import type { Bundle } from './bundle';
import { outside } from './outside';

/** The finding for a kind that Kubernetes does not have, or has in other versions. */
export function unknownKind(object: Manifest, kubernetes: KubernetesVersion): Finding {
  const { apiVersion, kind } = object;
  const { kinds } = shapes(kubernetes);
  const known = [...(kinds.get(kind)?.keys() ?? [])];
  const group = apiGroup(apiVersion);
  const custom = group.includes('.') && !isServed(group);
  if (known.length > 0 && (!custom || nearest(apiVersion, known) !== undefined)) {
    return { object, field: 'apiVersion', expected: known.join(' or '), received: quoted(apiVersion) };
  }
  return {
    ...(custom && outside('CustomResourceDefinition', '', `${kind}.${group}`)),
    object,
    field: 'kind',
    expected: `a kind of Kubernetes ${kubernetes}, or one whose CRD stands in crds/`,
    received: quoted(`${apiVersion} ${kind}`),
    meant: custom ? undefined : nearest(kind, [...kinds.keys()]),
  };
}

/** A test for kinds that the bundle defines by a CustomResourceDefinition. */
export function definedKinds(bundle: Bundle): (object: Manifest) => boolean {
  const definitions = bundle.ofKind('CustomResourceDefinition').map((definition) => valueAt(definition, 'spec'));
  const kinds = new Set(definitions.map((spec) => `${stringAt(spec, 'group')} ${stringAt(spec, 'names', 'kind')}`));
  return ({ apiVersion, kind }) => kinds.has(`${apiGroup(apiVersion)} ${kind}`);
}
