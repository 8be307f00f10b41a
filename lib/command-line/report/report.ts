import type { RuleFinding } from '../../checker/check';

/** A finding, and the place of its field. */
export interface Located {
  readonly finding: RuleFinding;
  readonly file: string;
  /** The line is looked up for printed findings alone. */
  readonly line: () => number;
}

/** A thing that no manifest makes, and the objects that need the thing. */
export interface Unknown {
  readonly thing: string;
  readonly neededBy: readonly string[];
}

/** The result of a run. */
export interface Report {
  /** The findings that fail the run, in the order of files and objects. */
  readonly findings: readonly Located[];
  readonly unknown: readonly Unknown[];
  /** Files, documents and objects that could not be judged, a sentence for each. */
  readonly unreadable: readonly string[];
  /** The files without a manifest, each with the reason. */
  readonly others: readonly string[];
  /** What was left out on purpose: suppressions and the baseline, with the entries that are out of date. */
  readonly notes: readonly string[];
  readonly environments: number;
  readonly objects: number;
}
