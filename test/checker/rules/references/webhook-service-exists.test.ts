import { describe, expect, test } from '@jest/globals';
import { webhookServiceExists } from '../../../../lib/checker/rules/references/webhook-service-exists';
import { judge } from '../judge';

describe('webhook-service-exists', () => {
  const service = `
apiVersion: v1
kind: Service
metadata: { name: policy, namespace: shop }
spec: { ports: [{ port: 443 }, { port: 8443 }] }
---
`;
  const webhook = (reference: string) =>
    `${service}{ apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: { name: policy }, webhooks: [{ name: policy.shop.io, clientConfig: { service: ${reference} } }] }`;

  test('finds a webhook without its Service', () => {
    expect(judge(webhookServiceExists, webhook('{ name: polcy, namespace: shop }'))).toEqual([
      webhookServiceExists.example,
    ]);
  });

  test('finds a port that the Service does not have', () => {
    expect(judge(webhookServiceExists, webhook('{ name: policy, namespace: shop, port: 9443 }'))).toEqual([
      'ValidatingWebhookConfiguration policy: webhooks[policy.shop.io].clientConfig.service.port: expected a port of Service shop/policy (443, 8443), received 9443 [webhook-service-exists]',
    ]);
  });

  test('finds an APIService whose Service is in another namespace', () => {
    const api = `${service}{ apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: { name: v1.shop.io }, spec: { service: { name: policy, namespace: default } } }`;
    expect(judge(webhookServiceExists, api)).toEqual([
      'APIService v1.shop.io: spec.service.name: expected a Service in namespace default (the one of that name is in shop), received "policy" [webhook-service-exists]',
    ]);
  });

  test.each([
    ['the default port', '{ name: policy, namespace: shop }'],
    ['another port of the Service', '{ name: policy, namespace: shop, port: 8443 }'],
  ])('accepts %s', (_, reference) => {
    expect(judge(webhookServiceExists, webhook(reference))).toEqual([]);
  });

  test('accepts a webhook by address', () => {
    const yaml =
      '{ apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: { name: policy }, webhooks: [{ name: policy.shop.io, clientConfig: { url: "https://policy.shop.io" } }] }';
    expect(judge(webhookServiceExists, yaml)).toEqual([]);
  });
});
