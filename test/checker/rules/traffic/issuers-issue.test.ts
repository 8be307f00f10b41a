import { describe, expect, test } from '@jest/globals';
import { issuersIssue } from '../../../../lib/checker/rules/traffic/issuers-issue';
import { judge } from '../judge';
import { object } from '../object';

describe('issuers-issue', () => {
  const certificate = (spec: string, name = 'ca') => object('Certificate', name, `spec: { ${spec} }`);
  const said = (...yaml: string[]) => judge(issuersIssue, yaml.join(''));

  test('an issuer signs with the certificate of an authority', () => {
    const issuer = (kind = 'Issuer', id = 'ca') => object(kind, id, 'spec: { ca: { secretName: ca } }');
    expect(said(issuer(), certificate('secretName: ca'))).toEqual([issuersIssue.example]);
    expect(said(issuer('ClusterIssuer'), certificate('secretName: ca, isCA: false', 'pki/ca'))).toHaveLength(1);
    expect(
      said(issuer('ClusterIssuer'), certificate('secretName: ca, isCA: true', 'pki/ca'), certificate('secretName: ca')),
    ).toEqual([]);
    expect(said(issuer(), certificate('secretName: ca, isCA: true'))).toEqual([]);
    expect(said(issuer(), certificate('secretName: web'))).toEqual([]);
    expect(said(issuer('Issuer', 'other/ca'), certificate('secretName: ca'))).toEqual([]);
  });

  const acme = (...solvers: string[]) =>
    object('ClusterIssuer', 'le', `spec: { acme: { solvers: [${solvers.join(', ')}] } }`);
  const asked = (host: string) =>
    certificate(`dnsNames: ["${host}"], issuerRef: { name: le, kind: ClusterIssuer }`, 'web');
  const ingress = (host: string, className = 'nginx') =>
    `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { cert-manager.io/cluster-issuer: le } }, spec: { ingressClassName: ${className}, tls: [{ hosts: [${host}] }], rules: [{ host: ${host}, http: { paths: [{ path: / }] } }] } }\n`;

  test('a solver selects each host', () => {
    const zone = '{ selector: { dnsZones: [example.com] }, dns01: {} }';
    expect(said(acme(zone), asked('shop.example.org'))).toEqual([
      'Certificate default/web: spec.dnsNames[0]: expected a host that a solver of ClusterIssuer le selects, received "shop.example.org" [issuers-issue]',
    ]);
    expect(said(acme(zone), ingress('shop.example.org'))).toHaveLength(1);
    expect(said(acme(zone), asked('notexample.com'))).toHaveLength(1);
    for (const host of ['example.com', '*.example.com', 'a.b.example.com']) {
      expect(said(acme(zone), asked(host))).toEqual([]);
    }
    expect(said(acme(zone, '{ http01: {} }'), asked('shop.example.org'))).toEqual([]);
    expect(said(acme(zone, '{ selector: { matchLabels: { a: b } } }'), asked('shop.example.org'))).toEqual([]);
    expect(said(acme('{ selector: { dnsNames: [a.test] } }'), asked('a.test'))).toEqual([]);
    expect(said(acme('{ selector: { dnsNames: [a.test] } }'), asked('b.test'))).toHaveLength(1);
  });

  test('a solver makes Ingresses of a class that is there', () => {
    const solver = (name: string, field = 'ingressClassName') => acme(`{ http01: { ingress: { ${field}: ${name} } } }`);
    const known = object('IngressClass', 'nginx');
    expect(said(solver('traefik'), known)).toEqual([
      expect.stringContaining('expected a class of the Ingresses (nginx)'),
    ]);
    expect(said(solver('traefik', 'class'), known)).toHaveLength(1);
    expect(said(solver('nginx'), known)).toEqual([]);
    expect(said(solver('traefik'))).toEqual([]);
    expect(said(solver('internal'), known, ingress('a.test', 'internal'))).toEqual([]);
  });
});
