import { UserError } from '../synthesis/user-error';

/** The command line and the environment variables of a program. */
export interface Invocation {
  /** The arguments behind the name of the program. */
  readonly argv: readonly string[];
  /** The environment variables of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the manifests. */
  readonly outdir: string;
  /** The day of the run, such as "2027-03-01". @default no suppression is out of date */
  readonly today?: string;
}

/** The lines and the exit code of a program. */
export interface Outcome {
  /** The lines for standard output. */
  readonly lines: readonly string[];
  /** The exit code: 0 for success, 1 for findings, 2 for unreadable files or options. */
  readonly status: 0 | 1 | 2;
  /** Writes files, and returns the lines and the exit code of the whole. @default nothing to write */
  readonly write?: () => Outcome | Promise<Outcome>;
}

/** The answer to `--help`: `run` prints the message, with exit code 0. */
export class Answer extends Error {}

/**
 * Runs a program: prints the lines, writes the files and sets the exit code. A UserError is printed as sentences, with
 * exit code 1. Any other error passes through with a stack trace.
 *
 * Nothing is printed or written before the process has nothing else to do: the runner checks the types of a program while
 * the program works, and ends the process at a mistake.
 */
export function run(
  program: (invocation: Invocation) => Outcome,
  /** The folder of the manifests, unless CDK8S_OUTDIR names another folder. @default "dist" */
  outdir = 'dist',
): void {
  const { argv, env } = process;
  const invocation = { argv: argv.slice(2), env, outdir: env.CDK8S_OUTDIR ?? outdir, today: today() };
  const outcome = answered(() => program(invocation));
  process.once('beforeExit', () => finish(outcome));
}

/** An outcome, or the sentences for standard error. */
type Said = Outcome & { readonly refusal?: string };

function answered(step: () => Outcome | Promise<Outcome>): Said | Promise<Said> {
  try {
    return step();
  } catch (error) {
    if (error instanceof Answer) return { lines: [error.message], status: 0 };
    if (error instanceof UserError) return { lines: [], refusal: message(error), status: 1 };
    throw error;
  }
}

async function finish(outcome: Said | Promise<Said>): Promise<void> {
  const { lines, refusal, status, write } = await outcome;
  for (const line of lines) console.log(line);
  if (refusal !== undefined) console.error(refusal);
  process.exitCode = status;
  if (write) await finish(answered(write));
}

const today = (): string => new Date().toISOString().slice(0, 10);

function message({ problems, hint }: UserError): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`${count}, nothing was written:`, ...problems.map((line) => `  ${line}`), ...(hint ? [hint] : [])].join('\n');
}
