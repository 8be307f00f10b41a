import type { Bundle } from '../../bundle/bundle';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Manifest } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A section of a file of Fluent Bit: https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode/format-schema */
interface Section {
  readonly kind: string;
  readonly values: ReadonlyMap<string, string>;
}

/** The outputs and filters of Fluent Bit take records that an input makes. */
export const fluentTagsMatch: Rule = {
  id: 'fluent-tags-match',
  answer: 'broken',
  why: 'Fluent Bit drops a record whose tag no output matches, and says nothing of it',
  example:
    'ConfigMap default/logs: data[fluent-bit.conf]: expected a Match of the tags (kube.*), received "k8s.*" [fluent-tags-match]',
  check: (bundle: Bundle) => bundle.ofKind('ConfigMap').flatMap(unmatched),
};

function unmatched(object: Manifest): Finding[] {
  const files = entriesAt(object, 'data').flatMap(([key, text]) => {
    const isConfig = typeof text === 'string' && /^\s*\[(INPUT|OUTPUT|FILTER)\]/m.test(text);
    return isConfig ? [{ key, sections: sectionsOf(text) }] : [];
  });
  const all = files.flatMap(({ sections }) => sections);
  const inputs = all.filter(({ kind }) => kind === 'INPUT');
  const tags = inputs.map(({ values }) => values.get('tag'));
  // A filter may give other tags, and another file may hold other inputs.
  const isOpen =
    inputs.length === 0 ||
    tags.some((tag) => tag === undefined || tag.includes('$')) ||
    all.some(({ values }) => values.get('name') === 'rewrite_tag') ||
    files.some(({ sections }) => sections.some(({ kind }) => kind === 'INCLUDE'));
  if (isOpen) return [];
  const made = tags.filter((tag) => tag !== undefined);
  return files.flatMap(({ key, sections }) =>
    sections
      .filter(({ kind }) => kind === 'OUTPUT' || kind === 'FILTER')
      .flatMap(({ values }): Finding[] => {
        const match = values.get('match');
        if (match === undefined || /[${]/.test(match) || made.some((tag) => meet(match, tag))) return [];
        const expected = `a Match of the tags (${made.join(', ')})`;
        return [{ object, field: entryPath('data', key), expected, received: quoted(match) }];
      }),
  );
}

function sectionsOf(text: string): Section[] {
  const sections: { kind: string; values: Map<string, string> }[] = [];
  for (const line of text.split('\n')) {
    const [, kind] = /^\s*\[(\w+)\]\s*$/.exec(line) ?? [];
    const [, name = '', value = ''] = /^\s*(\w[\w.]*)\s+(\S.*?)\s*$/.exec(line) ?? [];
    if (/^\s*@INCLUDE\b/i.test(line)) sections.push({ kind: 'INCLUDE', values: new Map() });
    else if (kind !== undefined) sections.push({ kind: kind.toUpperCase(), values: new Map() });
    else if (name !== '') sections.at(-1)?.values.set(name.toLowerCase(), value);
  }
  return sections;
}

/** True if a tag and a match may be the same text: each `*` stands for any text. */
function meet(match: string, tag: string): boolean {
  const [head = ''] = match.split('*', 1);
  const [start = ''] = tag.split('*', 1);
  const heads = head.startsWith(start) || start.startsWith(head);
  return match.includes('*') || tag.includes('*') ? heads : match === tag;
}
