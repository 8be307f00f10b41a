import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { problem, Unquoted } from '../../lib/checker/problem';

/** Source files with edits that reach the disk together, or not at all. */
export class Sources {
  readonly problems: string[] = [];
  private readonly before = new Map<string, string | undefined>();
  private readonly after = new Map<string, string>();

  constructor(private readonly folder: string) {}

  /** The files with edits. */
  get files(): string[] {
    return [...this.after.keys()];
  }

  /** The files that did not exist. */
  get created(): string[] {
    return this.files.filter((file) => this.before.get(file) === undefined);
  }

  read(file: string): string {
    return this.after.get(file) ?? readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Adds a file. Refuses a file that exists. */
  add(file: string, text: string): void {
    if (existsSync(path.join(this.folder, file))) {
      this.problems.push(problem(file, 'no file of that name', new Unquoted('one')));
    }
    this.set(file, text);
  }

  /** Writes a text behind the place that a pattern matches. Refuses a file without such a place. */
  insert(file: string, pattern: RegExp, text: string): void {
    this.replace(file, pattern, (match) => `${match}${text}`);
  }

  /** Replaces the first match of a pattern. Refuses a file without a match. */
  replace(file: string, pattern: RegExp, replacement: (match: string) => string): void {
    const text = this.read(file);
    if (!pattern.test(text)) this.problems.push(problem(file, `a text like ${pattern}`, new Unquoted('none')));
    this.set(file, text.replace(pattern, replacement));
  }

  write(): void {
    for (const [file, text] of this.after) writeFileSync(path.join(this.folder, file), text);
  }

  /** Puts back all files as the disk held them before `write`. */
  restore(): void {
    for (const [file, text] of this.before) {
      if (text === undefined) rmSync(path.join(this.folder, file), { force: true });
      else writeFileSync(path.join(this.folder, file), text);
    }
  }

  private set(file: string, text: string): void {
    const place = path.join(this.folder, file);
    if (!this.before.has(file)) this.before.set(file, existsSync(place) ? readFileSync(place, 'utf8') : undefined);
    this.after.set(file, text);
  }
}
