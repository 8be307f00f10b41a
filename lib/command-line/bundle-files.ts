import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../checker/manifest/manifest';
import { type Located, parseManifests } from '../checker/manifest/yaml-reader';
import { problem, Unquoted } from '../checker/problem';

/** The file of a manifest, and the lines of its fields: for findings to point at. */
export interface Place extends Pick<Located, 'lineOf'> {
  readonly file: string;
}

/** The manifests of one environment, read from one path. */
export interface BundleFiles {
  /** The place of each manifest. */
  readonly places: ReadonlyMap<Manifest, Place>;
  /** The problems of unreadable files, one sentence for each file. */
  readonly unreadable: readonly string[];
}

/** The environments of a path: the subfolders of a folder with subfolders only; otherwise the path itself. */
export function environmentsOf(target: string): string[] {
  const entries = entriesOf(target).filter(({ name }) => !name.startsWith('.'));
  if (entries.length === 0 || !entries.every((entry) => entry.isDirectory())) return [target];
  return entries.map(({ name }) => path.join(target, name)).sort();
}

/** The entries of a folder; empty for a path that is not a readable folder. */
function entriesOf(target: string): Dirent[] {
  try {
    return readdirSync(target, { withFileTypes: true });
  } catch {
    return [];
  }
}

/**
 * Reads a file, or all YAML and JSON files below a folder, in the order of the paths. If a folder of `npm run synth` is
 * missing, the problem names the command.
 */
export function readBundle(target: string, written: readonly string[]): BundleFiles {
  const places = new Map<Manifest, Place>();
  const unreadable: string[] = [];
  if (!existsSync(target)) {
    const ours = written.some((folder) => [folder, path.dirname(folder)].includes(path.relative('.', target)));
    const hint = ours ? '; run npm run synth to write the folder' : '';
    return { places, unreadable: [`${problem(target, 'a file or folder', new Unquoted('nothing'))}${hint}`] };
  }
  for (const file of filesBelow(target, unreadable)) {
    try {
      for (const { manifest, lineOf } of parseManifests(readFileSync(file, 'utf8')))
        places.set(manifest, { file, lineOf });
    } catch (error) {
      unreadable.push(`${file}: expected Kubernetes manifests, received ${firstLine(error)}`);
    }
  }
  if (places.size === 0 && unreadable.length === 0) {
    const received = entriesOf(target).length === 0 ? 'an empty folder' : 'none';
    const wanted = 'at least one manifest in a .yaml, .yml or .json file';
    unreadable.push(problem(target, wanted, new Unquoted(received)));
  }
  return { places, unreadable };
}

/** True for the name of a file with manifests. */
export const isManifestFile = (name: string): boolean =>
  /\.(ya?ml|json)$/.test(name) && !/^kustomization\.ya?ml$/.test(name);

function filesBelow(target: string, unreadable: string[]): string[] {
  try {
    if (!statSync(target).isDirectory()) return [target];
    const entries = readdirSync(target, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && isManifestFile(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    unreadable.push(`${target}: expected a file or folder that can be read, received ${firstLine(error)}`);
    return [];
  }
}

const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0] ?? '';
