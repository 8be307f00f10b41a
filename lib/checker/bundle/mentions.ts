import { decoded } from '../manifest/base64';
import { entriesAt, type Json, type Manifest } from '../manifest/manifest';
import { once } from '../manifest/once';
import type { Bundle } from './bundle';

/** True if the name of a field or a text of the manifests holds one of some words. Upper and lower case are the same. */
export function mentions(bundle: Bundle, words: readonly string[]): boolean {
  const said = textOf(bundle);
  return words.some((word) => said.includes(word.toLowerCase()));
}

/** The names of all fields, and all texts, each once. The values of Secrets are decoded. */
const textOf = once(({ manifests, previous = [], cluster }: Bundle): string => {
  const texts = new Set<string>();
  collect([...manifests, ...previous, cluster] as unknown as Json, texts);
  for (const secret of [...manifests, ...previous].filter(isSecret)) {
    for (const [, value] of entriesAt(secret, 'data')) texts.add(decoded(value) ?? '');
  }
  return [...texts].join('\n').toLowerCase();
});

const isSecret = ({ kind }: Manifest): boolean => kind === 'Secret';

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
