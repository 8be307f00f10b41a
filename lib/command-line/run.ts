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
  /** Lines that follow once further files are written. @default none */
  readonly later?: Promise<readonly string[]>;
}

/** The answer to `--help`: `run` prints the message, with exit code 0. */
export class Answer extends Error {}

/**
 * Runs a program: prints the lines and sets the exit code. A UserError is printed as sentences, with exit code 1. Any
 * other error passes through with a stack trace.
 */
export function run(
  program: (invocation: Invocation) => Outcome,
  /** The folder of the manifests, unless CDK8S_OUTDIR names another folder. @default "dist" */
  outdir = 'dist',
): void {
  const { argv, env } = process;
  try {
    const invocation = { argv: argv.slice(2), env, outdir: env.CDK8S_OUTDIR ?? outdir, today: today() };
    const { lines, status, later } = program(invocation);
    for (const line of lines) console.log(line);
    process.exitCode = status;
    later?.then(
      (more) => {
        for (const line of more) console.log(line);
      },
      ({ message }: Error) => {
        console.error(message);
        process.exitCode = 2;
      },
    );
  } catch (error) {
    if (error instanceof Answer) console.log(error.message);
    else if (error instanceof UserError) {
      console.error(message(error));
      process.exitCode = 1;
    } else throw error;
  }
}

const today = (): string => new Date().toISOString().slice(0, 10);

function message({ problems, hint }: UserError): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`${count}, nothing was written:`, ...problems.map((line) => `  ${line}`), ...(hint ? [hint] : [])].join('\n');
}
