import type { Report } from './report';

/** `2 broken, 1 risk, 4 unknown in 48 objects`. */
export function summary({ findings, unknown, environments, objects }: Report): string {
  const broken = findings.filter(({ finding }) => finding.answer === 'broken').length;
  const risks = findings.length - broken;
  const counts = [
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(risks > 0 ? [counted(risks, 'risk')] : []),
    ...(unknown.length > 0 ? [`${unknown.length} unknown`] : []),
  ];
  const where = environments === 1 ? '' : ` in ${environments} environments`;
  return findings.length === 0
    ? [`no findings${where}`, ...counts].join(', ')
    : `${counts.join(', ')} in ${counted(objects, 'object')}${where}`;
}

/** `1 file`, `2 files`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The first few of many names. */
export function firstOf(names: readonly string[], most: number): string {
  const more = names.length - most;
  return more <= 0 ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${more} more`;
}
