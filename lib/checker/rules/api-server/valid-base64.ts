import { isBase64 } from '../../manifest/base64';
import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

const ENCODED = [
  ['Secret', 'data', 'stringData'],
  ['ConfigMap', 'binaryData', 'data'],
] as const;

/** Base64 fields can be decoded. */
export const validBase64: Rule = {
  id: 'valid-base64',
  answer: 'broken',
  why: 'the API server rejects a whole Secret for one value in `data` that is not base64',
  example:
    'Secret default/db: data.POSTGRES_PASSWORD: expected base64, or the plain value below stringData, received text that does not decode [valid-base64]',
  check: (bundle) =>
    ENCODED.flatMap(([kind, part, plain]) =>
      bundle.ofKind(kind).flatMap((object) =>
        entriesAt(object, part)
          .filter(([, value]) => typeof value === 'string' && !isBase64(value))
          .map(([key]) => ({
            object,
            field: entryPath(part, key),
            expected: `base64, or the plain value below ${plain}`,
            received: 'text that does not decode',
          })),
      ),
    ),
};
