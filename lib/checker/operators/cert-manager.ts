import { entriesAt, listAt, type Manifest, stringAt } from '../manifest/manifest';
import type { OperatedSecret, Operator } from './operator';

/** The keys that cert-manager writes: https://cert-manager.io/docs/usage/certificate/ */
const KEYS = ['tls.crt', 'tls.key', 'ca.crt'];
const ISSUER = /^cert-manager\.io\/(cluster-)?issuer$/;

/** cert-manager: https://cert-manager.io/docs/ */
export const certManager: Operator = {
  kinds: {
    'cert-manager.io/Certificate': {
      appliedAfter: 'Secret',
      secrets: (certificate) => secretNamed(stringAt(certificate, 'spec', 'secretName'), keysOf(certificate)),
      makes: ({ metadata: { name, namespace } }) => [solver(`${name}-solver`, namespace)],
    },
    'networking.k8s.io/Ingress': {
      // https://cert-manager.io/docs/usage/ingress/: the annotation makes a Certificate of each entry of `tls`.
      secrets: (ingress) => {
        const issued = entriesAt(ingress, 'metadata', 'annotations').some(([key]) => ISSUER.test(key));
        const entries = issued ? listAt(ingress, 'spec', 'tls') : [];
        return entries.flatMap((entry) => secretNamed(stringAt(entry, 'secretName')));
      },
    },
  },
};

/** The keys of the other forms that a Certificate asks for. */
function keysOf(certificate: Manifest): string[] {
  const formats = listAt(certificate, 'spec', 'additionalOutputFormats').map((each) => stringAt(each, 'type'));
  const stores = entriesAt(certificate, 'spec', 'keystores').map(([name]) => (name === 'pkcs12' ? 'p12' : name));
  return [
    ...KEYS,
    ...(formats.includes('CombinedPEM') ? ['tls-combined.pem'] : []),
    ...(formats.includes('DER') ? ['key.der'] : []),
    ...stores.flatMap((store) => [`keystore.${store}`, `truststore.${store}`]),
  ];
}

function secretNamed(name: string | undefined, keys: readonly string[] = KEYS): OperatedSecret[] {
  const values = keys.map((key) => ({ key, field: 'spec.secretName', value: undefined }));
  return name === undefined ? [] : [{ name, values }];
}

/** The pod that answers for a host, if the issuer asks by HTTP-01: https://cert-manager.io/docs/configuration/acme/http01/ */
function solver(name: string, namespace: string | undefined): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      labels: { 'acme.cert-manager.io/http01-solver': 'true' },
    },
    spec: { containers: [{ name: 'acmesolver', ports: [{ name: 'http', containerPort: 8089 }] }] },
  };
}
