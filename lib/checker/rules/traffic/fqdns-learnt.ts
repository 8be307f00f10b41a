import type { Bundle } from '../../bundle/bundle';
import { listAt, type Manifest, namespaceOf, stringsAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const KINDS = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];

/** A policy of Cilium by host names lets Cilium see the answers of the DNS. */
export const fqdnsLearnt: Rule = {
  id: 'fqdns-learnt',
  answer: 'risk',
  why: 'Cilium knows the addresses of a host from the answers of the DNS that its proxy sees: without a rule for the DNS, toFQDNs lets nothing through',
  example:
    'CiliumNetworkPolicy default/api: spec.egress[0].toFQDNs: expected rules.dns at port 53 in an egress of the same pods, from which Cilium learns the addresses, received none [fqdns-learnt]',
  about: ['toFQDNs'],
  check: (bundle) =>
    KINDS.flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object) =>
        listAt(object, 'spec', 'egress').flatMap((rule, index): Finding[] => {
          if (listAt(rule, 'toFQDNs').length === 0 || isSeen(bundle, object)) return [];
          const expected = 'rules.dns at port 53 in an egress of the same pods, from which Cilium learns the addresses';
          return [{ object, field: `spec.egress[${index}].toFQDNs`, expected, received: 'none' }];
        }),
      ),
    ),
};

/** Another policy may select the same pods, by the same labels or by fewer. */
function isSeen(bundle: Bundle, policy: Manifest): boolean {
  const own = stringsAt(policy, 'spec', 'endpointSelector', 'matchLabels');
  return KINDS.flatMap((kind) => bundle.ofKind(kind))
    .filter((each) => each.kind === 'CiliumClusterwideNetworkPolicy' || namespaceOf(each) === namespaceOf(policy))
    .filter((each) =>
      Object.entries(stringsAt(each, 'spec', 'endpointSelector', 'matchLabels')).every(
        ([key, value]) => own[key] === value,
      ),
    )
    .some((each) => asksDns(each));
}

const asksDns = (policy: Manifest): boolean =>
  listAt(policy, 'spec', 'egress').some((rule) =>
    listAt(rule, 'toPorts').some((port) => listAt(port, 'rules', 'dns').length > 0),
  );
