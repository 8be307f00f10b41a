import type { Manifest } from '../checker/manifest/manifest';
import { problem, Unquoted } from '../checker/problem';
import { readBundle } from './bundle-files';

/** The CRDs in files and folders, and a sentence for each file without one or with a mistake. */
export function readCrds(paths: readonly string[]): {
  readonly crds: readonly Manifest[];
  readonly unreadable: string[];
} {
  const crds: Manifest[] = [];
  const unreadable: string[] = [];
  for (const place of paths) {
    const read = readBundle(place);
    const found = [...read.places.keys()].filter(({ kind }) => kind === 'CustomResourceDefinition');
    crds.push(...found);
    unreadable.push(...read.unreadable);
    if (found.length + read.unreadable.length === 0) {
      unreadable.push(problem(place, 'at least one CustomResourceDefinition', new Unquoted('none')));
    }
  }
  return { crds, unreadable };
}
