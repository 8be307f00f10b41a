import { describe, expect, test } from '@jest/globals';
import { webhookFindsPods } from '../../../../lib/checker/rules/references/webhook-finds-pods';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, IDLE } from './objects';

describe('webhook-finds-pods', () => {
  const webhook = object(
    'MutatingWebhookConfiguration',
    'injector',
    'webhooks: [{ objectSelector: { matchLabels: { inject: "true" } }, rules: [{ resources: [pods] }] }]',
  );
  const pods = (value: string) => deployment('shop/api', IDLE, `{ app: api, inject: "${value}" }`);

  test('the label of the pods has the value that the webhook selects', () => {
    expect(judge(webhookFindsPods, webhook + pods('enabled'))).toEqual([webhookFindsPods.example]);
    expect(judge(webhookFindsPods, webhook + pods('true'))).toEqual([]);
    expect(judge(webhookFindsPods, webhook + pods('false'))).toEqual([]);
  });

  test('a Secret permits that its CA is copied', () => {
    const annotation = (text: string) => `annotations: { cert-manager.io/${text} }`;
    const taken = `---\n{ apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: { name: check, ${annotation('inject-ca-from-secret: ops/ca')} } }\n`;
    const certificate = (template: string) =>
      object(
        'Certificate',
        'ops/ca',
        `spec: { secretName: ca, secretTemplate: { ${template} } }`,
        'cert-manager.io/v1',
      );
    expect(judge(webhookFindsPods, taken + certificate(''))).toEqual([
      expect.stringContaining(
        'spec.secretTemplate.annotations[cert-manager.io/allow-direct-injection]: expected "true"',
      ),
    ]);
    expect(judge(webhookFindsPods, taken + certificate(annotation('allow-direct-injection: "true"')))).toEqual([]);
  });
});
