import { existsSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { entriesOf, type Folder, writeFolder } from './folder';
import { foreignIn, foreignInAll, placeProblems, strangersIn } from './output-folder';
import type { RenderedFolder } from './rendered-folder';
import { holdingSignalsBack } from './signals';
import { UserError } from './user-error';

/**
 * In a staging folder: what is to be put in place, and what was there before, under the name of its place. With a tilde:
 * what may be half removed.
 */
const NEW = 'new';
const OLD = /^old-(.+)\.(\d+)$/;
const STAGED = /^(new|old-.+\.\d+)~*$/;

/** The end of the name of a staging folder. Older runs wrote the id of a process, and a later process may have the same id. */
const STAGING = /^(synth|\d+)-\w{6}$/;

/**
 * Replaces dist, or folders of it, by others as a whole: they are written beside dist and put in its place by renaming,
 * so that nobody ever finds half of them, whatever ends this program.
 *
 * Node.js cannot swap two folders in one step. Between the renames out and in, the old folder lies beside dist; signals
 * that can be held back are held back, and what a killed run has left there is put right by the next one.
 *
 * No run asks whether another one lives: every staging folder is taken for a leftover. Each step is one rename, which
 * one run wins; a run that has lost what it staged stages anew. A whole version is removed only after another one was
 * seen in its place, and never under a name from which it would be put back.
 */
export class Dist {
  private readonly path: string;
  private readonly parent: string;
  private readonly prefix: string;

  /** Refuses a place that cannot be dist, before anything is touched. */
  constructor(private readonly place: string) {
    const problems = placeProblems(place);
    if (problems.length > 0) throw new UserError(problems);
    this.path = path.resolve(place);
    this.parent = path.dirname(this.path);
    this.prefix = `.${path.basename(this.path)}-`;
    this.sweep();
  }

  /** What synth did not write in dist, a sentence each: among all environments, and in those that are to be written. */
  strangers(all: readonly string[], written: readonly string[]): string[] {
    return foundTwice(() => strangersIn(this.place, all, written));
  }

  /**
   * Writes what differs: all environments in one step, or single ones. Without a change nothing is written, so the files
   * keep their times.
   */
  write(folders: ReadonlyMap<string, RenderedFolder>, complete: boolean): void {
    const changed = [...folders].filter(([, folder]) => folder.changed.length > 0);
    const kept = [...folders].filter(([, { texts }]) => texts.size > 0);
    if (changed.length > 0 && complete) this.replaceAll(new Map(kept.map(([name, { texts }]) => [name, texts])));
    else for (const [name, { texts }] of changed) this.replace(name, texts);
    // An environment that no GitOps tool applies any more has no folder in gitops. A folder with files stays.
    for (const [name, { texts }] of changed) if (texts.size === 0) tried(() => rmdirSync(path.join(this.path, name)));
    if (kept.length === 0) tried(() => rmdirSync(this.path));
  }

  /** Puts these folders, and nothing else, into dist. */
  replaceAll(folders: ReadonlyMap<string, Folder>): void {
    this.stage(this.path, (staged) => {
      mkdirSync(staged);
      for (const [name, folder] of folders) writeFolder(path.join(staged, name), folder);
    });
  }

  /** Puts one folder into dist and leaves its neighbours alone. */
  replace(name: string, folder: Folder): void {
    this.stage(path.join(this.path, name), (staged) => writeFolder(staged, folder));
  }

  private stage(place: string, fill: (staged: string) => void): void {
    for (let done = false; !done; ) {
      let staging: string | undefined;
      try {
        // Another run may just have moved it aside.
        if (!existsSync(path.dirname(place))) this.sweep();
        mkdirSync(path.dirname(place), { recursive: true });
        staging = mkdtempSync(path.join(this.parent, `${this.prefix}synth-`));
        fill(path.join(staging, NEW));
        this.swap(place, staging);
        done = true;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === undefined) throw error;
        const taken = staging !== undefined && !existsSync(path.join(staging, NEW));
        if (code === 'ENOENT' && (taken || !existsSync(path.dirname(place)))) continue;
        throw new UserError([
          `${this.place}: expected to be able to write it and the folder it lies in, received ${message}`,
        ]);
      } finally {
        if (staging !== undefined) this.settle([staging]);
      }
    }
  }

  /**
   * Puts what has been staged in a place, even if another run does the same at once. What lies there is looked through once
   * more just before, and what turns up later is not removed either.
   */
  private swap(place: string, staging: string): void {
    const staged = path.join(staging, NEW);
    const aside = path.join(staging, `old-${encodeURIComponent(path.relative(this.parent, place))}`);
    holdingSignalsBack(() => {
      for (let attempt = 0; ; attempt++) {
        const problems = this.foreign(place, place);
        if (problems.length > 0) throw new UserError(problems);
        if (existsSync(place)) tried(() => renameSync(place, `${aside}.${attempt}`), ['ENOENT']);
        try {
          renameSync(staged, place);
          return;
        } catch (error) {
          if (!existsSync(place) || !existsSync(staged)) throw error;
        }
      }
    });
  }

  /** Puts right what killed runs have left. A folder that merely has such a name is left alone. */
  private sweep(): void {
    const leftovers = entriesOf(this.parent)
      .filter(({ name }) => name.startsWith(this.prefix) && STAGING.test(name.slice(this.prefix.length)))
      .map(({ name }) => path.join(this.parent, name));
    this.settle(leftovers.filter((folder) => entriesOf(folder).every(({ name }) => STAGED.test(name))));
  }

  /**
   * Puts back what was moved aside from a place that is empty now, and removes everything else. What cannot be moved or
   * removed, or what synth did not write, is left where it is.
   */
  private settle(stagings: readonly string[]): void {
    const staged = stagings.flatMap((staging) => entriesOf(staging).map(({ name }) => path.join(staging, name)));
    const asides = staged.flatMap((from) => {
      const [, name, attempt] = OLD.exec(path.basename(from)) ?? [];
      return name === undefined ? [] : [{ from, place: path.join(this.parent, decodeURIComponent(name)), attempt }];
    });
    // Dist before what lies in it, and the latest of each.
    asides.sort((a, b) => a.place.length - b.place.length || Number(b.attempt) - Number(a.attempt));
    for (const { from, place } of asides) if (!existsSync(place)) tried(() => renameSync(from, place));
    const kept = asides.filter(({ from, place }) => !existsSync(place) || this.foreign(from, place).length > 0);
    for (const from of staged.filter((each) => kept.every((aside) => aside.from !== each))) {
      if (tried(() => renameSync(from, `${from}~`))) tried(() => rmSync(`${from}~`, { recursive: true, force: true }));
    }
    for (const staging of stagings) tried(() => rmdirSync(staging));
  }

  /** What synth did not write in a place, or of what was moved aside from there. */
  private foreign(folder: string, place: string): string[] {
    const environment = path.join(this.place, path.basename(place));
    return foundTwice(() => (place === this.path ? foreignInAll(folder, this.place) : foreignIn(folder, environment)));
  }
}

/** What is there, not what vanishes while it is looked at: another run may be moving or removing it. */
function foundTwice(look: () => string[]): string[] {
  const first = look();
  if (first.length === 0) return first;
  const again = look();
  return first.filter((sentence) => again.includes(sentence));
}

/** Whether something could be done that need not succeed: another run may do the same. */
function tried(action: () => void, expected?: readonly string[]): boolean {
  try {
    action();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || (expected && !expected.includes(code))) throw error;
    return false;
  }
}
