import type { Kubectl } from './kubectl';
import type { Options } from './options';
import type { Probes } from './probes';
import type { System } from './system';

/** A step that did not hold, with commands that show more. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly look: readonly string[] = [],
  ) {
    super(message);
  }
}

export interface Run {
  readonly kubectl: Kubectl;
  readonly options: Options;
  readonly probes: Probes;
  readonly system: System;
}

/** A promise that a cluster keeps or breaks. */
export interface Step {
  readonly title: string;
  /** Returns what was seen, in a few words. Throws a Failure if the promise is broken. */
  readonly run: (run: Run) => Promise<string>;
}
