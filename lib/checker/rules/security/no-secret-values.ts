import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** Manifests for a shared cluster hold no value of a Secret, but name the source of the value. */
export const noSecretValues: Rule = {
  id: 'no-secret-values',
  answer: 'risk',
  why: 'base64 is not encryption: a value in a manifest is in the repository, in dist, in every clone and in every fork',
  example:
    'Secret default/db: stringData.PASSWORD: expected an ExternalSecret, a SealedSecret or a Secret that exists already, received a value in the manifest [no-secret-values]',
  check: (bundle) => {
    if (bundle.cluster.secretValues !== false) return [];
    return bundle.ofKind('Secret').flatMap((object) =>
      ['data', 'stringData'].flatMap((part) =>
        entriesAt(object, part).map(([key]) => ({
          object,
          field: entryPath(part, key),
          expected: 'an ExternalSecret, a SealedSecret or a Secret that exists already',
          received: 'a value in the manifest',
        })),
      ),
    );
  },
};
