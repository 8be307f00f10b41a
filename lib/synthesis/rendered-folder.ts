import path from 'node:path';
import type { Manifest } from '../checker/manifest/manifest';
import { rememberFile } from '../checker/manifest/origin';
import { parseManifests } from '../checker/manifest/yaml-reader';
import { changedFiles, type Folder, readFolder } from './folder';
import { firstLine } from './generated';
import { unreadable } from './unreadable';
import { toYaml } from './yaml-writer';

type Files = ReadonlyMap<string, readonly Manifest[]>;

/** Returns the YAML text of each file of one environment. */
export function toFolder(files: Files, environment: string): Folder {
  const texts = [...files].map(([file, manifests]): [string, string] => {
    return [file, `${firstLine(file, environment)}\n${toYaml(manifests)}`];
  });
  return new Map(texts);
}

/** A folder of an environment: the manifests of the last run and those of this one. */
export class RenderedFolder {
  /** The texts to write. */
  readonly texts: Folder;
  /** The texts that the last run wrote. */
  readonly before: Folder;
  /** The files that differ. */
  readonly changed: readonly string[];
  readonly manifests: readonly Manifest[];

  constructor(
    private readonly place: string,
    private readonly environment: string,
    private readonly files: Files,
  ) {
    this.texts = toFolder(files, environment);
    this.before = readFolder(place);
    this.changed = changedFiles(this.before, this.texts);
    this.manifests = [...files.values()].flat();
    for (const [file, manifests] of files) this.remember(file, manifests);
  }

  /** The strings that kubectl or a container cannot read, a sentence each. */
  get unreadable(): string[] {
    return [...this.texts].flatMap(([file, text]) => unreadable(this.files.get(file) ?? [], text));
  }

  /** The last written manifests. An edit or a merge conflict may have damaged a file: `problems` gets a sentence. */
  previous(problems: string[]): Manifest[] {
    return [...this.before].flatMap(([file, text]) => {
      // Parsing unchanged files would be the slowest step of a small change.
      if (!this.changed.includes(file)) return this.files.get(file) ?? [];
      try {
        return this.remember(
          file,
          parseManifests(text).map(({ manifest }) => manifest),
        );
      } catch (error) {
        const what = (error as Error).message.split('\n')[0];
        problems.push(
          `${path.join(this.place, file)}: expected the manifests of the last run, received ${what}; restore or remove the file`,
        );
        return [];
      }
    });
  }

  private remember(file: string, manifests: readonly Manifest[]): readonly Manifest[] {
    for (const manifest of manifests) rememberFile(manifest, `${this.environment}/${file}`);
    return manifests;
  }
}
