import { listAt, type Manifest, stringAt, valueAt } from '../manifest/manifest';
import type { Operator, SecretValue } from './operator';
import { someOf, templatedValues } from './templated-values';

/** External Secrets Operator: https://external-secrets.io/latest/ */
export const externalSecrets: Operator = {
  kinds: {
    'external-secrets.io/ExternalSecret': {
      appliedAfter: 'Secret',
      secrets: (external) => {
        const name = stringAt(external, 'spec', 'target', 'name') ?? external.metadata.name;
        // `None` makes no Secret, and `Merge` adds to one that exists.
        const policy = stringAt(external, 'spec', 'target', 'creationPolicy');
        return policy === 'None' ? [] : [{ name, values: policy === 'Merge' ? undefined : valuesOf(external) }];
      },
    },
  },
};

/** A template replaces the fetched keys unless merged: https://external-secrets.io/latest/guides/templating/ */
function valuesOf(external: Manifest): SecretValue[] | undefined {
  const template = valueAt(external, 'spec', 'target', 'template');
  const templated = templatedValues(valueAt(template, 'data'), 'spec.target.template.data');
  if (listAt(template, 'templateFrom').length > 0) return undefined;
  if (templated.length > 0 && stringAt(template, 'mergePolicy') !== 'Merge') return templated;
  if (listAt(external, 'spec', 'dataFrom').length > 0) return undefined;
  const fetched = listAt(external, 'spec', 'data').flatMap((entry, index) => {
    const key = stringAt(entry, 'secretKey');
    return key === undefined ? [] : [{ key, field: `spec.data[${index}].secretKey`, value: undefined }];
  });
  return someOf([...fetched, ...templated]);
}
