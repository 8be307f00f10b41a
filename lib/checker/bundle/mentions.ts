import { decoded } from '../manifest/base64';
import { getOrInsert } from '../manifest/get-or-insert';
import { entriesAt, type Json } from '../manifest/manifest';
import { once } from '../manifest/once';
import type { Bundle } from './bundle';

/**
 * True if the name of a field or a text of the manifests holds one of some words. Upper and lower case are the same, as
 * are all numbers: a thousand names that differ by a number are one.
 */
export function mentions(bundle: Bundle, words: readonly string[]): boolean {
  const said = vocabularyOf(bundle);
  return words.some((word) => getOrInsert(known, word, () => piecesOf(word)).every((piece) => said.includes(piece)));
}

const known = new Map<string, readonly string[]>();

const piecesOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replace(/\d+/g, '0')
    .match(/[^\s"'`,;(){}[\]<>=|&\\]+/g) ?? [];

/** The pieces of all names of fields and of all texts, each once. The values of Secrets are decoded. */
const vocabularyOf = once(({ manifests, previous = [], cluster }: Bundle): string => {
  const texts = new Set<string>();
  collect([...manifests, ...previous, cluster] as unknown as Json, texts);
  for (const secret of [...manifests, ...previous].filter(({ kind }) => kind === 'Secret')) {
    for (const [, value] of entriesAt(secret, 'data')) texts.add(decoded(value) ?? '');
  }
  return [...new Set([...texts].flatMap(piecesOf))].join('\n');
});

function collect(value: Json | undefined, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, texts);
  else if (typeof value === 'object' && value !== null) {
    const fields = value as { readonly [field: string]: Json };
    for (const name of Object.keys(fields)) {
      texts.add(name);
      collect(fields[name], texts);
    }
  }
}
