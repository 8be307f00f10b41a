import { listAt, stringAt } from '../manifest/manifest';
import type { Operator } from './operator';

/** Secrets Store CSI Driver: https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret */
export const secretsStore: Operator = {
  kinds: {
    'secrets-store.csi.x-k8s.io/SecretProviderClass': {
      appliedAfter: 'Secret',
      secrets: (provider) =>
        listAt(provider, 'spec', 'secretObjects').flatMap((secret, index) => {
          const name = stringAt(secret, 'secretName');
          const values = listAt(secret, 'data').flatMap((entry, place) => {
            const key = stringAt(entry, 'key');
            const field = `spec.secretObjects[${index}].data[${place}].key`;
            return key === undefined ? [] : [{ key, field, value: undefined }];
          });
          return name === undefined ? [] : [{ name, values }];
        }),
    },
  },
};
