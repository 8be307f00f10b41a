import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Manifest, parseManifests } from '../../lib/checker';

/** A manifest, by its file, kind and name. */
export interface Subject {
  readonly id: string;
  readonly manifest: Manifest;
}

/** The manifests of a file, or of the files in a folder. */
export function subjectsIn(place: string): Subject[] {
  return filesOf(place).flatMap((file) =>
    parseManifests(readFileSync(file, 'utf8')).map(({ manifest }) => {
      return { id: [path.basename(file), manifest.kind, manifest.metadata.name].join(' '), manifest };
    }),
  );
}

function filesOf(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => path.join(place, file));
}
