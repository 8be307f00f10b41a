import { readFileSync, writeFileSync } from 'node:fs';
import { counted } from './report/counts';
import { subjectOf } from './report/fingerprint';
import type { Located } from './report/report';

/** The findings that are not in a baseline, and sentences about those that are. */
export interface Compared {
  readonly findings: readonly Located[];
  readonly notes: readonly string[];
}

/** Leaves out the findings of a baseline. An entry without a finding is said. */
export function withoutBaseline(findings: readonly Located[], file: string): Compared {
  const entries = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const known = new Set(entries);
  const found = new Set(findings.map(({ finding }) => subjectOf(finding)));
  const fresh = findings.filter(({ finding }) => !known.has(subjectOf(finding)));
  const stale = entries.filter((entry) => !found.has(entry));
  return {
    findings: fresh,
    notes: [
      `${counted(findings.length - fresh.length, 'finding')} of the baseline ${file} left out`,
      ...stale.map((entry) => `${file}: remove "${entry}", which is no finding any more`),
    ],
  };
}

/** Writes a baseline: a line for each rule, object and field, so that a change of one shows as a line. */
export function writeBaseline(findings: readonly Located[], file: string): void {
  const lines = [...new Set(findings.map(({ finding }) => subjectOf(finding)))].sort();
  writeFileSync(file, ['# Findings that were there before. Written by --write-baseline.', ...lines, ''].join('\n'));
}
