import { parseArgs } from 'node:util';
import { type Environment, SYSTEMS, type System, withVersions } from '../wealist/environments/environment';
import type { Exception } from '../checker/suppression';
import { nearest, problem, Unquoted } from '../checker/problem';
import { Answer, Refusal } from './user-error';

const USAGE =
  'usage: npm run synth -- [environment…] [--tag system=tag]… [--accept "rule Kind namespace/name: reason"]…';

const HELP = `${USAGE}

Checks the environments, all of them if none is named, and writes them to dist if every rule of docs/rules.md holds.

  --tag     the tag of a system for this run: prod --tag board-api=1.5.0, with a digest --tag board-api=1.5.0@sha256:…
  --accept  an exception for this run, after a refusal by one of the rules for updates
  --help    this text`;

/**
 * The environments that a command line asks for, all of them if it names none, with the tags it sets:
 * `prod --tag board-api=1.5.0 --tag frontend=2.0.1@sha256:…`.
 *
 * A pipeline sets tags of an environment that it names; each is checked like one in code. `--accept` makes an exception
 * for this run: an update that Kubernetes will refuse or that loses data is meant once, not for ever.
 */
export function chosenEnvironments<Name extends string>(
  argv: readonly string[],
  environments: Readonly<Record<Name, Environment>>,
  /** What npm has taken for options of its own. */
  npmOptions: Readonly<Record<string, string | undefined>> = {},
): [Name, Environment][] {
  const { positionals, values } = parse(argv);
  if (values.help) throw new Answer(HELP);
  const known = Object.keys(environments) as Name[];
  const isKnown = (name: string): name is Name => (known as string[]).includes(name);
  const problems = positionals.filter((name) => !isKnown(name)).map((name) => unknown('environment', name, known));

  const versions: Partial<Record<System, string>> = {};
  for (const assignment of values.tag ?? []) {
    const [, name = '', version = ''] = /^([^=]*)=(.*)$/.exec(assignment) ?? [];
    const system = SYSTEMS.find((candidate) => candidate === name);
    if (system !== undefined) versions[system] = version;
    else if (assignment.includes('=')) problems.push(unknown('--tag', name, SYSTEMS));
    else problems.push(problem('--tag', 'system=tag, such as board-api=1.5.0', assignment));
  }
  for (const option of ['tag', 'accept']) {
    const taken = npmOptions[`npm_config_${option}`];
    if (taken !== undefined && /[= ]/.test(taken)) {
      problems.push(problem(`--${option}`, '"--" before the options, else npm takes them for its own', taken));
    }
  }
  if (values.tag !== undefined && positionals.length === 0) {
    problems.push(problem('--tag', 'the environment it is meant for before it, such as "prod"', new Unquoted('none')));
  }
  const accepted: Exception[] = [];
  for (const acceptance of values.accept ?? []) {
    const [, rule, object, reason] = /^(\S+) (\S+ \S+): (.*\S)/.exec(acceptance) ?? [];
    if (rule && object && reason) accepted.push({ rule, object, reason });
    else problems.push(problem('--accept', '"rule Kind namespace/name: reason"', acceptance));
  }
  if (values.accept !== undefined && positionals.length !== 1) {
    const received = new Unquoted(String(positionals.length));
    problems.push(problem('--accept', 'one environment before it, the one whose update is meant', received));
  }
  if (problems.length > 0) throw new Refusal(problems, USAGE);

  const chosen = positionals.length > 0 ? known.filter((name) => positionals.includes(name)) : known;
  return chosen.map((name) => {
    const environment = withVersions(environments[name], versions);
    return [name, { ...environment, exceptions: [...(environment.exceptions ?? []), ...accepted] }];
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
    throw new Refusal([(error as Error).message], USAGE);
  }
}

function unknown(field: string, received: string, known: readonly string[]): string {
  const near = nearest(received, known);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return `${problem(field, `one of ${known.join(', ')}`, received)}${hint}`;
}
