// The errors of tsc, by the incremental information of an earlier run.
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { promisify } = require('node:util');
const { deserialize, serialize } = require('node:v8');
const { attempt } = require('./refusal.cjs');

const root = path.join(__dirname, '..', '..');

/**
 * tsc works on a copy of what an earlier run has kept: another run may write at the same time. A run with other JSON
 * keeps nothing for this one: TypeScript 7.0 would judge an imported file as the file was before.
 */
async function checkTypes(json, placeOf) {
  const [earlier, own] = [placeOf('tsbuildinfo'), placeOf(`tsbuildinfo.${process.pid}`)];
  const known = attempt(() => deserialize(fs.readFileSync(earlier)));
  const incremental = attempt(() => {
    fs.mkdirSync(path.dirname(own), { recursive: true });
    fs.writeFileSync(own, known?.json === json ? known.info : '');
    return ['--incremental', '--tsBuildInfoFile', own];
  });
  const args = ['--project', root, '--pretty', 'false', '--singleThreaded', ...(incremental ?? [])];
  // One core is enough for what has changed: the program works on the other at the same time. Without Go's garbage
  // collector, tsc takes a quarter less time, and 10 % more memory.
  const options = { cwd: root, env: { ...process.env, GOGC: 'off' } };
  const result = await promisify(execFile)(compiler(), args, options).catch((error) => error);
  attempt(() => {
    fs.writeFileSync(own, serialize({ json, info: fs.readFileSync(own) }));
    fs.renameSync(own, earlier);
  });
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
