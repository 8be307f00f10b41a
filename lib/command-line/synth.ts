import { problem, Unquoted } from '../checker/problem';
import type { Environment } from '../synthesis/environment';
import type { VerdictKeeper } from '../synthesis/kept-verdicts';
import { commandOf, type Program } from '../synthesis/program';
import { Synthesis } from '../synthesis/synthesis';
import { type Chosen, chosenEnvironments } from './chosen-environments';
import type { Invocation, Outcome } from './run';
import { VersionsFile } from './versions-file';

/** Writes the manifests of a program: `[environment…] [--tag system=tag]… [--save] [--accept "…"]…`. */
export const synth =
  <E extends Environment>(program: Program<E>) =>
  (invocation: Invocation): Outcome => {
    const chosen = chosenEnvironments(invocation, program);
    const file = program.versions === undefined ? undefined : VersionsFile.read(program.versions);
    const synthesis = rendered(program, invocation.outdir, chosen.environments, file, keeperOf(invocation));
    synthesis.refuse(saveProblems(chosen, program, file));
    synthesis.check();
    const save = chosen.save ? file : undefined;
    return { lines: [], status: 0, write: () => written(synthesis, program, chosen, save) };
  };

function written<E extends Environment>(
  synthesis: Synthesis,
  program: Program<E>,
  chosen: Chosen<E>,
  save: VersionsFile | undefined,
): Outcome {
  if (save === undefined) return { lines: [...synthesis.write(), ...unsavedLines(chosen, program)], status: 0 };
  const names = new Set(chosen.environments.map((each) => save.nameOf(each)));
  const saved = [...names].reduce((before, name) => before.with(name, chosen.versions), save);
  const lines = saved.writeAround(save, () => synthesis.write());
  const versions = [...chosen.versions].map(([system, version]) => `${system} ${version}`).join(', ');
  return { lines: [...lines, `${[...names].join(', ')}: ${versions} written to ${save.place}`], status: 0 };
}

/** The manifests of some environments of a program, checked, beside the names that all other environments hold. */
export function rendered<E extends Environment>(
  program: Program<E>,
  outdir: string,
  chosen: Chosen<E>['environments'],
  file: VersionsFile | undefined,
  keeper?: VerdictKeeper,
): Synthesis {
  const { environments, assemble } = program;
  const synthesis = new Synthesis(outdir, Object.keys(environments), commandOf(program, 'synth'), keeper);
  const problems = file?.problems(environments) ?? [];
  synthesis.refuse(problems.map(({ sentence }) => sentence));
  // An image at a wrong version has a second problem, which says the same.
  const isWrong = (each: readonly [string, E]) =>
    problems.some(({ environment }) => environment === file?.nameOf(each));
  const folders = chosen.map(([folder]) => folder);
  for (const each of Object.entries(environments)) {
    if (!folders.includes(each[0]) && !isWrong(each)) synthesis.reserve(each[0], each[1], assemble(...each));
  }
  for (const each of chosen) if (!isWrong(each)) synthesis.add(each[0], each[1], assemble(...each));
  return synthesis;
}

/** The place that the runner has for verdicts. A program that starts without the runner has none. */
function keeperOf({ env: { KEPT_VERDICTS: file, KEPT_FOR: library } }: Invocation): VerdictKeeper | undefined {
  return file !== undefined && library !== undefined ? { file, library } : undefined;
}

/** Versions that no file can keep. */
function saveProblems<E extends Environment>(
  { environments, versions, save }: Chosen<E>,
  program: Program<E>,
  file: VersionsFile | undefined,
): string[] {
  if (!save) return [];
  if (!file) return [problem('--save', 'a program with a file of versions', new Unquoted('one without'))];
  const folders = environments.map(([folder]) => folder);
  const names = new Set(environments.map((each) => file.nameOf(each)));
  const sharing = Object.entries<Environment>(program.environments).filter((each) => names.has(file.nameOf(each)));
  const missing = sharing.filter(([folder]) => !folders.includes(folder)).map(([folder]) => folder);
  return [
    ...(missing.length > 0
      ? [problem('--save', `${missing.join(', ')}, too, with the same versions`, new Unquoted(folders.join(', ')))]
      : []),
    ...[...names].flatMap((name) => {
      const systems = [...file.of(name).keys()];
      return [...versions.keys()]
        .filter((system) => !systems.includes(system))
        .map((system) => problem('--save', `a system of ${name} in ${file.place} (${systems.join(', ')})`, system));
    }),
  ];
}

/** A line for each version that dist has and the program has not. */
function unsavedLines<E extends Environment>({ environments, versions }: Chosen<E>, program: Program<E>): string[] {
  const hint = program.versions === undefined ? '' : `; add --save to write the version to ${program.versions}`;
  return environments.flatMap(([folder]) =>
    [...versions].flatMap(([system, version]) => {
      const image = program.environments[folder]?.images?.[system];
      if (!image || image.version === version) return [];
      return [
        `${folder}: ${system} ${version} is in dist alone: the next plain synth restores ${image.version}${hint}`,
      ];
    }),
  );
}
