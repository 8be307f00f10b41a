/** The mistakes of a user, one sentence for each problem. `run` prints the sentences without a stack trace. */
export class UserError extends Error {
  constructor(
    /** The problems: field, expected value, received value. */
    readonly problems: readonly string[],
    /** The line after the problems, such as a command to run. @default none */
    readonly hint?: string,
  ) {
    super(problems.join('\n'));
  }
}
