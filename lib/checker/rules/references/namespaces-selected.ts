import { type Labels, meets, type Requirement, requirementsOf } from '../../bundle/label-selector';
import { NAMESPACE_NAME } from '../../bundle/traffic/namespaces';
import { valuesAt } from '../../manifest/field-path';
import { apiGroup, identity, type Json, type Manifest, stringsAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The selectors of objects that hold for some namespaces alone. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  // https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
  MutatingAdmissionPolicy: ['spec.matchConstraints.namespaceSelector'],
  MutatingAdmissionPolicyBinding: ['spec.matchResources.namespaceSelector'],
  MutatingWebhookConfiguration: ['webhooks[].namespaceSelector'],
  ValidatingAdmissionPolicy: ['spec.matchConstraints.namespaceSelector'],
  ValidatingAdmissionPolicyBinding: ['spec.matchResources.namespaceSelector'],
  ValidatingWebhookConfiguration: ['webhooks[].namespaceSelector'],
  // https://external-secrets.io/latest/api/clusterexternalsecret/, https://external-secrets.io/latest/api/clustersecretstore/
  ClusterExternalSecret: ['spec.namespaceSelector', 'spec.namespaceSelectors[]'],
  ClusterSecretStore: ['spec.conditions[].namespaceSelector'],
  // https://cert-manager.io/docs/trust/trust-manager/
  Bundle: ['spec.target.namespaceSelector'],
  // https://network-policy-api.sigs.k8s.io/api-overview/
  AdminNetworkPolicy: ['spec.subject.namespaces', 'spec.subject.pods.namespaceSelector'],
  // https://kyverno.io/docs/policy-types/cluster-policy/match-exclude/
  ClusterPolicy: ['any', 'all'].map((list) => `spec.rules[].match.${list}[].resources.namespaceSelector`),
};

/** https://open-policy-agent.github.io/gatekeeper/website/docs/howto/#the-match-field */
const GATEKEEPER = ['spec.match.namespaceSelector'];

/** A selector of namespaces finds the Namespace that has nearly the label. */
export const namespacesSelected: Rule = {
  id: 'namespaces-selected',
  answer: 'risk',
  why: 'a policy or a webhook for namespaces that no Namespace is judges nothing, and nothing says so',
  example:
    'ValidatingAdmissionPolicyBinding owners: spec.matchResources.namespaceSelector: expected a label of a namespace, such as guardrail=strict of Namespace shop, received {"matchLabels":{"guardrails":"strict"}} [namespaces-selected]',
  about: ['namespaceSelector', 'AdminNetworkPolicy'],
  check: (bundle) => {
    const made = bundle.ofKind('Namespace');
    if (made.length === 0) return [];
    const constraints = bundle.manifests.filter(
      ({ apiVersion }) => apiGroup(apiVersion) === 'constraints.gatekeeper.sh',
    );
    return [
      ...Object.entries(SELECTORS).flatMap(([kind, places]) =>
        bundle.ofKind(kind).flatMap((object) => judge(made, object, places)),
      ),
      ...constraints.flatMap((object) => judge(made, object, GATEKEEPER)),
    ];
  },
};

function judge(made: readonly Manifest[], object: Manifest, places: readonly string[]): Finding[] {
  return places.flatMap((place) =>
    valuesAt(object, place).flatMap(({ value: selector, path: field }): Finding[] => {
      const near = nearlySelected(made, selector);
      if (near === undefined) return [];
      const [namespace, key, value] = near;
      const expected = `a label of a namespace, such as ${key}=${value} of ${identity(namespace)}`;
      return [{ object, field, expected, received: quoted(selector) }];
    }),
  );
}

type Near = readonly [namespace: Manifest, key: string, value: string];

/** The label of a Namespace that one requirement nearly asks for, where no Namespace has all of them. */
function nearlySelected(made: readonly Manifest[], selector: Json): Near | undefined {
  const wanted = requirementsOf(selector).filter(({ operator }) => /^(In|Exists)$/.test(operator));
  if (wanted.length === 0) return undefined;
  const lacking = made.map((namespace) => {
    const labels: Labels = {
      ...stringsAt(namespace, 'metadata', 'labels'),
      [NAMESPACE_NAME]: namespace.metadata.name,
    };
    return { namespace, labels, missing: wanted.filter((requirement) => !meets(requirement, labels)) };
  });
  if (lacking.some(({ missing }) => missing.length === 0)) return undefined;
  for (const { namespace, labels, missing } of lacking) {
    const [only, ...others] = missing;
    if (only === undefined || others.length > 0) continue;
    const near = Object.entries(labels).find(([key, value]) => isNear(only, key, value));
    if (near) return [namespace, ...near];
  }
  return undefined;
}

function isNear({ key: wanted, operator, values }: Requirement, key: string, value: string): boolean {
  if (key === NAMESPACE_NAME || wanted === NAMESPACE_NAME) return false;
  const isAmong = operator === 'Exists' || values.includes(value);
  if (key === wanted)
    return values.map(String).some((each) => isTypo(each, value) || (YES.test(each) && YES.test(value)));
  const [last, meant] = [key, wanted].map((each) => each.slice(each.lastIndexOf('/') + 1));
  return isAmong && (isTypo(key, wanted) || (last === meant && !GIVEN.test(key + wanted)));
}

const YES = /^(true|yes|on|enabled?)$/;

/** The last word of a label of Kubernetes is a word of others, too: `app.kubernetes.io/name`. */
const GIVEN = /kubernetes\.io\//;
