/** Mistakes that a person can mend. The sentences say how, and a stack trace adds nothing. */
export class UserError extends Error {
  constructor(
    readonly problems: readonly string[],
    /** A line about all of the problems. @default none */
    readonly hint?: string,
  ) {
    super(problems.join('\n'));
  }
}
