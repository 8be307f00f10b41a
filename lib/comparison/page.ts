import { attributed, type Render } from './attribution';
import { differingFields, type FieldPath, fieldOf } from './differing-fields';
import { shownValue } from './shown-value';

/** As many objects and fields as stand below one field. */
const MOST_LINES = 12;

/**
 * The environments compared, in Markdown: a row for each field in which any two of them differ, and below the objects and
 * fields that follow from each. Attribution is proven by rendering, between each environment and the next.
 */
export function comparisonPage<E>(environments: Readonly<Record<string, E>>, render: Render<E>): string[] {
  const names = Object.keys(environments);
  const all = Object.values(environments);
  const pairs = all.slice(1).map((other, index) => [all[index] as E, other] as const);
  const fields = outermost(pairs.flatMap(([one, other]) => differingFields(one, other)));
  const followers = new Map<string, Set<string>>(fields.map((field) => [field.join('.'), new Set()]));
  const unexplained = new Set<string>();
  for (const [one, other] of pairs) {
    const { byField, unexplained: rest } = attributed(one, other, render);
    for (const each of rest) unexplained.add(each);
    for (const [path, differences] of byField) {
      const field = fields.find((each) => each.every((name, index) => path[index] === name)) ?? path;
      for (const each of differences) followers.get(field.join('.'))?.add(each);
    }
  }
  const cell = (text: string) => text.replaceAll('|', '\\|');
  return [
    `| field | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
    ...fields.map((field) => {
      return `| \`${field.join('.')}\` | ${all.map((each) => cell(shownValue(fieldOf(each, field)))).join(' | ')} |`;
    }),
    '',
    ...fields.flatMap((field) => followersOf(field, followers)),
    ...(unexplained.size === 0
      ? []
      : ['## No field alone', '', ...[...unexplained].sort().map((each) => `- ${each}`), '']),
  ];
}

/** Where one pair differs in a whole field, and another in a part of the field, the whole stands for both. */
function outermost(fields: readonly FieldPath[]): FieldPath[] {
  const known = [...new Map(fields.map((field) => [field.join('.'), field])).values()];
  return known.filter(
    (field) =>
      !field.some((_, end) => end > 0 && known.some((each) => each.join('.') === field.slice(0, end).join('.'))),
  );
}

function followersOf(field: FieldPath, followers: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const lines = [...(followers.get(field.join('.')) ?? [])].sort();
  const shown = lines.slice(0, MOST_LINES).map((line) => `- ${line}`);
  const more = lines.length > MOST_LINES ? [`- and ${lines.length - MOST_LINES} more`] : [];
  return [
    `## ${field.join('.')}`,
    '',
    ...(lines.length === 0 ? ['Nothing in dist follows from it.'] : [...shown, ...more]),
    '',
  ];
}
