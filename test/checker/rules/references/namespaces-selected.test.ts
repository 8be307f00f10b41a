import { describe, expect, test } from '@jest/globals';
import { namespacesSelected } from '../../../../lib/checker/rules/references/namespaces-selected';
import { judge } from '../judge';
import { object } from '../object';

describe('namespaces-selected', () => {
  const namespace = (labels: string, name = 'shop') => `
---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;
  const binding = (selector: string) => `
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: owners }
spec: { policyName: owners, matchResources: { namespaceSelector: { ${selector} } } }
`;
  const said = (selector: string, ...made: string[]) => judge(namespacesSelected, binding(selector) + made.join(''));
  const strict = 'matchLabels: { guardrails: strict }';

  test('finds a selector beside a Namespace with nearly the label', () => {
    expect(said(strict, namespace('guardrail: strict'))).toEqual([namespacesSelected.example]);
    expect(said(strict, namespace('guardrails: strickt'))).toHaveLength(1);
    expect(said(strict, namespace('acme.dev/guardrails: strict'))).toHaveLength(1);
    expect(said('matchLabels: { inject: "true" }', namespace('inject: enabled'))).toHaveLength(1);
    expect(said('matchExpressions: [{ key: guardrails, operator: Exists }]', namespace('guardrail: on'))).toHaveLength(
      1,
    );
    expect(said('matchLabels: { env: prod, team: shop }', namespace('env: prod, teams: shop'))).toHaveLength(1);
  });

  test.each([
    ['the label', namespace('guardrails: strict')],
    ['the label at another Namespace', namespace('guardrail: strict') + namespace('guardrails: strict', 'pay')],
    ['other labels', namespace('env: prod')],
    ['another value', namespace('guardrails: open')],
    ['a near label with another value', namespace('guardrail: open')],
    ['no Namespace', ''],
  ])('accepts %s', (_, made) => {
    expect(said(strict, made)).toEqual([]);
  });

  test('a namespace that is left out may have any label', () => {
    const out = 'matchExpressions: [{ key: guardrails, operator: DoesNotExist }]';
    expect(said(out, namespace('guardrail: strict'))).toEqual([]);
  });

  test.each([
    ['ValidatingWebhookConfiguration', 'webhooks: [{ name: a, namespaceSelector: % }]', 'v1'],
    ['MutatingWebhookConfiguration', 'webhooks: [{ name: a, namespaceSelector: % }]', 'v1'],
    ['ValidatingAdmissionPolicy', 'spec: { matchConstraints: { namespaceSelector: % } }', 'v1'],
    ['MutatingAdmissionPolicy', 'spec: { matchConstraints: { namespaceSelector: % } }', 'v1'],
    ['MutatingAdmissionPolicyBinding', 'spec: { matchResources: { namespaceSelector: % } }', 'v1'],
    ['ClusterExternalSecret', 'spec: { namespaceSelectors: [%] }', 'external-secrets.io/v1'],
    ['ClusterExternalSecret', 'spec: { namespaceSelector: % }', 'external-secrets.io/v1beta1'],
    ['ClusterSecretStore', 'spec: { conditions: [{ namespaceSelector: % }] }', 'external-secrets.io/v1'],
    ['Bundle', 'spec: { target: { namespaceSelector: % } }', 'trust.cert-manager.io/v1alpha1'],
    ['AdminNetworkPolicy', 'spec: { subject: { namespaces: % } }', 'policy.networking.k8s.io/v1alpha1'],
    [
      'AdminNetworkPolicy',
      'spec: { subject: { pods: { namespaceSelector: % } } }',
      'policy.networking.k8s.io/v1alpha1',
    ],
    [
      'ClusterPolicy',
      'spec: { rules: [{ match: { any: [{ resources: { namespaceSelector: % } }] } }] }',
      'kyverno.io/v1',
    ],
    [
      'ClusterPolicy',
      'spec: { rules: [{ match: { all: [{ resources: { namespaceSelector: % } }] } }] }',
      'kyverno.io/v1',
    ],
    ['K8sRequiredLabels', 'spec: { match: { namespaceSelector: % } }', 'constraints.gatekeeper.sh/v1beta1'],
  ])('reads %s: %s', (kind, rest, apiVersion) => {
    const made = object(kind, 'own', rest.replace('%', `{ ${strict} }`), apiVersion);
    expect(judge(namespacesSelected, made + namespace('guardrail: strict'))).toHaveLength(1);
    expect(judge(namespacesSelected, made + namespace('guardrails: strict'))).toEqual([]);
  });
});
