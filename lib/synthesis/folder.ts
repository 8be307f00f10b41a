import { type Dirent, lstatSync, mkdirSync, readdirSync, readFileSync, type Stats, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isGenerated } from './generated';

/** The texts of a folder's files, by name. */
export type Folder = ReadonlyMap<string, string>;

/** The files of a folder that differ from others: new, changed or gone. */
export function changedFiles(before: Folder, after: Folder): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

/** The files of a folder that synth wrote; none if there is no such folder. */
export function readFolder(folder: string): Folder {
  const texts = entriesOf(folder).map((entry) => [entry.name, generatedText(folder, entry)] as const);
  return new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}

/** Makes a folder of files, in one that is there. */
export function writeFolder(folder: string, files: Folder): void {
  mkdirSync(folder);
  for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
}

/** The text of a file that synth wrote; undefined if that is something else. */
export function generatedText(folder: string, entry: Dirent): string | undefined {
  if (!entry.isFile()) return undefined;
  const text = found(() => readFileSync(path.join(folder, entry.name), 'utf8'));
  return text !== undefined && isGenerated(entry.name, text) ? text : undefined;
}

/** The entries of a folder; none if the place is no folder, or a link. */
export function entriesOf(folder: string): Dirent[] {
  if (!look(folder)?.isDirectory()) return [];
  return found(() => readdirSync(folder, { withFileTypes: true })) ?? [];
}

/** The entry at a place, without following a link; undefined if the place is empty. */
export function look(place: string): Stats | undefined {
  return found(() => lstatSync(place));
}

function found<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
