import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A copy of the program and its tests with the same packages, for one edit. */
export class Clone {
  readonly folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'edit-'));

  constructor(root: string) {
    for (const name of readdirSync(root).filter((each) => each !== 'node_modules' && each !== '.git')) {
      cpSync(path.join(root, name), path.join(this.folder, name), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(this.folder, 'node_modules'));
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Replaces the first group of a pattern. Throws where the pattern matches nothing. */
  edit(file: string, pattern: RegExp, replacement: (group: string) => string): void {
    const before = this.read(file);
    const after = before.replace(pattern, (match, group: string) => match.replace(group, () => replacement(group)));
    if (after === before) throw new Error(`${file}: expected a text like ${pattern} to edit, received none`);
    this.write(file, after);
  }

  /** The environments, by the names of their files. */
  environments(): string[] {
    const [, names = ''] = /table\(\{ (.*) \}\)/.exec(this.read('lib/wealist/environments/index.ts')) ?? [];
    return names.split(', ');
  }

  /** Runs a program to its end: its output if it fails, else nothing. */
  run(command: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: this.folder, encoding: 'utf8', shell: false });
    return status === 0 ? '' : `${stdout}${stderr}`;
  }

  /** `npm run synth`, and again with the acceptances that synth names, until nothing is refused. */
  synth(): string {
    const said = this.run('npm', 'run', '--silent', 'synth');
    const [, environment, acceptances] = /npm run synth -- (\S+) (--accept .*)$/m.exec(said) ?? [];
    if (environment === undefined || acceptances === undefined) return said;
    const words = [...acceptances.matchAll(/--accept '([^']+)'/g)].flatMap(([, each = '']) => ['--accept', each]);
    const refused = this.run('npm', 'run', '--silent', 'synth', '--', environment, ...words);
    return refused === '' ? this.synth() : refused;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
