import { describe, expect, test } from '@jest/globals';
import { webhookSparesItself } from '../../../../lib/checker/rules/availability/webhook-spares-itself';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, service } from '../references/objects';

describe('webhook-spares-itself', () => {
  const webhookSparesItselfS = 'rules: [{ apiGroups: [""], resources: [pods], operations: [CREATE] }]';
  const webhook = (more = '', rules = webhookSparesItselfS) =>
    object(
      'ValidatingWebhookConfiguration',
      'policy',
      `webhooks: [{ name: pods.shop.io, clientConfig: { service: { namespace: policy, name: admission } }, ${rules}, ${more} }]`,
    );
  const admission =
    deployment('policy/admission', 'containers: []') + service('policy/admission', 'selector: { app: admission }');
  const leavingOut = (key: string, value: string) =>
    `{ matchExpressions: [{ key: ${key}, operator: NotIn, values: [${value}] }] }`;

  test('finds a webhook that judges its own pods', () => {
    expect(judge(webhookSparesItself, webhook() + admission)).toEqual([webhookSparesItself.example]);
    const others = webhook(`namespaceSelector: ${leavingOut('kubernetes.io/metadata.name', 'kube-system')}`);
    expect(judge(webhookSparesItself, others + admission)).toEqual([
      expect.stringContaining('received one that matches the namespace'),
    ]);
  });

  test.each([
    ['a webhook that may fail', webhook('failurePolicy: Ignore')],
    ['a namespace left out', webhook(`namespaceSelector: ${leavingOut('kubernetes.io/metadata.name', 'policy')}`)],
    ['a namespace of unknown labels', webhook(`namespaceSelector: ${leavingOut('team', 'shop')}`)],
    ['pods left out', webhook(`objectSelector: ${leavingOut('app', 'admission')}`)],
    ['a condition', webhook('matchConditions: [{ name: some, expression: "true" }]')],
    ['other objects', webhook('', webhookSparesItselfS.replace('[pods]', '[services]'))],
    ['other moments', webhook('', webhookSparesItselfS.replace('CREATE', 'UPDATE'))],
  ])('accepts %s', (_, yaml) => {
    expect(judge(webhookSparesItself, yaml + admission)).toEqual([]);
  });

  test('pods of other manifests are not judged', () => {
    expect(judge(webhookSparesItself, webhook())).toEqual([]);
  });
});
