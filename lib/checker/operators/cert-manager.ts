import { entriesAt, listAt, type Manifest, stringAt } from '../manifest/manifest';
import type { OperatedSecret, Operator } from './operator';

const ISSUER = /^cert-manager\.io\/(cluster-)?issuer$/;

/** cert-manager: https://cert-manager.io/docs/ */
export const certManager: Operator = {
  kinds: {
    'cert-manager.io/Certificate': {
      appliedAfter: 'Secret',
      secrets: (certificate) => secretNamed(stringAt(certificate, 'spec', 'secretName')),
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

function secretNamed(name: string | undefined): OperatedSecret[] {
  return name === undefined ? [] : [{ name, values: undefined }];
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
