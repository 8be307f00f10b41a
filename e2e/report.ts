import { writeFileSync } from 'node:fs';

/** The result of a step. */
export interface Result {
  readonly title: string;
  readonly held: boolean;
  readonly seconds: number;
  readonly seen: string;
}

export interface Report {
  readonly environment: string;
  readonly finished: string;
  readonly results: readonly Result[];
}

/** Writes a report for people and one for programs. */
export function writeReport(file: string, report: Report): void {
  writeFileSync(`${file}.json`, `${JSON.stringify(report, undefined, 2)}\n`);
  writeFileSync(`${file}.md`, markdown(report));
}

export function markdown({ environment, finished, results }: Report): string {
  const rows = results.map(({ title, held, seconds, seen }) => {
    return `| ${title} | ${held ? 'yes' : '**no**'} | ${seconds.toFixed(0)} s | ${seen.replaceAll('|', '\\|').replaceAll('\n', ' ')} |`;
  });
  return [
    `# ${environment} on a cluster, ${finished}`,
    '',
    '| promise | held | took | seen |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
