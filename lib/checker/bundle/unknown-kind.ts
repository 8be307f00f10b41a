import type { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { shapes } from '../kubernetes/object-shapes';
import { isServed } from '../manifest/identified';
import { apiGroup, type Manifest } from '../manifest/manifest';
import { nearest } from '../problem';
import { type Finding, quoted } from '../rule';
import { outside } from './references/outside';

/** The finding for a kind that Kubernetes does not have, or has in other versions. */
export function unknownKind(object: Manifest, kubernetes: KubernetesVersion): Finding {
  const { apiVersion, kind } = object;
  const { kinds } = shapes(kubernetes);
  const known = [...(kinds.get(kind)?.keys() ?? [])];
  const group = apiGroup(apiVersion);
  const custom = group.includes('.') && !isServed(group);
  if (custom && known.some((each) => apiGroup(each) === group)) {
    // crds/ holds the versions in use. The CRD of a cluster may serve more.
    const expected = `${known.join(' or ')}, or another version that the CRD of the cluster serves`;
    return {
      ...outside('CustomResourceDefinition', '', `${kind}.${group}`),
      object,
      field: 'apiVersion',
      expected,
      received: quoted(apiVersion),
    };
  }
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
