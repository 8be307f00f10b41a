import type { Bundle } from '../../bundle/bundle';
import { type Manifest, stringsAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const MOST = 1024 * 1024;

/** A ConfigMap or Secret holds at most 1 MiB. */
export const objectSize: Rule = {
  id: 'object-size',
  answer: 'broken',
  why: 'the API server rejects a ConfigMap or Secret whose values are larger than 1 MiB together',
  example: 'ConfigMap default/pages: data: expected at most 1048576 bytes, received 1048577 bytes [object-size]',
  check: (bundle) => [...tooLarge(bundle, 'ConfigMap', 'binaryData'), ...tooLarge(bundle, 'Secret', 'data')],
};

/** Base64 values count decoded. `stringData` overrides `data`. */
function tooLarge(bundle: Bundle, kind: string, encoded: string): Finding[] {
  return bundle.ofKind(kind).flatMap((object) => {
    const size = sizeOf(object, encoded);
    if (size <= MOST) return [];
    return [{ object, field: 'data', expected: `at most ${MOST} bytes`, received: `${size} bytes` }];
  });
}

function sizeOf(object: Manifest, encoded: string): number {
  const plain = stringsAt(object, object.kind === 'Secret' ? 'stringData' : 'data');
  const sizes = [
    ...Object.values(plain).map((value) => Buffer.byteLength(value)),
    ...Object.entries(stringsAt(object, encoded))
      .filter(([key]) => object.kind !== 'Secret' || plain[key] === undefined)
      .map(([, value]) => Buffer.byteLength(value, 'base64')),
  ];
  return sizes.reduce((sum, size) => sum + size, 0);
}
