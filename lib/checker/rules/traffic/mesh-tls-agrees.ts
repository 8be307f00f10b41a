import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { valuesAt } from '../../manifest/field-path';
import { entriesAt, identity, type Manifest, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** Clients of a mesh speak TLS as the servers demand: https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/ */
export const meshTlsAgrees: Rule = {
  id: 'mesh-tls-agrees',
  answer: 'broken',
  why: 'a server that takes mutual TLS alone resets the connection of a client that is told to speak otherwise, and a server without a proxy speaks no mutual TLS',
  example:
    'DestinationRule shop/api: spec.trafficPolicy.tls.mode: expected "ISTIO_MUTUAL", since PeerAuthentication shop/default demands mutual TLS of Deployment shop/api, received "DISABLE" [mesh-tls-agrees]',
  about: ['DestinationRule'],
  check: (bundle) =>
    bundle.ofKind('DestinationRule').flatMap((object) => {
      const pods = podsOf(bundle, object);
      return pods.length === 0 ? [] : policies(object).flatMap((place) => judge(bundle, object, pods, place));
    }),
};

/** The places of a TLS mode: of the host, and of each subset. */
const policies = (object: Manifest): { readonly path: string; readonly mode: string }[] =>
  ['spec', 'spec.subsets[]'].flatMap((place) =>
    valuesAt(object, `${place}.trafficPolicy.tls.mode`).map(({ value, path }) => ({ path, mode: String(value) })),
  );

/** The pods behind the host of a rule. */
function podsOf(bundle: Bundle, object: Manifest): readonly PodTemplate[] {
  const [name = '', namespace = namespaceOf(object)] = (stringAt(object, 'spec', 'host') ?? '')
    .replace(/\.svc(\.cluster\.local)?$/, '')
    .split('.');
  const service = bundle.find('Service', namespace, name);
  return service === undefined ? [] : podsBehind(bundle, service);
}

function judge(
  bundle: Bundle,
  object: Manifest,
  pods: readonly PodTemplate[],
  { path, mode }: { readonly path: string; readonly mode: string },
): Finding[] {
  const [first, ...others] = pods.map((pod) => demand(bundle, pod));
  if (first === undefined || others.some((each) => each.mode !== first.mode)) return [];
  const [pod] = pods;
  const server = pod && identity(pod.owner);
  if (first.mode === 'STRICT' && (mode === 'DISABLE' || mode === 'SIMPLE')) {
    const expected = `"ISTIO_MUTUAL", since ${first.by} demands mutual TLS of ${server}`;
    return [{ object, field: path, expected, received: quoted(mode) }];
  }
  if (mode !== 'ISTIO_MUTUAL') return [];
  const bare = pods.every(isBare);
  if (first.mode !== 'DISABLE' && !bare) return [];
  const reason = bare ? `the pods of ${server} have no proxy` : `${first.by} turns TLS off for ${server}`;
  return [{ object, field: path, expected: `"DISABLE", since ${reason}`, received: quoted(mode) }];
}

/** True for pods that are told to have no proxy. */
const isBare = ({ labels, annotations }: PodTemplate): boolean =>
  (labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject']) === 'false';

interface Demand {
  /** Undefined if ports of the pods differ, or nobody says a mode. */
  readonly mode: string | undefined;
  readonly by: string;
}

/** The mode of a pod: of its own policy, of its namespace, or of the mesh. */
function demand(bundle: Bundle, pod: PodTemplate): Demand {
  const { own, wide } = authentications(bundle);
  const selecting = own.filter(
    (each) =>
      namespaceOf(each) === pod.namespace &&
      Object.entries(stringsAt(each, 'spec', 'selector', 'matchLabels')).every(
        ([label, value]) => pod.labels[label] === value,
      ),
  );
  const levels = [...selecting, wide.get(pod.namespace), wide.get('istio-system')].flatMap((each) => each ?? []);
  if (selecting.length > 1 || isBare(pod)) return { mode: isBare(pod) ? 'BARE' : undefined, by: '' };
  const [saying] = levels.filter((each) => !['UNSET', undefined].includes(stringAt(each, 'spec', 'mtls', 'mode')));
  const isSplit = levels.some((each) => valueAt(each, 'spec', 'portLevelMtls') !== undefined);
  if (saying === undefined || isSplit || !isInMesh(bundle, pod, saying)) return { mode: undefined, by: '' };
  return { mode: stringAt(saying, 'spec', 'mtls', 'mode'), by: identity(saying) };
}

/** True if a label gives the pods a proxy, or if a policy of their own namespace speaks for a namespace made elsewhere. */
function isInMesh(bundle: Bundle, { labels, namespace }: PodTemplate, policy: Manifest): boolean {
  const made = bundle.find('Namespace', '', namespace);
  const own = stringsAt(made, 'metadata', 'labels');
  const isNamed =
    own['istio-injection'] === 'enabled' ||
    own['istio.io/rev'] !== undefined ||
    own['istio.io/dataplane-mode'] === 'ambient';
  const isUnknown = made === undefined && namespaceOf(policy) === namespace;
  return isNamed || isUnknown || labels['sidecar.istio.io/inject'] === 'true';
}

/** The policies for some pods, and the policy of each namespace. */
const authentications = once((bundle: Bundle) => {
  const all = bundle.ofKind('PeerAuthentication');
  const isOfPods = (each: Manifest) => entriesAt(each, 'spec', 'selector', 'matchLabels').length > 0;
  return {
    own: all.filter(isOfPods),
    wide: new Map(all.filter((each) => !isOfPods(each)).map((each) => [namespaceOf(each), each])),
  };
});
