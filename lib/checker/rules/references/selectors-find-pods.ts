import type { Bundle } from '../../bundle/bundle';
import { sharedNamespaces } from '../../bundle/traffic/namespaces';
import { isEmpty, selected, withoutPods } from '../../bundle/workloads/pod-selection';
import { apiGroup, type Json, type Manifest, namespaceOf, stringsAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Kinds with a selector of pods of their own namespace. */
const SELECTORS: readonly (readonly [group: string, kinds: string, path: readonly string[], labels: string])[] = [
  // https://istio.io/latest/docs/reference/config/security/
  [
    'security.istio.io',
    'AuthorizationPolicy PeerAuthentication RequestAuthentication',
    ['spec', 'selector'],
    'matchLabels',
  ],
  ['telemetry.istio.io', 'Telemetry', ['spec', 'selector'], 'matchLabels'],
  // https://istio.io/latest/docs/reference/config/networking/sidecar/
  ['networking.istio.io', 'Sidecar EnvoyFilter', ['spec', 'workloadSelector'], 'labels'],
  // https://docs.cilium.io/en/stable/security/policy/
  ['cilium.io', 'CiliumNetworkPolicy', ['spec', 'endpointSelector'], 'matchLabels'],
  // https://linkerd.io/2/reference/authorization-policy/
  ['policy.linkerd.io', 'Server', ['spec', 'podSelector'], 'matchLabels'],
];

/** The namespace whose objects count for every namespace. */
const ROOT = 'istio-system';

/** A policy of a mesh or of a network selects pods. */
export const selectorsFindPods: Rule = {
  id: 'selectors-find-pods',
  answer: 'risk',
  why: 'a policy with a mistyped selector protects nothing and opens nothing, and nobody says so',
  example:
    'AuthorizationPolicy default/api: spec.selector: expected the labels of pods in namespace default, received {"matchLabels":{"app":"apii"}}; did you mean "app=api"? [selectors-find-pods]',
  about: SELECTORS.map(([group]) => group),
  check: (bundle) =>
    SELECTORS.flatMap(([group, kinds, path, labels]) =>
      kinds
        .split(' ')
        .flatMap((kind) => bundle.ofKind(kind))
        .filter(({ apiVersion }) => apiGroup(apiVersion) === group)
        .flatMap((object) => lost(bundle, object, path, labels)),
    ),
};

function lost(bundle: Bundle, object: Manifest, path: readonly string[], labels: string): Finding[] {
  const namespace = namespaceOf(object);
  const written = valueAt(object, ...path);
  const wanted = stringsAt(written, labels);
  const selector: Json = { matchLabels: wanted, matchExpressions: valueAt(written, 'matchExpressions') };
  // Cilium has labels with a source, such as `k8s:app`.
  const isForeign = Object.keys(wanted).some((label) => /[:]|^io\.(kubernetes|cilium)/.test(label));
  if (namespace === ROOT || isEmpty(selector) || isForeign || sharedNamespaces(bundle).has(namespace)) return [];
  // Where the bundle runs nothing, others may.
  if (bundle.select(namespace, {}).length === 0 || selected(bundle, namespace, selector).length > 0) return [];
  return [{ object, field: path.join('.'), ...withoutPods(bundle, namespace, written, wanted) }];
}
