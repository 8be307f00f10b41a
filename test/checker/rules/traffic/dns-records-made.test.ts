import { describe, expect, test } from '@jest/globals';
import { dnsRecordsMade } from '../../../../lib/checker/rules/traffic/dns-records-made';
import { judge } from '../judge';
import { object } from '../object';

describe('dns-records-made', () => {
  const dns = (...args: string[]) =>
    object(
      'Deployment',
      'dns',
      `spec: { template: { spec: { containers: [{ name: dns, image: "registry.k8s.io/external-dns/external-dns:v0.14", args: [${args.join(', ')}] }] } } }`,
    );
  const ingress = (host: string, id = 'web') =>
    object('Ingress', id, `spec: { rules: [{ host: ${host}, http: { paths: [{ path: / }] } }] }`);
  const said = (...yaml: string[]) => judge(dnsRecordsMade, yaml.join(''));
  const SHOP = ingress('shop.example.com');

  test('finds a domain that leaves out every host', () => {
    const filtered = (domain: string) => dns('--source=ingress', `--domain-filter=${domain}`);
    expect(said(filtered('example.org'), SHOP)).toEqual([dnsRecordsMade.example]);
    expect(said(filtered('ample.com'), SHOP)).toHaveLength(1);
    expect(said(filtered('.example.com'), SHOP)).toEqual([]);
    expect(said(filtered('example.org'), SHOP, ingress('example.org', 'b'))).toEqual([]);
    expect(said(filtered('example.org'))).toEqual([]);
    expect(said(dns('--source=ingress', '--source=crd', '--domain-filter=example.org'), SHOP)).toEqual([]);
    expect(said(dns('--source=ingress', '--domain-filter=example.org', '--regex-domain-filter=a'), SHOP)).toEqual([]);
  });

  test('finds a source that is left out', () => {
    const route = object('HTTPRoute', 'a', 'spec: { hostnames: [a.example.com] }');
    expect(said(dns('--source=ingress'), route)).toEqual([
      expect.stringContaining(
        'expected --source=gateway-httproute among the sources, for a.example.com, received only ingress',
      ),
    ]);
    expect(said(dns('--source=ingress', '--source=gateway-httproute'), route)).toEqual([]);
    expect(said(dns('--source=ingress'), route, SHOP)).toEqual([]);
    expect(said(dns('--source=crd'), route)).toEqual([]);
    expect(said(dns('--source=service'), route)).toEqual([]);
    const named = `---\n{ apiVersion: v1, kind: Service, metadata: { name: a, annotations: { external-dns.alpha.kubernetes.io/hostname: a.example.com } } }\n`;
    expect(said(dns('--source=ingress'), named)).toEqual([expect.stringContaining('--source=service')]);
  });

  test('leaves out two of them, and other programs', () => {
    expect(
      said(dns('--source=gateway-httproute'), dns('--source=ingress').replace('name: dns }', 'name: b }'), SHOP),
    ).toEqual([]);
    expect(said(dns('--source=gateway-httproute').replace('external-dns:', 'other:'), SHOP)).toEqual([]);
  });
});
