import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { UserError } from './user-error';

/** The texts of a folder's files, by name. */
export type Folder = ReadonlyMap<string, string>;

/** The files of a folder that differ from others: new, changed or gone. */
export function changedFiles(before: Folder, after: Folder): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

/** The files of a folder; none if there is no such folder. What is no file has no text. */
export function readFolder(folder: string): Folder {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { withFileTypes: true });
  const textOf = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  return new Map(entries.map((entry) => [entry.name, entry.isFile() ? textOf(entry.name) : '']));
}

/** In a staging folder: what is to be put in place, and what was there before, under the name of its place. */
const NEW = 'new';
const OLD = 'old-';

/**
 * Replaces dist, or folders of it, by others as a whole: they are written beside dist and put in its place by renaming,
 * so that nobody ever finds half of them, whatever ends this program.
 *
 * Node.js cannot swap two folders in one step. Between the renames out and in, the old folder lies beside dist; signals
 * that can be held back are held back, and what a killed run has left there is put right by the next one.
 */
export class Dist {
  private readonly parent: string;
  private readonly prefix: string;

  constructor(private readonly place: string) {
    const absolute = path.resolve(place);
    this.parent = path.dirname(absolute);
    this.prefix = `.${path.basename(absolute)}-`;
    this.sweep();
  }

  /** Puts these folders, and nothing else, into dist. */
  replaceAll(folders: ReadonlyMap<string, Folder>): void {
    this.stage((staging) => {
      write(path.join(staging, NEW), folders);
      this.swap(path.resolve(this.place), staging);
    });
  }

  /** Puts one folder into dist and leaves its neighbours alone. */
  replace(name: string, folder: Folder): void {
    this.stage((staging) => {
      write(staging, new Map([[NEW, folder]]));
      mkdirSync(this.place, { recursive: true });
      this.swap(path.resolve(this.place, name), staging);
    });
  }

  /** Puts what has been staged in a place, whatever is there, and even if another run does the same at once. */
  private swap(place: string, staging: string): void {
    const aside = path.join(staging, OLD + encodeURIComponent(path.relative(this.parent, place)));
    const held = () => {};
    process.on('SIGINT', held).on('SIGTERM', held).on('SIGHUP', held);
    try {
      for (let attempt = 0; ; attempt++) {
        if (existsSync(place)) move(place, `${aside}.${attempt}`, ['ENOENT']);
        if (move(path.join(staging, NEW), place, ['ENOTEMPTY', 'EEXIST'])) return;
      }
    } finally {
      process.off('SIGINT', held).off('SIGTERM', held).off('SIGHUP', held);
    }
  }

  private stage(fill: (staging: string) => void): void {
    let staging: string | undefined;
    try {
      mkdirSync(this.parent, { recursive: true });
      staging = mkdtempSync(path.join(this.parent, `${this.prefix}${process.pid}-`));
      fill(staging);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new UserError([
        `${this.place}: expected to be able to write it and the folder it lies in, received ${message}`,
      ]);
    } finally {
      if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
    }
  }

  /** Removes what killed runs have left, and puts back the dist that one of them had just moved aside. */
  private sweep(): void {
    if (!statSync(this.parent, { throwIfNoEntry: false })?.isDirectory()) return;
    for (const name of readdirSync(this.parent)) {
      const pid = name.startsWith(this.prefix) && /^(\d+)-/.exec(name.slice(this.prefix.length))?.[1];
      if (!pid || isRunning(Number(pid))) continue;
      const leftover = path.join(this.parent, name);
      for (const old of readdirSync(leftover).filter((entry) => entry.startsWith(OLD))) {
        const place = path.join(this.parent, decodeURIComponent(old.slice(OLD.length, old.lastIndexOf('.'))));
        if (!existsSync(place)) move(path.join(leftover, old), place, ['ENOENT', 'EEXIST', 'ENOTEMPTY']);
      }
      rmSync(leftover, { recursive: true, force: true });
    }
  }
}

function write(parent: string, folders: ReadonlyMap<string, Folder>): void {
  for (const [name, files] of folders) {
    mkdirSync(path.join(parent, name), { recursive: true });
    for (const [file, text] of files) writeFileSync(path.join(parent, name, file), text);
  }
}

/** Renames, unless that fails in a way that is expected: then it says so. */
function move(from: string, to: string, expected: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (expected.includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else is running, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
