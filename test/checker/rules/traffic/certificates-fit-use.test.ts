import { describe, expect, test } from '@jest/globals';
import { certificatesFitUse } from '../../../../lib/checker/rules/traffic/certificates-fit-use';
import { judge } from '../judge';
import { object } from '../object';
import { deployment } from '../references/objects';

describe('certificates-fit-use', () => {
  const certificate = (usage: string) =>
    object('Certificate', 'shop/client', `spec: { secretName: tls, usages: [${usage}] }`);
  const holder = (fields: string) =>
    deployment(
      'shop/pay',
      `containers: [{ name: pay, ${fields} }], volumes: [{ name: tls, secret: { secretName: tls } }]`,
    );

  test('pods that serve nobody are clients', () => {
    expect(judge(certificatesFitUse, certificate('server auth') + holder('image: pay'))).toEqual([
      certificatesFitUse.example,
    ]);
    expect(judge(certificatesFitUse, certificate('client auth') + holder('image: pay'))).toEqual([]);
    expect(judge(certificatesFitUse, certificate('server auth') + holder('ports: [{ containerPort: 443 }]'))).toEqual(
      [],
    );
  });

  test('a wildcard needs a solver by DNS-01', () => {
    const issuer = (solver: string) => object('Issuer', 'acme', `spec: { acme: { solvers: [{ ${solver}: {} }] } }`);
    const wildcard = object('Certificate', 'web', 'spec: { dnsNames: ["*.example.com"], issuerRef: { name: acme } }');
    expect(judge(certificatesFitUse, wildcard + issuer('http01'))).toEqual([
      expect.stringContaining('spec.dnsNames[0]: expected a name without *, since Issuer acme has no dns01 solver'),
    ]);
    expect(judge(certificatesFitUse, wildcard + issuer('dns01'))).toEqual([]);
  });

  test('a certificate that is named after one side is for this side', () => {
    const served = holder('ports: [{ containerPort: 443 }]');
    const named = (usage: string) =>
      judge(
        certificatesFitUse,
        `${object('Certificate', 'shop/pay-client', `spec: { secretName: tls, usages: [${usage}] }`)}${served}`,
      );
    expect(named('server auth')).toHaveLength(1);
    expect(named('client auth')).toEqual([]);
    expect(named('server auth, client auth')).toEqual([]);
  });

  test('whoever holds the Secret may serve by a Service', () => {
    const labelled = (labels: string) =>
      holder('image: pay').replace('template: {', `template: { metadata: { labels: { ${labels} } },`);
    const service = (selector: string, place = 'shop/pay') => object('Service', place, `spec: { ${selector} }`);
    const held = (labels: string, made: string) =>
      judge(
        certificatesFitUse,
        certificate('server auth').replace('shop/client', 'shop/pay') + labelled(labels) + made,
      );
    expect(held('app: pay', service('selector: { app: pay }'))).toHaveLength(0);
    expect(held('app: pay', service('selector: { app: pay, tier: web }'))).toHaveLength(1);
    expect(held('app: pay', service('selector: {}'))).toHaveLength(1);
    expect(held('app: pay', service('selector: { app: pay }', 'other/pay'))).toHaveLength(1);
  });

  test('one server among the holders is enough, and any usage is every usage', () => {
    const second = holder('ports: [{ containerPort: 443 }]')
      .replaceAll('shop/pay', 'shop/web')
      .replace('name: pay,', 'name: web,');
    const client = certificate('server auth');
    expect(judge(certificatesFitUse, client + holder('image: pay') + second)).toEqual([]);
    const pay = client.replace('client', 'pay');
    expect(judge(certificatesFitUse, pay + holder('image: pay'))).toHaveLength(1);
    expect(judge(certificatesFitUse, pay.replace('server auth', 'server auth, any') + holder('image: pay'))).toEqual(
      [],
    );
    expect(
      judge(certificatesFitUse, pay.replace('server auth', 'server auth, client auth') + holder('image: pay')),
    ).toEqual([]);
    expect(judge(certificatesFitUse, pay)).toEqual([]);
  });

  test.each([
    ['pay-server', 'tls', 'client auth', 'server'],
    ['pay', 'pay-client-tls', 'server auth', 'client'],
    ['pay-server', 'pay-client', 'client auth', undefined],
    ['pay-server', 'tls', 'any, client auth', undefined],
    ['pay-server', 'tls', 'digital signature', undefined],
    ['pay-server', 'tls', 'digital signature, client auth', 'server'],
    ['pay', 'tls', 'client auth', undefined],
  ])('a certificate %s in Secret %s for %s is named after %s', (name, secret, usages, side) => {
    const made = object('Certificate', `shop/${name}`, `spec: { secretName: ${secret}, usages: [${usages}] }`);
    const expected = `spec.usages: expected "${side} auth" among them, since the certificate is named after a ${side}`;
    expect(judge(certificatesFitUse, made)).toEqual(side === undefined ? [] : [expect.stringContaining(expected)]);
  });

  test('one solver by DNS-01 is enough, of the kind of issuer that the certificate names', () => {
    const issuer = (kind: string, place: string, ...solvers: string[]) =>
      object(kind, place, `spec: { acme: { solvers: [${solvers.map((solver) => `{ ${solver}: {} }`)}] } }`);
    const named = (kind: string, names = '"a.example.com", "*.example.com"') =>
      object('Certificate', 'shop/web', `spec: { dnsNames: [${names}], issuerRef: { kind: ${kind}, name: acme } }`);
    expect(judge(certificatesFitUse, named('ClusterIssuer') + issuer('ClusterIssuer', 'acme', 'http01'))[0]).toContain(
      'spec.dnsNames[1]: expected a name without *, since ClusterIssuer acme has no dns01 solver, received "*.example.com"',
    );
    expect(judge(certificatesFitUse, named('Issuer') + issuer('Issuer', 'shop/acme', 'http01'))).toHaveLength(1);
    expect(judge(certificatesFitUse, named('Issuer') + issuer('ClusterIssuer', 'acme', 'http01'))).toEqual([]);
    expect(judge(certificatesFitUse, named('Issuer') + issuer('Issuer', 'shop/acme', 'http01', 'dns01'))).toEqual([]);
    expect(
      judge(certificatesFitUse, named('Issuer', '"a.example.com"') + issuer('Issuer', 'shop/acme', 'http01')),
    ).toEqual([]);
  });
});
