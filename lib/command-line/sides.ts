import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../checker/manifest/manifest';
import { readManifests } from '../checker/manifest/yaml-reader';
import { problem, Unquoted } from '../checker/problem';
import { environmentsOf, type Place, readBundle } from './bundle-files';

/** The manifests of one side of a change, by environment. */
export interface Side {
  readonly environments: ReadonlyMap<string, readonly Manifest[]>;
  /** The places of manifests in files. Empty for a side from git. */
  readonly places: ReadonlyMap<Manifest, Place>;
  readonly unreadable: readonly string[];
}

/** Reads a folder, a file, or the manifests of a folder at a git ref. A path that exists wins over a ref. */
export function readSide(name: 'before' | 'after', argument: string, folder: string): Side {
  return existsSync(argument) ? readFolders(argument) : readRef(name, argument, folder);
}

function readFolders(target: string): Side {
  const environments = new Map<string, readonly Manifest[]>();
  const places = new Map<Manifest, Place>();
  const unreadable: string[] = [];
  for (const environment of environmentsOf(target)) {
    const files = readBundle(environment);
    environments.set(path.relative(target, environment), [...files.places.keys()]);
    for (const [manifest, place] of files.places) places.set(manifest, place);
    unreadable.push(...files.unreadable);
  }
  return { environments, places, unreadable };
}

/** The same from the objects of git: nothing is checked out, and nothing of the other side is installed. */
function readRef(name: string, ref: string, folder: string): Side {
  const environments = new Map<string, Manifest[]>();
  const unreadable: string[] = [];
  const side = { environments, places: new Map<Manifest, Place>(), unreadable };
  const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit === undefined) {
    unreadable.push(problem(name, 'a folder, a file or a git ref, such as "origin/main"', ref));
    return side;
  }
  const listed = git(['ls-tree', '-r', '-z', commit.trim(), '--', `${folder}/`]) ?? '';
  const files = listed.split('\0').flatMap((line) => {
    const [, id = '', file = ''] = /^\d+ blob (\w+)\t(.*)$/s.exec(line) ?? [];
    return id !== '' && /\.(ya?ml|json)$/.test(file) ? [{ id, file }] : [];
  });
  if (files.length === 0) {
    unreadable.push(problem(`${folder} at ${ref}`, 'at least one manifest', new Unquoted('none')));
    return side;
  }
  const inside = files.map(({ file }) => path.relative(folder, file).split(path.sep));
  const isOfEnvironments = inside.every(({ length }) => length > 1);
  files.forEach(({ id, file }, index) => {
    const name = (isOfEnvironments && inside[index]?.[0]) || '';
    const { manifests, problems } = readManifests(git(['cat-file', 'blob', id]) ?? '');
    environments.set(name, [...(environments.get(name) ?? []), ...manifests.map(({ manifest }) => manifest)]);
    unreadable.push(...problems.map((each) => `${file} at ${ref}: expected Kubernetes manifests, received ${each}`));
  });
  return side;
}

/** The output of git. Undefined if git fails. */
function git(args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  return status === 0 ? stdout : undefined;
}
