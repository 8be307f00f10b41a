import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** The texts of a folder's files, by name. */
export type Folder = ReadonlyMap<string, string>;

/** The files of a folder that differ from others: new, changed or gone. */
export function changedFiles(before: Folder, after: Folder): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

export function readFolder(folder: string): Folder {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name }) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** Writes folders beside their place and renames each into it, so that nobody ever reads half of one. */
export function replaceFolders(parent: string, folders: ReadonlyMap<string, Folder>): void {
  mkdirSync(parent, { recursive: true });
  const staging = mkdtempSync(path.join(path.dirname(path.resolve(parent)), '.dist-'));
  try {
    for (const [name, files] of folders) {
      mkdirSync(path.join(staging, name));
      for (const [file, text] of files) writeFileSync(path.join(staging, name, file), text);
    }
    for (const name of folders.keys()) {
      const place = path.join(parent, name);
      if (existsSync(place)) renameSync(place, path.join(staging, `${name}.old`));
      renameSync(path.join(staging, name), place);
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
