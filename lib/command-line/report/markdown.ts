import { identity } from '../../checker/manifest/manifest';
import { firstOf, summary } from './counts';
import type { Report } from './report';

/** More rows than these exceed the size of a comment. */
const MOST_ROWS = 200;

/** A report for the comment of a pull request: a table of findings, and lists of the rest. */
export function markdownLines(report: Report): string[] {
  const { findings, unknown, unreadable, others, notes } = report;
  const rows = findings.slice(0, MOST_ROWS).map(({ finding, file, line }) => {
    const { answer, rule, object, field, expected, received, meant } = finding;
    const hint = meant === undefined ? '' : ` (meant: ${meant})`;
    return row([answer, rule, identity(object), `${file}:${line()}`, field, expected, `${received}${hint}`]);
  });
  const table = [
    row(['answer', 'rule', 'object', 'place', 'field', 'expected', 'received']),
    row(Array(7).fill('---')),
    ...rows,
  ];
  const more = findings.length > MOST_ROWS ? [`${findings.length - MOST_ROWS} more findings.`] : [];
  return [
    `**${summary(report)}**`,
    ...(findings.length > 0 ? ['', ...table, ...more] : []),
    ...listed(
      'Unknown',
      unknown.map(({ thing, neededBy }) => `${thing} (${firstOf(neededBy, 1)})`),
    ),
    ...listed('Not read', unreadable),
    ...listed('Without a manifest', others),
    ...listed('Notes', notes),
  ];
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;')).join(' | ')} |`;

const listed = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : ['', `${title}:`, '', ...items.map((item) => `- ${item.replaceAll('<', '&lt;')}`)];
