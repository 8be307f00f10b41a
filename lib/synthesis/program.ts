import type { Chart } from 'cdk8s';
import type { Environment } from './environment';

/** The commands of a program. */
export type Command = 'synth' | 'verify' | 'promote';

/** A product: its environments, and all that the commands need to know of them. */
export interface Program<E extends Environment = Environment> {
  /** Every environment, by the name of its folder. */
  readonly environments: Readonly<Record<string, E>>;
  /** Returns the charts of an environment, by the names of their files. */
  readonly assemble: (name: string, environment: E) => Readonly<Record<string, Chart>>;
  /**
   * The JSON file with the versions of images, `{ "prod": { "api": "1.4.2" } }`: by environment and by system of `images`.
   * `promote` and `--save` write the file.
   *
   * @default none: every version stands in code, and `promote` and `--save` are refused
   */
  readonly versions?: string;
  /** Returns the words that start a command in a shell, for usages and hints. @default `npm run <name> --` */
  readonly command?: (name: Command) => string;
}

/** The words that start a command of a program. */
export const commandOf = ({ command }: Pick<Program, 'command'>, name: Command): string =>
  command?.(name) ?? `npm run ${name} --`;
