import { sentence } from '../../checker/check';
import { summary } from './counts';
import type { Report } from './report';

/** A report as annotations of a pull request: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
export function githubLines(report: Report): string[] {
  return [
    ...report.unreadable.map((problem) => `::error::${escaped(problem)}`),
    ...report.findings.map(({ file, line, finding }) => {
      const level = finding.answer === 'broken' ? 'error' : 'warning';
      return `::${level} file=${property(file)},line=${line()},title=${finding.rule}::${escaped(sentence(finding))}`;
    }),
    ...(report.unknown.length > 0 ? [`::notice::${escaped(report.unknown.map(({ thing }) => thing).join('\n'))}`] : []),
    summary(report),
  ];
}

/** Escapes a text of a workflow command: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
export function escaped(data: string): string {
  return data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

export const property = (data: string): string => escaped(data).replaceAll(':', '%3A').replaceAll(',', '%2C');
