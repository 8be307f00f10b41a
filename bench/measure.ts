import { spawnSync } from 'node:child_process';

/** A run to time. */
export interface Subject {
  readonly name: string;
  /** Runs before each timed run. */
  readonly prepare?: () => void;
  /** The commands of the run, one after the other. */
  readonly commands: readonly Command[];
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
}

/** The seconds of one subject in every round. */
export interface Measurement {
  readonly name: string;
  readonly seconds: readonly number[];
  /** The peak memory in MB that the program of the subject has reported; 0 without a report. */
  readonly memory: number;
}

/** Times all subjects in turn in every round, so other load meets all of them alike. A first round fills the caches. */
export function measure(subjects: readonly Subject[], rounds: number): Measurement[] {
  const runs = subjects.map((subject) => ({ subject, seconds: [] as number[], memory: 0 }));
  for (let round = -1; round < rounds; round++) {
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
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** The median over all rounds of the time of one subject as a multiple of the time of the other subject. */
export function ratio(one: Measurement, other: Measurement): number {
  return median(one.seconds.map((seconds, round) => seconds / (other.seconds[round] ?? Number.NaN)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [below, above] = [Math.floor, Math.ceil].map((round) => sorted[round((sorted.length - 1) / 2)] ?? Number.NaN);
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2;
}
