import { parseArgs } from 'node:util';
import { nearest, problem, Unquoted } from '../checker/problem';
import type { Suppression } from '../checker/suppression';
import type { Environment } from '../synthesis/environment';
import { UserError } from '../synthesis/user-error';
import { Answer, type Invocation } from './run';

const USAGE =
  'usage: npm run synth -- [environment…] [--tag system=tag]… [--accept "rule Kind namespace/name: reason"]…';

const HELP = `${USAGE}

Checks the named environments, or all environments without a name. Writes dist if every rule of docs/rules.md holds.

  --tag     the tag of a system for this run: prod --tag api=1.5.0, with a digest --tag api=1.5.0@sha256:…
  --accept  a suppression for this run, after a rule for updates has refused a change
  --help    this text`;

/**
 * Returns the environments that a command line names, or all environments of the table without a name. The name of an
 * environment on several clusters chooses all of its folders. `--tag` sets the
 * tag of a system in the named environments. `--accept` suppresses a finding for a single run:
 * `prod --tag api=1.5.0 --tag web=2.0.1@sha256:…`.
 */
export function chosenEnvironments<E extends Environment>(
  { argv, env }: Pick<Invocation, 'argv' | 'env'>,
  environments: Readonly<Record<string, E>>,
): [string, E][] {
  const { positionals, values } = parse(argv);
  if (values.help) throw new Answer(HELP);
  const isNamed = ([folder, { name }]: [string, Environment]) =>
    [folder, name].some((each) => positionals.includes(each ?? ''));
  const all = Object.entries(environments);
  const named = positionals.length > 0 ? all.filter(isNamed) : all;
  const known = [...new Set(all.flatMap(([folder, { name }]) => [folder, name ?? folder]))];
  const tags = new Map((values.tag ?? []).map((assignment) => split(assignment)));
  const accepted = (values.accept ?? []).map(suppressionOf);
  const systems = [...new Set(Object.values(environments).flatMap(({ images }) => Object.keys(images ?? {})))];
  const problems = [
    ...positionals.filter((name) => !known.includes(name)).map((name) => unknown('environment', name, known)),
    ...(values.tag ?? []).flatMap((assignment) => tagProblems(assignment, systems)),
    ...['tag', 'accept'].flatMap((option) => npmProblems(option, env[`npm_config_${option}`])),
    ...(values.accept ?? []).filter((_, index) => !accepted[index]).map(acceptProblem),
  ];
  if (values.tag !== undefined && positionals.length === 0) {
    problems.push(
      problem('--tag', 'at least one environment on the command line, such as "prod"', new Unquoted('none')),
    );
  }
  if (values.accept !== undefined && positionals.length !== 1) {
    const received = new Unquoted(String(positionals.length));
    problems.push(problem('--accept', 'exactly one environment on the command line', received));
  }
  if (problems.length > 0) throw new UserError(problems, USAGE);
  return named.map(([folder, environment]) => {
    const suppressions = [...(environment.suppressions ?? []), ...accepted.flatMap((each) => each ?? [])];
    return [folder, { ...environment, ...imagesAt(environment, tags), suppressions }];
  });
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        tag: { type: 'string', multiple: true },
        accept: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UserError([(error as Error).message], USAGE);
  }
}

/** The images of an environment, with the tags of the command line. */
function imagesAt({ images = {} }: Environment, tags: ReadonlyMap<string, string>): Pick<Environment, 'images'> {
  if (tags.size === 0) return {};
  const entries = Object.entries(images).map(([system, image]) => {
    const tag = tags.get(system);
    return [system, tag === undefined ? image : image.at(tag)];
  });
  return { images: Object.fromEntries(entries) };
}

function split(assignment: string): [string, string] {
  const [, system = '', tag = ''] = /^([^=]*)=(.*)$/.exec(assignment) ?? [];
  return [system, tag];
}

function tagProblems(assignment: string, systems: readonly string[]): string[] {
  if (!assignment.includes('=')) return [problem('--tag', 'system=tag, such as api=1.5.0', assignment)];
  const [system] = split(assignment);
  return systems.includes(system) ? [] : [unknown('--tag', system, systems)];
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

function unknown(field: string, received: string, known: readonly string[]): string {
  const near = nearest(received, known);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  const expected = known.length === 0 ? 'no tag, since no environment has images' : `one of ${known.join(', ')}`;
  return `${problem(field, expected, received)}${hint}`;
}
