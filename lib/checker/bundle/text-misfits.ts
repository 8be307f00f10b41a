import { type Syntax, syntaxIn } from '../kubernetes/name-syntax';
import { type Texts, textFits } from '../kubernetes/texts-fit';
import { entryPath, itemPath } from '../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest } from '../manifest/manifest';
import { type Finding, quoted } from '../rule';
import type { Bundle } from './bundle';
import { typedFields } from './typed-fields';

/** The texts and keys, in the fields of a table, that do not fit. */
export function textMisfits<Entry>(
  bundle: Bundle,
  table: Readonly<Record<string, Entry>>,
  textsOf: (entry: Entry) => Texts,
): Finding[] {
  const { kubernetes } = bundle.cluster;
  return typedFields(bundle, table).flatMap(({ object, path, field, value, entry }) => {
    const { text: written, key } = textsOf(entry);
    const text = written && syntaxIn(kubernetes, written);
    const found: Finding[] = [];
    const entries = typeof value === 'object' ? entriesAt(value) : [];
    if (key) for (const [name] of entries) if (!key.fits(name)) found.push(misfit(object, path, key, name));
    if (text === undefined) return found;
    if (!textFits(value, text, field)) found.push(misfit(object, path, text, value));
    listAt(value).forEach((item, index) => {
      if (!textFits(item, text, field)) found.push(misfit(object, itemPath(path, item, index), text, item));
    });
    for (const [name, each] of entries) {
      if (!textFits(each, text, field)) found.push(misfit(object, entryPath(path, name), text, each));
    }
    return found;
  });
}

export function misfit(object: Manifest, field: string, syntax: Syntax, received: Json): Finding {
  return { object, field, expected: syntax.expected, received: quoted(received) };
}
