import path from 'node:path';
import { human, rowsOf } from '../changes';
import { problem, Unquoted, unknownWord } from '../checker/problem';
import { protectedFiles } from '../synthesis/delivery';
import type { Environment } from '../synthesis/environment';
import { chartProblems, manifestsOf } from '../synthesis/manifests';
import { commandOf, type Program } from '../synthesis/program';
import { RenderedFolder } from '../synthesis/rendered-folder';
import { UserError } from '../synthesis/user-error';
import { parsed } from './arguments';
import { atVersions } from './chosen-environments';
import { Answer, type Invocation, type Outcome } from './run';
import { rendered } from './synth';
import { VersionsFile } from './versions-file';
import { VersionsHistory } from './versions-history';

const HELP = `
Copies the versions of all systems, or of the named ones, from one environment to another. Says which versions the other
environment had in no commit, and what the change leads to. Writes the file of versions and dist.

  --dry-run  write nothing
  --help     this text`;

/** Copies versions from one environment to another: `<from> <to> [system…] [--dry-run]`. */
export const promote =
  <E extends Environment>(program: Program<E>) =>
  (invocation: Invocation): Outcome => {
    const usage = `usage: ${commandOf(program, 'promote')} <from> <to> [system…] [--dry-run]`;
    const { positionals, isDry } = parse(invocation, usage);
    if (program.versions === undefined) {
      throw new UserError([problem('promote', 'a program with a file of versions', new Unquoted('one without'))]);
    }
    const file = VersionsFile.read(program.versions);
    const [from = '', to = '', ...systems] = positionals;
    const problems = requestProblems(file, from, to, systems);
    if (problems.length > 0) throw new UserError(problems, usage);

    const moved = movedVersions(file, from, to, systems);
    if (moved.size === 0) return { lines: [`${to} has the versions of ${from} already`], status: 0 };
    const own = Object.entries(program.environments).filter((each) => file.nameOf(each) === to);
    const promoted = own.map(([folder, environment]) => [folder, atVersions(environment, moved)] as const);
    const synthesis = rendered(program, invocation.outdir, promoted, file);
    synthesis.refuse(own.flatMap((each) => staleProblems(program, invocation.outdir, each)));
    synthesis.check();

    const history = new VersionsHistory(file.place);
    const passed = passedEnvironments(file, from, to);
    const lines = [
      ...[...moved].map(([system, version]) => {
        return `${system}: ${file.of(to).get(system)} → ${version}, ${history.says(passed, system, version)}`;
      }),
      ...human(rowsOf(synthesis.comparisons)),
    ];
    if (isDry) return { lines: [...lines, 'nothing was written: --dry-run'], status: 0 };
    const folders = own.map(([folder]) => path.join(invocation.outdir, folder));
    const write = (): Outcome => {
      file.with(to, moved).writeAround(file, () => synthesis.write());
      return { lines: [`written: ${[file.place, ...folders].join(', ')}`], status: 0 };
    };
    return { lines, status: 0, write };
  };

/** The versions of the source that the target has not, by system. */
function movedVersions(file: VersionsFile, from: string, to: string, systems: readonly string[]): Map<string, string> {
  const target = file.of(to);
  return new Map(
    [...file.of(from)].filter(([system, version]) => {
      const isWanted = systems.length === 0 || systems.includes(system);
      return isWanted && target.has(system) && target.get(system) !== version;
    }),
  );
}

/** The environments that a version comes to or passes by: those behind the source up to the target, in the order of the file. */
function passedEnvironments({ environments }: VersionsFile, from: string, to: string): readonly string[] {
  const [start, end] = [environments.indexOf(from), environments.indexOf(to)];
  return start < end ? environments.slice(start + 1, end + 1) : [to];
}

/** A folder that the program would write otherwise has changes that no version explains. */
function staleProblems<E extends Environment>(
  program: Program<E>,
  outdir: string,
  [folder, environment]: [string, E],
): string[] {
  const charts = program.assemble(folder, environment);
  if (chartProblems(charts).length > 0) return [];
  const place = path.join(outdir, folder);
  const { changed } = new RenderedFolder(place, folder, protectedFiles(manifestsOf(charts), environment.delivery));
  if (changed.length === 0) return [];
  const received = new Unquoted(`others: ${changed.join(' ')}`);
  return [
    `${problem(place, 'the files that the program writes', received)}; first run ${commandOf(program, 'synth')} ${folder}`,
  ];
}

function requestProblems(file: VersionsFile, from: string, to: string, systems: readonly string[]): string[] {
  if (to === '') return [problem('promote', 'two environments, such as "staging prod"', new Unquoted(from || 'none'))];
  const strangers = [from, to].filter((name) => !file.environments.includes(name));
  const known = [...file.of(from).keys()].filter((system) => file.of(to).has(system));
  return [
    ...strangers.map((name) => unknownWord(`environment of ${file.place}`, file.environments, name)),
    ...(from === to ? [problem('environment', `another one than ${from}`, to)] : []),
    ...(strangers.length > 0
      ? []
      : systems.filter((each) => !known.includes(each)).map((each) => unknownWord('system', known, each))),
  ];
}

function parse({ argv, env }: Invocation, usage: string): { positionals: string[]; isDry: boolean } {
  const { positionals, values } = read(argv, usage);
  if (values.help) throw new Answer(`${usage}\n${HELP}`);
  const isDry = values['dry-run'] ?? false;
  // An option before `--` reaches npm only, and the names reach the program: https://docs.npmjs.com/cli/commands/npm-run
  if (env.npm_config_dry_run !== 'true' || isDry) return { positionals, isDry };
  const expected = '"--" before the options, since npm keeps options without "--"';
  throw new UserError([problem('--dry-run', expected, new Unquoted('none'))], usage);
}

function read(argv: readonly string[], usage: string) {
  const options = { 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parsed(argv, options);
  } catch (error) {
    throw new UserError([(error as Error).message], usage);
  }
}
