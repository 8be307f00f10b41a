import { getOrInsert } from '../../manifest/get-or-insert';
import { type Manifest, named } from '../../manifest/manifest';
import { nearest } from '../../problem';
import type { Finding } from '../../rule';
import type { NameIndex } from './name-index';
import { outside } from './outside';

/** A name of another object in the same namespace, and the keys in use. */
export interface Reference {
  readonly object: Manifest;
  readonly namespace: string;
  readonly name: string;
  /** Path of the name. */
  readonly field: string;
  readonly keys: readonly { readonly key: string; readonly field: string }[];
  /** Keys: every object meant has a key of the list. @default - any object may be meant */
  readonly form?: readonly string[];
}

/** The name of a Secret with a certificate, of which a pod mounts all keys. */
const OF_CERTIFICATE = /(^|[-.])(tls|certs?|certificate|ssl)$/;

/** References to missing objects or missing keys. Keys of some objects are unknown. */
export function dangling(
  references: readonly Reference[],
  catalogue: NameIndex,
  keysOf: (namespace: string, name: string) => Set<string> | undefined,
  /** The object of another kind that has a name, and that nothing names. */
  namesakeOf: (namespace: string, name: string) => string | undefined,
): Finding[] {
  const used = new Map<string, Set<string>>();
  for (const { namespace, name, keys } of references) {
    const known = getOrInsert(used, `${namespace}/${name}`, () => new Set());
    for (const { key } of keys) known.add(key);
  }
  /** The objects that nobody refers to, with all keys that are in use of a missing one. */
  const twins = (namespace: string, name: string): string[] => {
    const wanted = [...(used.get(`${namespace}/${name}`) ?? [])];
    if (wanted.length === 0) return [];
    const unused = catalogue.namesIn(namespace).filter((each) => !used.has(`${namespace}/${each}`));
    const twins = unused.filter((each) => wanted.every((key) => keysOf(namespace, each)?.has(key)));
    // A single key is common: the name has to be near as well.
    return wanted.length > 1 ? twins : twins.filter((each) => nearest(name, [each]) !== undefined);
  };
  return references.flatMap(({ object, namespace, name, field, keys, form }): Finding[] => {
    if (!catalogue.has(namespace, name)) {
      // An object without the keys in use is not the other half of the mistake.
      const orphans = catalogue.orphans(namespace).filter((orphan) => {
        const known = keysOf(namespace, orphan);
        const hasForm = form === undefined || form.some((key) => known?.has(key) ?? true);
        return hasForm && keys.every(({ key }) => known?.has(key) ?? true);
      });
      const fits = (other: string): boolean | undefined => {
        const known = keysOf(namespace, other);
        const wanted = form ?? keys.map(({ key }) => key);
        const isForTls = wanted.includes('tls.crt') || (wanted.length === 0 && OF_CERTIFICATE.test(name));
        if (isForTls && catalogue.makerOf(namespace, other)?.kind === 'Certificate') return true;
        if (known === undefined || wanted.length === 0) return undefined;
        return form ? wanted.some((key) => known.has(key)) : wanted.every((key) => known.has(key));
      };
      const { assumes, ...missing } = catalogue.missing(namespace, name, orphans, fits);
      const namesake = assumes && namesakeOf(namespace, name);
      if (namesake !== undefined) {
        const expected = `${missing.expected} (nothing names ${namesake})`;
        return [{ object, field, ...missing, expected, answer: 'risk' }];
      }
      const [twin] = assumes ? twins(namespace, name) : [];
      if (twin !== undefined) return [{ object, field, ...missing, answer: 'risk', meant: twin }];
      const own = [...new Set(keys.map(({ key }) => key))];
      return [{ object, field, ...missing, ...(assumes && outside(assumes.kind, namespace, name, undefined, own)) }];
    }
    const known = keysOf(namespace, name);
    if (known === undefined) return [];
    return keys
      .filter(({ key }) => !known.has(key))
      .map(({ key, field }) => ({
        object,
        field,
        expected: `${named(catalogue.kind, namespace, name)} to have key ${JSON.stringify(key)}`,
        received: known.size === 0 ? 'no keys' : `only ${[...known].slice(0, 10).join(', ')}`,
        meant: nearest(key, known),
      }));
  });
}
