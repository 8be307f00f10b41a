import { entryPath } from '../manifest/field-path';
import { entriesAt, type Manifest, valueAt } from '../manifest/manifest';
import type { Operator, SecretValue } from './operator';
import { someOf, templatedValues } from './templated-values';

/** Sealed Secrets: https://github.com/bitnami-labs/sealed-secrets */
export const sealedSecrets: Operator = {
  kinds: {
    'bitnami.com/SealedSecret': {
      appliedAfter: 'Secret',
      secrets: (sealed) => [{ name: sealed.metadata.name, values: valuesOf(sealed) }],
    },
  },
};

/** A template adds keys, and removes an encrypted key by null. */
function valuesOf(sealed: Manifest): SecretValue[] | undefined {
  const template = valueAt(sealed, 'spec', 'template', 'data');
  const removed = new Set(entriesAt(template).flatMap(([key, value]) => (value === null ? [key] : [])));
  const encrypted = entriesAt(sealed, 'spec', 'encryptedData')
    .filter(([key]) => !removed.has(key))
    .map(([key]) => ({ key, field: entryPath('spec.encryptedData', key), value: undefined }));
  return someOf([...encrypted, ...templatedValues(template, 'spec.template.data')]);
}
