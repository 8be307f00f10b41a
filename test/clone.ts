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
import { afterAll, expect } from '@jest/globals';

export const root = path.join(__dirname, '..');
const folders: string[] = [];

/** A clone, as far as the program can tell: the sources and the installed packages, somewhere else. */
export function clone(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'clone-'));
  folders.push(folder);
  for (const name of [
    'main.ts',
    'lib',
    'examples',
    'imports',
    'scripts',
    'dist',
    'verify.ts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'cdk8s.yaml',
  ]) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** Runs a Node.js program in a folder to its end. */
export function run(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

/** `npm run synth`, without npm. */
export const synth = (folder: string, ...args: string[]) => run(folder, ['scripts/run.cjs', 'main.ts', ...args]);

/** Every file below dist with its text. */
export const distOf = (folder: string) => filesBelow(path.join(folder, 'dist'));

/** Every file below a folder with its text. */
export function filesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** Replaces a text that stands in a file. */
export function edit(folder: string, file: string, from: string, to: string): void {
  const place = path.join(folder, file);
  const text = readFileSync(place, 'utf8');
  expect(text).toContain(from);
  writeFileSync(place, text.replace(from, to));
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
