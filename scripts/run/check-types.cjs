// What tsc says of the program, by the declared types that an earlier run has kept.
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { promisify } = require('node:util');
const { attempt } = require('./refusal.cjs');

const root = path.join(__dirname, '..', '..');

const declared = path.join(root, '.types');
const libraryInfo = path.join(declared, 'lib', 'tsconfig.tsbuildinfo');
const { exclude } = JSON.parse(fs.readFileSync(path.join(root, 'lib', 'tsconfig.json'), 'utf8'));

/**
 * The errors of tsc: none if all types hold. The library is a project of its own, whose declared types are kept. As long
 * as the library is the same, tsc reads the program and these types alone, for half of the time.
 */
async function checkTypes(files, hashOf) {
  const isLibrary = (file) => /^(lib|imports)\//.test(file) && !exclude.some((name) => file.startsWith(`lib/${name}/`));
  const isJson = (file) => file.endsWith('.json');
  const key = {
    library: hashOf(files.filter(isLibrary)),
    itsJson: hashOf([...files.filter((file) => isJson(file) && isLibrary(file)), 'tsconfig.json', 'package-lock.json']),
    otherJson: hashOf(files.filter((file) => isJson(file) && !isLibrary(file))),
  };
  const keyFile = path.join(declared, 'key');
  const written = () => attempt(() => fs.statSync(libraryInfo).mtimeMs);
  const known = attempt(() => JSON.parse(fs.readFileSync(keyFile, 'utf8'))) ?? {};
  const keep = () => attempt(() => fs.writeFileSync(keyFile, JSON.stringify({ ...key, written: written() })));
  // TypeScript 7.0 would judge an imported file of JSON as the file was before.
  if (known.itsJson !== key.itsJson) attempt(() => fs.rmSync(declared, { recursive: true }));
  if (known.otherJson !== key.otherJson) attempt(() => fs.rmSync(path.join(declared, 'tsconfig.tsbuildinfo')));
  if (known.library === key.library && known.itsJson === key.itsJson && known.written === written()) {
    const found = await errorsOf('.');
    if (found.length === 0) {
      keep();
      return [];
    }
  }

  const errors = await errorsOf('lib');
  if (errors.length > 0) return errors;
  keep();
  // Errors are asked for again: another run may have written declared types at the same time.
  return errorsOf('.');
}

async function errorsOf(project) {
  const args = ['--project', path.join(root, project), '--pretty', 'false'];
  // Without Go's garbage collector, tsc takes a quarter less time, and 10 % more memory.
  const options = { cwd: root, env: { ...process.env, GOGC: 'off' } };
  const result = await promisify(execFile)(compiler(), args, options).catch((error) => error);
  if (!(result instanceof Error)) return [];
  const errors = (`${result.stdout}${result.stderr}`.trim() || result.message).split('\n');
  const missing = errors.some((error) => / TS\d+: Cannot find module '[^.]/.test(error));
  const hint = 'packages that package-lock.json names are not installed: run "npm ci"';
  return [...errors.map(withJson), ...(missing ? [hint] : [])];
}

/** A value of a JSON file fails where TypeScript code reads the value: the error also names the JSON file. */
function withJson(error) {
  const [, file, line] = /^(\S+)\((\d+),\d+\): error/.exec(error) ?? [];
  const text = attempt(() => fs.readFileSync(path.join(root, file), 'utf8')) ?? '';
  const code = text.split('\n')[line - 1] ?? '';
  const imports = [...text.matchAll(/^import (\w+) from '(.+\.json)';$/gm)];
  const [, , json] = imports.find(([, name]) => new RegExp(`\\b${name}\\b`).test(code)) ?? [];
  return json === undefined ? error : `${error} The values stand in ${path.join(path.dirname(file), json)}.`;
}

/** TypeScript's compiler is a native program. Its launcher would start Node.js once more, for a sixth of a second. */
function compiler() {
  const { resolve } = createRequire(require.resolve('typescript/package.json'));
  const native = resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`);
  return path.join(path.dirname(native), 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
}

module.exports = { checkTypes };
