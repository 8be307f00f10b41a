import { githubLines } from './github';
import { humanLines } from './human';
import { jsonLines } from './json';
import { markdownLines } from './markdown';
import type { Report } from './report';
import { sarifLines } from './sarif';

/** The formats: for people, for programs, for a pull request, for code scanning, for a comment. */
const FORMATS = {
  human: humanLines,
  json: jsonLines,
  github: githubLines,
  sarif: sarifLines,
  markdown: markdownLines,
} satisfies Record<string, (report: Report) => string[]>;

export type Format = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];

/** The lines of a report. */
export const linesOf = (format: Format, report: Report): string[] => FORMATS[format](report);
