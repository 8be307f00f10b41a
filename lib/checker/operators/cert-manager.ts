import { entriesAt, listAt, stringAt } from '../manifest/manifest';
import type { OperatedSecret, Operator } from './operator';

const ISSUER = /^cert-manager\.io\/(cluster-)?issuer$/;

/** cert-manager: https://cert-manager.io/docs/ */
export const certManager: Operator = {
  kinds: {
    'cert-manager.io/Certificate': {
      appliedAfter: 'Secret',
      secrets: (certificate) => secretNamed(stringAt(certificate, 'spec', 'secretName')),
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
