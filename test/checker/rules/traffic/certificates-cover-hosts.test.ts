import { describe, expect, test } from '@jest/globals';
import { certificatesCoverHosts } from '../../../../lib/checker/rules/traffic/certificates-cover-hosts';
import { judge } from '../judge';
import { object } from '../object';

describe('certificates-cover-hosts', () => {
  const certificate = (names: string, more = '') =>
    object('Certificate', 'web/web', `spec: { secretName: web-tls, dnsNames: [${names}], ${more} }`);
  const ingress = (hosts: string) =>
    object(
      'Ingress',
      'web/web',
      `spec: { tls: [{ secretName: web-tls${hosts} }], rules: [{ host: www.example.com }] }`,
    );
  const gateway = (host: string, refs = '{ name: web-tls }') =>
    object('Gateway', 'web/web', `spec: { listeners: [{ hostname: "${host}", tls: { certificateRefs: [${refs}] } }] }`);
  const webhook = `---
{ apiVersion: v1, kind: ValidatingWebhookConfiguration, metadata: { name: v, annotations: { cert-manager.io/inject-ca-from: web/web } },
  webhooks: [{ clientConfig: { service: { name: api, namespace: web } } }] }
`;

  test('finds a host that the certificate does not name', () => {
    const names = certificate('example.com');
    expect(judge(certificatesCoverHosts, names + ingress(''))).toEqual([certificatesCoverHosts.example]);
    expect(judge(certificatesCoverHosts, names + ingress(', hosts: [example.com, shop.example.com]'))).toHaveLength(1);
    expect(judge(certificatesCoverHosts, names + gateway('*.example.com'))).toHaveLength(1);
    expect(judge(certificatesCoverHosts, names + webhook)).toEqual([
      expect.stringContaining('"api.web.svc" among them'),
    ]);
  });

  test('a wildcard stands for one label', () => {
    expect(judge(certificatesCoverHosts, certificate('"*.example.com"') + ingress(''))).toEqual([]);
    expect(judge(certificatesCoverHosts, certificate('"*.com"') + ingress(''))).toHaveLength(1);
    expect(judge(certificatesCoverHosts, certificate('"*.example.com"') + gateway('*.example.com'))).toEqual([]);
    expect(judge(certificatesCoverHosts, certificate('api.example.com') + gateway('*.example.com'))).toEqual([]);
    expect(judge(certificatesCoverHosts, certificate('api.example.org') + gateway('*.example.com'))).toHaveLength(1);
  });

  test.each([
    ['the common name', certificate('example.com', 'commonName: www.example.com') + ingress('')],
    ['a certificate without names', certificate('') + ingress('')],
    ['the certificate of a signer', certificate('signer', 'isCA: true') + webhook],
    ['one of several certificates', certificate('example.com') + gateway('shop.org', '{ name: web-tls }, { name: b }')],
    [
      'a Secret of another namespace',
      certificate('example.com') + ingress('').replace('namespace: web', 'namespace: b'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(certificatesCoverHosts, yaml)).toEqual([]);
  });
});
