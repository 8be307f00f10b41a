import type { PodTemplate } from '../../bundle/bundle';
import { typedFields } from '../../bundle/typed-fields';
import { FIXED_VALUES, RESTART_POLICIES } from '../../kubernetes/fixed-values';
import { entryOf } from '../../manifest/entry-of';
import { itemPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, stringAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A field with a fixed set of words holds a word of the set. */
export const enumerations: Rule = {
  id: 'enumerations',
  answer: 'broken',
  why: 'where the API server knows a few words only, it compares them letter by letter: it rejects "never" for "Never"',
  example:
    'Pod default/api: spec.containers[api].imagePullPolicy: expected Always, IfNotPresent or Never, received "never"; did you mean "Never"? [enumerations]',
  check: (bundle) => [
    ...typedFields(bundle, FIXED_VALUES).flatMap(({ object, path, value, entry: { known, open, filled } }) => {
      if (typeof value === 'string' && known.includes(value)) return [];
      return (
        words(value, path)
          // An empty text is seldom a value. An empty item of a list is one.
          .filter(
            ([, word]) =>
              (word !== '' || filled === true || Array.isArray(value)) && !known.includes(word) && !open?.test(word),
          )
          .map(([field, word]): Finding => ({ object, field, expected: either(known), ...misspelt(word, known) }))
      );
    }),
    ...bundle.templates.flatMap(restartPolicy),
  ],
};

/** The word of a field, the words of a list, or the keys of a map. */
function words(value: Json, path: string): (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  const listed = listAt(value).flatMap((item, index) =>
    typeof item === 'string' ? [[itemPath(path, item, index), item] as const] : [],
  );
  return [...listed, ...entriesAt(value).map(([key]) => [path, key] as const)];
}

function restartPolicy({ owner: object, path, spec }: PodTemplate): Finding[] {
  const known = entryOf(RESTART_POLICIES, object.kind) ?? ['Always'];
  const policy = stringAt(spec, 'restartPolicy');
  if (spec === undefined || known.includes(policy ?? 'Always')) return [];
  const received = policy === undefined ? { received: 'nothing' } : misspelt(policy, known);
  return [{ object, field: `${path}.restartPolicy`, expected: either(known), ...received }];
}

function misspelt(word: string, known: readonly string[]): Pick<Finding, 'received' | 'meant'> {
  const sameLetters = known.find((each) => each.toLowerCase() === word.toLowerCase());
  return { received: quoted(word), meant: sameLetters ?? nearest(word, known) };
}

function either(known: readonly string[]): string {
  return known.length < 2 ? known.join() : `${known.slice(0, -1).join(', ')} or ${known.at(-1)}`;
}
