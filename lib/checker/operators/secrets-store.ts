import { listAt, type Manifest, stringAt } from '../manifest/manifest';
import type { OperatedSecret, Operator } from './operator';

/** Secrets Store CSI Driver: https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret */
export const secretsStore: Operator = {
  kinds: { 'secrets-store.csi.x-k8s.io/SecretProviderClass': { appliedAfter: 'Secret', secrets: syncedOf } },
};

function syncedOf(store: Manifest): OperatedSecret[] {
  return listAt(store, 'spec', 'secretObjects').map((synced, index) => ({
    name: stringAt(synced, 'secretName') ?? '',
    values: listAt(synced, 'data').map((entry, position) => ({
      key: stringAt(entry, 'key') ?? '',
      field: `spec.secretObjects[${index}].data[${position}].key`,
      value: undefined,
    })),
  }));
}
