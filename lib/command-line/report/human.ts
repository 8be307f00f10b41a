import { getOrInsert } from '../../checker/manifest/get-or-insert';
import { identity } from '../../checker/manifest/manifest';
import { counted, firstOf, summary } from './counts';
import type { Located, Report } from './report';

/** Findings of one rule that are printed. The others are counted. */
const MOST_OF_A_RULE = 50;
/** One finding on more objects than these is printed once. */
const A_FEW = 3;

/** A report for people: findings by object, a line for each part of a finding. */
export function humanLines(report: Report): string[] {
  const { findings, unknown, unreadable, others, notes } = report;
  const alike = grouped(findings, likeness);
  const single = [...alike.values()].filter((same) => same.length <= A_FEW).flat();
  const many = [...alike.values()].filter((same) => same.length > A_FEW);
  const { printed, counts } = bounded(inOrder(single, findings));
  const sections = [
    ...[...grouped(printed, ({ finding, file }) => `${identity(finding.object)} (${file})`)].map(([title, group]) => [
      title,
      ...group.flatMap((each) => partsOf(each)),
    ]),
    ...many.slice(0, MOST_OF_A_RULE).map((same) => {
      const names = [...new Set(same.map(({ finding }) => identity(finding.object)))];
      const first = same[0] as Located;
      return [
        `${counted(names.length, 'object')}: ${firstOf(names, A_FEW)}`,
        ...partsOf(first, `, first in ${first.file}`),
      ];
    }),
    counts,
    titled('unknown: no manifest makes these, which may exist; --assume confirms them', [
      ...unknown.map(({ thing, neededBy }) => `${thing} (${firstOf(neededBy, 1)})`),
    ]),
    titled(`${counted(others.length, 'file')} without a manifest`, shortened(others)),
    [...notes],
    [...unreadable],
  ].filter((lines) => lines.length > 0);
  const end = findings.length > 0 || unreadable.length === 0 ? [summary(report)] : [];
  return [
    ...sections.flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines)),
    ...(sections.length > 0 && end.length > 0 ? [''] : []),
    ...end,
  ];
}

/** Two findings are alike if only their objects differ, and the names of containers in their fields. */
const likeness = ({ finding: { rule, field, expected, received } }: Located): string =>
  JSON.stringify([rule, field.replace(/\[[^\]]*\]/g, '[]'), expected, received]);

function partsOf({ finding, line }: Located, where = ''): string[] {
  const { rule, answer, field, expected, received, meant } = finding;
  return [
    `  ${answer}: ${rule}, line ${line()}${where}`,
    `    field     ${field}`,
    `    expected  ${expected}`,
    `    received  ${received}`,
    ...(meant === undefined ? [] : [`    meant     "${meant}"`]),
  ];
}

/** The first findings of each rule, and a line for each rule with more. */
function bounded(findings: readonly Located[]): { printed: Located[]; counts: string[] } {
  const seen = new Map<string, number>();
  const printed = findings.filter(({ finding: { rule } }) => {
    const count = (seen.get(rule) ?? 0) + 1;
    seen.set(rule, count);
    return count <= MOST_OF_A_RULE;
  });
  const over = [...seen].filter(([, count]) => count > MOST_OF_A_RULE);
  const counts = over.map(
    ([rule, count]) => `${count - MOST_OF_A_RULE} more of ${rule}: --format json has all of them`,
  );
  return { printed, counts };
}

function inOrder(some: readonly Located[], all: readonly Located[]): Located[] {
  const wanted = new Set(some);
  return all.filter((each) => wanted.has(each));
}

function grouped(findings: readonly Located[], key: (located: Located) => string): Map<string, Located[]> {
  const groups = new Map<string, Located[]>();
  for (const each of findings) getOrInsert(groups, key(each), () => []).push(each);
  return groups;
}

const titled = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];

const shortened = (lines: readonly string[]): string[] =>
  lines.length <= 10 ? [...lines] : [...lines.slice(0, 10), `and ${lines.length - 10} more`];
