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
});
