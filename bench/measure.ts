import { spawnSync } from 'node:child_process';

/** Something that can be run and timed. */
export interface Subject {
  readonly name: string;
  /** Before each run, not timed. */
  readonly prepare?: () => void;
  /** One command, or several in sequence. */
  readonly commands: readonly Command[];
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
}

/** Seconds of one subject over all rounds. */
export interface Measurement {
  readonly name: string;
  readonly seconds: readonly number[];
  /** Most memory that a program of it has said it used, in MB; 0 if none says. */
  readonly memory: number;
}

/**
 * Times every subject in every round, in turn: what else the machine does meets all of them alike. The first rounds
 * fill caches and do not count.
 */
export function measure(subjects: readonly Subject[], rounds: number, first = 1): Measurement[] {
  const runs = subjects.map((subject) => ({ subject, seconds: [] as number[], memory: 0 }));
  for (let round = -first; round < rounds; round++) {
    for (const run of runs) {
      run.subject.prepare?.();
      const start = performance.now();
      const output = run.subject.commands.map(execute);
      if (round < 0) continue;
      run.seconds.push((performance.now() - start) / 1000);
      run.memory = Math.max(run.memory, ...output.map((text) => Number(/peak memory: (\d+) MB/.exec(text)?.[1] ?? 0)));
    }
  }
  return runs.map(({ subject: { name }, seconds, memory }) => ({ name, seconds, memory }));
}

function execute({ command, args, folder }: Command): string {
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** Whether a command can be found. */
export function isThere(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** How far the middle half of the runs of one subject lie apart, as a share of their median. */
export function noise({ seconds }: Measurement): number {
  return (quantile(seconds, 0.75) - quantile(seconds, 0.25)) / median(seconds);
}

/** The median of what one subject took of the time of another in the same round. */
export function ratio(one: Measurement, other: Measurement): number {
  return median(one.seconds.map((seconds, round) => seconds / (other.seconds[round] ?? Number.NaN)));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)] ?? Number.NaN, sorted[Math.ceil(position)] ?? Number.NaN];
  return below + (above - below) * (position - Math.floor(position));
}
