import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../checker/manifest/manifest';
import { type Located, readManifests } from '../checker/manifest/yaml-reader';
import { nearest, problem, Unquoted } from '../checker/problem';
import { filesBelow, reasonOf, textOf } from './files-below';

/** The file of a manifest, and the lines of its fields: for findings to point at. */
export interface Place extends Pick<Located, 'lineOf'> {
  readonly file: string;
}

/** The manifests of one environment, read from one path. */
export interface BundleFiles {
  /** The place of each manifest. */
  readonly places: ReadonlyMap<Manifest, Place>;
  /** The problems of unreadable files, one sentence for each. */
  readonly unreadable: readonly string[];
  /** The files without a manifest, each with the reason. */
  readonly others: readonly string[];
}

/** Standard input as a path. */
export const STANDARD_INPUT = '-';

/** The environments of a path: the subfolders of a folder with subfolders only; otherwise the path itself. */
export function environmentsOf(target: string): string[] {
  try {
    const names = readdirSync(target).filter((name) => !name.startsWith('.'));
    const below = names.map((name) => path.join(target, name));
    return below.length > 0 && below.every((place) => statSync(place).isDirectory()) ? below.sort() : [target];
  } catch {
    return [target];
  }
}

/** Reads a file, or all YAML and JSON files below a folder, in the order of the paths. */
export function readBundle(
  target: string,
  leftOut: (file: string) => boolean = () => false,
  /** What to do about a missing path. */
  advice: (target: string) => string | undefined = near,
): BundleFiles {
  const places = new Map<Manifest, Place>();
  const others: string[] = [];
  const input = target === STANDARD_INPUT;
  if (!input && !existsSync(target)) {
    const said = [problem(target, 'a file or folder', new Unquoted('nothing')), advice(target) ?? near(target) ?? []];
    return { places, others, unreadable: [said.flat().join('; ')] };
  }
  const below = input ? { files: ['standard input'], unreadable: [] } : filesBelow(target, leftOut);
  const unreadable = [...below.unreadable];
  for (const file of below.files) {
    try {
      const read = readManifests(textOf(input ? 0 : file));
      for (const { manifest, lineOf } of read.manifests) places.set(manifest, { file, lineOf });
      unreadable.push(...read.problems.map((each) => `${file}: expected Kubernetes manifests, received ${each}`));
      if (read.others[0] !== undefined) others.push(`${file}: ${read.others[0]}`);
    } catch (error) {
      unreadable.push(problem(file, 'a file that can be read', reasonOf(error)));
    }
  }
  if (places.size === 0 && unreadable.length === 0) {
    const empty = !input && statSync(target).isDirectory() && readdirSync(target).length === 0;
    const received = empty ? 'an empty folder' : 'none';
    unreadable.push(problem(target, 'at least one manifest in a .yaml, .yml or .json file', new Unquoted(received)));
  }
  return { places, unreadable, others };
}

/** The path beside a mistyped one. */
function near(target: string): string | undefined {
  const folder = path.dirname(target);
  const found = existsSync(folder) ? nearest(path.basename(target), readdirSync(folder)) : undefined;
  return found === undefined ? undefined : `did you mean "${path.join(folder, found)}"?`;
}
