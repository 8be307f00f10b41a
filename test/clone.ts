import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
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
import { manifestsOf } from '../lib/synthesis/manifests';
import { toFolder } from '../lib/synthesis/rendered-folder';
import type { Image } from '../lib/values/image';
import { assemble } from '../lib/wealist/charts/index';
import versions from '../lib/wealist/versions.json';
import { environments } from './wealist/frozen/index';

export const root = path.join(__dirname, '..');
const folders: string[] = [];

/** The folder of the environments of a frozen clone. */
export const FROZEN = 'lib/wealist/frozen';

/** A clone of the program with the environments of the tests: no edit of lib/wealist/environments reaches them. */
export function frozenClone(): string {
  const folder = clone();
  cpSync(path.join(root, 'test', 'wealist', 'frozen'), path.join(folder, FROZEN), { recursive: true });
  edit(folder, 'program.ts', "'./lib/wealist/environments'", `'./${FROZEN}'`);
  writeVersions(folder, frozenVersions());
  rmSync(path.join(folder, 'dist'), { recursive: true });
  for (const [file, text] of Object.entries(frozenDist())) {
    mkdirSync(path.join(folder, 'dist', path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, 'dist', file), text);
  }
  return folder;
}

/** The versions of each environment in versions.json, by system. */
type Versions = Record<string, Record<string, string>>;

/** The file of versions of a clone. */
export const VERSIONS = 'lib/wealist/versions.json';

function writeVersions(folder: string, versions: Versions): void {
  writeFileSync(path.join(folder, VERSIONS), `${JSON.stringify(versions, undefined, 2)}\n`);
}

/** The versions of the environments of the tests. */
function frozenVersions(): Versions {
  const versionsOf = (images: Readonly<Record<string, Image>>) =>
    Object.keys(versions.dev).map((system) => [system, images[system]?.version]);
  return Object.fromEntries(
    Object.entries(environments)
      .filter(([name]) => name !== 'local')
      .map(([name, { images }]) => [name, Object.fromEntries(versionsOf(images))]),
  );
}

/** Every file below the dist of a frozen clone with its text. */
export function frozenDist(): Record<string, string> {
  const files = Object.entries(environments).flatMap(([name, environment]) =>
    [...toFolder(manifestsOf(assemble(name, environment)), name)].map(([file, text]) => [path.join(name, file), text]),
  );
  return Object.fromEntries(files);
}

/** A clone, as far as the program can tell: the sources and the installed packages, somewhere else. */
export function clone(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'clone-'));
  folders.push(folder);
  for (const name of [
    'main.ts',
    'program.ts',
    'promote.ts',
    'lib',
    'examples',
    'imports',
    'scripts',
    'dist',
    'verify.ts',
    'changes.ts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'cdk8s.yaml',
    'biome.json',
    '.gitignore',
  ]) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  // The declared types of the library, as far as somebody has asked for them.
  const types = path.join(root, '.types');
  if (existsSync(types)) cpSync(types, path.join(folder, '.types'), { recursive: true, preserveTimestamps: true });
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
export function edit(folder: string, file: string, from: string | RegExp, to: string): void {
  const place = path.join(folder, file);
  const text = readFileSync(place, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(place, text.replace(from, to));
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
