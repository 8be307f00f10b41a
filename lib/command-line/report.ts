import { type RuleFinding, sentence } from '../checker/check';
import { identity } from '../checker/manifest/manifest';

/** A finding, and the place of its field. */
export interface Located {
  readonly finding: RuleFinding;
  readonly file: string;
  readonly line: number;
}

/** The format of a report: for people, for programs, or as annotations of a pull request. */
export type Format = 'human' | 'json' | 'github';

/** Returns the lines of a report on findings and unreadable files. */
export function report(
  format: Format,
  findings: readonly Located[],
  unreadable: readonly string[],
  /** The number of checked environments. */
  environments: number,
): string[] {
  if (format === 'json') return [JSON.stringify({ findings: findings.map(asJson), unreadable }, undefined, 2)];
  if (format === 'github') {
    return [
      ...unreadable.map((problem) => `::error::${escaped(problem)}`),
      ...findings.map(({ file, line, finding }) => {
        return `::error file=${escaped(file)},line=${line},title=${finding.rule}::${escaped(sentence(finding))}`;
      }),
    ];
  }
  const count =
    findings.length === 0 ? 'no findings' : findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const where = environments === 1 ? '' : ` in ${environments} environments`;
  return [
    ...unreadable,
    ...findings.map(({ file, line, finding }) => `${file}:${line}: ${sentence(finding)}`),
    ...(findings.length > 0 || unreadable.length === 0 ? [`${count}${where}`] : []),
  ];
}

function asJson({ file, line, finding }: Located) {
  const { rule, object, field, expected, received, meant } = finding;
  return {
    file,
    line,
    object: identity(object),
    field,
    rule,
    expected,
    received,
    ...(meant !== undefined && { meant }),
  };
}

/** Escapes a text of a workflow command: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
export function escaped(data: string): string {
  return data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
