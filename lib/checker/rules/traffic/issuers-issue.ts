import type { Bundle } from '../../bundle/bundle';
import { overlap } from '../../bundle/traffic/host-patterns';
import { routesOf } from '../../bundle/traffic/ingress-routes';
import { valuesAt } from '../../manifest/field-path';
import { identity, type Json, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const ISSUERS = ['Issuer', 'ClusterIssuer'];

/** An issuer of cert-manager can sign what its certificates ask for. */
export const issuersIssue: Rule = {
  id: 'issuers-issue',
  answer: 'broken',
  why: 'cert-manager waits for ever for an issuer that cannot sign: the Secret is never made, and the controller of the Ingress shows its own certificate',
  example:
    'Certificate default/ca: spec.isCA: expected true, since Issuer default/ca signs with Secret ca, received nothing [issuers-issue]',
  about: ['Issuer'],
  check: (bundle) => {
    const issuers = ISSUERS.flatMap((kind) => bundle.ofKind(kind));
    return issuers.length === 0
      ? []
      : [
          ...issuers.flatMap((issuer) => [...signedBy(bundle, issuer), ...classes(bundle, issuer)]),
          ...unsolved(bundle),
        ];
  },
};

/** https://cert-manager.io/docs/configuration/ca/ */
function signedBy(bundle: Bundle, issuer: Manifest): Finding[] {
  const secret = stringAt(issuer, 'spec', 'ca', 'secretName');
  if (secret === undefined) return [];
  const found = bundle.ofKind('Certificate').filter((each) => stringAt(each, 'spec', 'secretName') === secret);
  // A ClusterIssuer reads the Secret of one namespace, and another one may have the name.
  if (issuer.kind === 'ClusterIssuer' && found.length > 1) return [];
  return found
    .filter((each) => valueAt(each, 'spec', 'isCA') !== true)
    .filter((each) => issuer.kind === 'ClusterIssuer' || namespaceOf(each) === namespaceOf(issuer))
    .map((object) => ({
      object,
      field: 'spec.isCA',
      expected: `true, since ${identity(issuer)} signs with Secret ${secret}`,
      received: quoted(valueAt(object, 'spec', 'isCA')),
    }));
}

/** The Ingress of a challenge is for a class that the cluster has: https://cert-manager.io/docs/configuration/acme/http01/ */
function classes(bundle: Bundle, object: Manifest): Finding[] {
  const used = bundle.ofKind('Ingress').flatMap((each) => routesOf(each).map(({ className }) => className));
  const known = [...new Set([...bundle.ofKind('IngressClass').map(({ metadata }) => metadata.name), ...used])].filter(
    (name) => name !== '',
  );
  if (bundle.ofKind('IngressClass').length === 0) return [];
  return ['ingressClassName', 'class'].flatMap((name) =>
    valuesAt(object, `spec.acme.solvers[].http01.ingress.${name}`)
      .filter(({ value }) => !known.includes(String(value)))
      .map(
        ({ value, path: field }): Finding => ({
          answer: 'risk',
          object,
          field,
          expected: `a class of the Ingresses (${known.join(', ')})`,
          received: quoted(value),
        }),
      ),
  );
}

/** The hosts of Certificates, and of the Ingresses from which cert-manager makes Certificates. */
function unsolved(bundle: Bundle): Finding[] {
  const certificates = bundle.ofKind('Certificate').flatMap((object) => {
    const [kind, name] = [stringAt(object, 'spec', 'issuerRef', 'kind'), stringAt(object, 'spec', 'issuerRef', 'name')];
    const hosts = listAt(object, 'spec', 'dnsNames').map((host, index) => ({ host, field: `spec.dnsNames[${index}]` }));
    return [{ object, kind: kind ?? 'Issuer', name, hosts }];
  });
  const ingresses = bundle.ofKind('Ingress').flatMap((object) =>
    ISSUERS.flatMap((kind) => {
      const key = `cert-manager.io/${kind === 'Issuer' ? 'issuer' : 'cluster-issuer'}`;
      const name = stringAt(object, 'metadata', 'annotations', key);
      const hosts = valuesAt(object, 'spec.tls[].hosts[]').map(({ value, path }) => ({ host: value, field: path }));
      return name === undefined ? [] : [{ object, kind, name, hosts }];
    }),
  );
  return [...certificates, ...ingresses].flatMap(({ object, kind, name = '', hosts }) => {
    const issuer = bundle.find(kind, kind === 'Issuer' ? namespaceOf(object) : '', name);
    const solvers = listAt(issuer, 'spec', 'acme', 'solvers');
    if (issuer === undefined || solvers.length === 0) return [];
    return hosts
      .filter(({ host }) => typeof host === 'string' && !solvers.some((solver) => solves(solver, host)))
      .map(({ host, field }) => {
        const expected = `a host that a solver of ${identity(issuer)} selects`;
        return { object, field, expected, received: quoted(host) };
      });
  });
}

/** https://cert-manager.io/docs/configuration/acme/#adding-multiple-solver-types */
function solves(solver: Json, host: string): boolean {
  const [names, zones] = ['dnsNames', 'dnsZones'].map((field) => listAt(solver, 'selector', field).map(String));
  // Labels select the Certificates that cert-manager makes, too.
  if (valueAt(solver, 'selector', 'matchLabels') !== undefined) return true;
  if (names?.length === 0 && zones?.length === 0) return true;
  const plain = host.replace(/^\*\./, '');
  return (
    names?.some((name) => name === host || overlap(name, host)) === true ||
    zones?.some((zone) => plain === zone || plain.endsWith(`.${zone}`)) === true
  );
}
