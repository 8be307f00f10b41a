import { problem, Unquoted, unknownWord } from '../checker/problem';
import type { Suppression } from '../checker/suppression';
import type { Environment } from '../synthesis/environment';
import { commandOf, type Program } from '../synthesis/program';
import { UserError } from '../synthesis/user-error';
import { parsed } from './arguments';
import { Answer, type Invocation } from './run';

/** The environments of a command line. */
export interface Chosen<E extends Environment> {
  /** The environments by their folders, with the versions and the suppressions of the command line. */
  readonly environments: readonly (readonly [folder: string, E])[];
  /** The versions of `--tag`, by system. */
  readonly versions: ReadonlyMap<string, string>;
  /** True if `--save` keeps the versions. */
  readonly save: boolean;
}

const OPTIONS = '[environment…] [--tag system=tag]… [--save] [--accept "rule Kind namespace/name: reason"]…';

const HELP = `
Checks the named environments, or all environments without a name. Writes dist if every rule of docs/rules.md holds.

  --tag     the version of a system: prod --tag api=1.5.0, with a digest --tag api=1.5.0@sha256:…
  --save    write the versions of --tag into the file of versions; the next synth takes other versions back
  --accept  a suppression for this run, after a rule for updates has refused a change
  --help    this text`;

/**
 * Returns the environments that a command line names, or all environments of the table without a name. The name of an
 * environment on several clusters chooses all of its folders: `prod --tag api=1.5.0 --tag web=2.0.1@sha256:…`.
 */
export function chosenEnvironments<E extends Environment>(
  { argv, env }: Pick<Invocation, 'argv' | 'env'>,
  program: Pick<Program<E>, 'environments' | 'command'>,
): Chosen<E> {
  const usage = `usage: ${commandOf(program, 'synth')} ${OPTIONS}`;
  const { positionals, values } = parse(argv, usage);
  if (values.help) throw new Answer(`${usage}\n${HELP}`);
  const all = Object.entries(program.environments);
  const isNamed = ([folder, { name }]: [string, Environment]) =>
    [folder, name].some((each) => positionals.includes(each ?? ''));
  const named = positionals.length > 0 ? all.filter(isNamed) : all;
  const known = [...new Set(all.flatMap(([folder, { name }]) => [folder, name ?? folder]))];
  const { tag: tags = [], accept: acceptances = [], save = false } = values;
  const accepted = acceptances.map(suppressionOf);
  const systems = [...new Set(all.flatMap(([, { images }]) => Object.keys(images ?? {})))];
  const problems = [
    ...positionals.filter((name) => !known.includes(name)).map((name) => unknownWord('environment', known, name)),
    ...tags.flatMap((assignment) => tagProblems(assignment, systems)),
    ...['tag', 'accept'].flatMap((option) => npmProblems(option, env[`npm_config_${option}`])),
    ...acceptances.filter((_, index) => !accepted[index]).map(acceptProblem),
  ];
  if (tags.length > 0 && positionals.length === 0) {
    problems.push(
      problem('--tag', 'at least one environment on the command line, such as "prod"', new Unquoted('none')),
    );
  }
  if (save && tags.length === 0) problems.push(problem('--save', 'a version to save, --tag', new Unquoted('none')));
  if (acceptances.length > 0 && positionals.length !== 1) {
    const received = new Unquoted(String(positionals.length));
    problems.push(problem('--accept', 'exactly one environment on the command line', received));
  }
  if (problems.length > 0) throw new UserError(problems, usage);
  const versions = new Map(tags.map(split));
  const environments = named.map(([folder, environment]) => {
    const suppressions = [...(environment.suppressions ?? []), ...accepted.flatMap((each) => each ?? [])];
    return [folder, { ...atVersions(environment, versions), suppressions }] as const;
  });
  return { environments, versions, save };
}

/** An environment with other versions of some systems. */
export function atVersions<E extends Environment>(environment: E, versions: ReadonlyMap<string, string>): E {
  if (versions.size === 0) return environment;
  const images = Object.entries(environment.images ?? {}).map(([system, image]) => {
    const version = versions.get(system);
    return [system, version === undefined ? image : image.at(version)];
  });
  return { ...environment, images: Object.fromEntries(images) };
}

function parse(argv: readonly string[], usage: string) {
  try {
    return parsed(argv, {
      tag: { type: 'string', multiple: true },
      save: { type: 'boolean' },
      accept: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    });
  } catch (error) {
    throw new UserError([(error as Error).message], usage);
  }
}

function split(assignment: string): [string, string] {
  const [, system = '', tag = ''] = /^([^=]*)=(.*)$/.exec(assignment) ?? [];
  return [system, tag];
}

function tagProblems(assignment: string, systems: readonly string[]): string[] {
  if (!assignment.includes('=')) return [problem('--tag', 'system=tag, such as api=1.5.0', assignment)];
  const [system] = split(assignment);
  if (systems.length === 0) return [problem('--tag', 'no tag, since no environment has images', system)];
  return systems.includes(system) ? [] : [unknownWord('--tag', systems, system)];
}

/** An option before `--` reaches npm only: https://docs.npmjs.com/cli/commands/npm-run */
function npmProblems(option: string, taken: string | undefined): string[] {
  if (taken === undefined || !/[= ]/.test(taken)) return [];
  return [problem(`--${option}`, '"--" before the options, since npm keeps options without "--"', taken)];
}

function suppressionOf(acceptance: string): Suppression | undefined {
  const [, rule, object, reason] = /^(\S+) (\S+ \S+): (.*\S)/.exec(acceptance) ?? [];
  return rule && object && reason ? { rule, object, reason } : undefined;
}

const acceptProblem = (acceptance: string): string =>
  problem('--accept', '"rule Kind namespace/name: reason"', acceptance);
