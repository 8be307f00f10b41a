import { type Measurement, median, noise } from './measure';
import type { Result } from './targets';

/** Targets with what was measured. */
export function targetTable(results: readonly Result[]): string {
  const rows = results.map(({ what, one, other, most, ratio }) => {
    const measured = ratio === undefined ? ['not measured', ''] : [ratio.toFixed(2), ratio <= most ? 'yes' : 'no'];
    return [what, `${one} / ${other}`, `≤ ${most}`, ...measured];
  });
  return table(['what', 'ratio of', 'target', 'measured', 'holds'], rows);
}

/** What was measured, in seconds, and how far runs of the same thing lie apart. */
export function secondsTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => {
    const { name, seconds, memory } = measurement;
    return [
      name,
      median(seconds).toFixed(2),
      `${(noise(measurement) * 100).toFixed(0)} %`,
      memory === 0 ? '' : `${memory} MB`,
    ];
  });
  return table(['run', 'median, s', 'noise', 'peak memory'], rows);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
