/** What a person can mend, in sentences: no stack trace helps with it. */
export class Refusal extends Error {
  constructor(
    readonly problems: readonly string[],
    /** What helps with all of them. */
    readonly hint?: string,
  ) {
    super(problems.join('\n'));
  }
}

/** What a person asked for instead of a run, such as with `--help`. */
export class Answer extends Error {}

/** Prints why nothing was written, and ends the program with exit code 1; with 0 if that was asked for. */
function exitWithSentences(error: unknown): never {
  if (error instanceof Answer) {
    console.log(error.message);
    process.exit(0);
  }
  const problems = error instanceof Refusal ? error.problems : [unforeseen(error)];
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const hint = error instanceof Refusal && error.hint !== undefined ? [error.hint] : [];
  console.error([`${count}, nothing was written:`, ...problems.map((line) => `  ${line}`), ...hint].join('\n'));
  process.exit(1);
}

/** cdk8s throws on some values as soon as they are made: `Size.gibibytes(-1)`. The line that made them helps. */
function unforeseen(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const own = frames.find((line) => !/node_modules|node:/.test(line));
  const place = own && /((?:lib|test)\/[^():]+|main\.ts):(\d+)/.exec(own.replaceAll('\\', '/'));
  return place ? `${place[1]}:${place[2]}: ${error.message}` : error.message;
}

// Environments are values of modules: what they throw while being loaded passes by every try.
process.on('uncaughtException', exitWithSentences);
