// Runs a TypeScript program whose types hold: node scripts/run.cjs main.ts
//
// A program is three bundles: the packages, the library behind its front doors, and the files of the program itself.
// Each bundle is kept below node_modules with the code that V8 compiled, under a hash of the files it was made from.
// If any file has changed, tsc checks the types while esbuild bundles. The kept files can be deleted at any time.
//
// The library prints and writes when nothing else is left to do. So a program that leaves files and processes to the
// library also works while tsc does, and a mistake in the types ends the process before anything was written.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');
const { bundleLibrary, bundlePackages, bundleProgram } = require('./run/bundles.cjs');
const { checkTypes } = require('./run/check-types.cjs');
const { attempt, explain, refuse } = require('./run/refusal.cjs');

const root = path.join(__dirname, '..');
const entry = path.normalize(process.argv.splice(2, 1)[0] ?? '');
const cache = path.join(root, 'node_modules', '.cache', 'run');
const placeOf = (name) => path.join(cache, name.replaceAll(/[^\w.-]/g, '-'));
const RUNNER = ['run.cjs', 'run/bundles.cjs', 'run/check-types.cjs', 'run/refusal.cjs'].map(
  (name) => `scripts/${name}`,
);
const contents = new Map();

// A run calls much code a few times. By default, V8 of Node.js 20 takes a quarter of the CPU time to optimize what is soon over.
// Newer versions have a faster compiler for that, and no such option.
if (process.versions.v8.startsWith('11.')) v8.setFlagsFromString('--interrupt-budget=500000');

async function main() {
  const installed = path.join('node_modules', '.package-lock.json');
  if (!fs.existsSync(path.join(root, installed))) refuse('the packages are not installed:', ['run "npm ci"']);
  const isFile = attempt(() => fs.statSync(path.join(root, entry)).isFile());
  if (!isFile) refuse('1 problem, nothing was written:', [`${entry}: expected a TypeScript file, received none`]);

  const files = sources().sort();
  const libraryParts = ({ inputs }) => [...files.map((file) => [file, '']), ...inputs.map(contentOf)];
  const library = once(() => kept(`library of ${entry}`, libraryParts, bundleLibrary));
  // The errors of tsc: none if no file has changed since the types held.
  let types = [];
  const orRefuse = (bundling) =>
    bundling.catch(async ({ message }) => {
      const errors = await types;
      refuseTypes(errors.length > 0 ? errors : [message]);
    });
  const compile = () => {
    types = checkTypes(files, (names) => hashOf(names.map(contentOf)));
    return orRefuse(bundleProgram(entry, library));
  };
  const program = await kept(entry, () => files.map(contentOf), compile);
  const own = program.usesLibrary ? [await library(), program] : [program];
  const names = [...new Set(own.flatMap((bundle) => bundle.packages))];
  const packageParts = () => [contentOf(installed), ...names.map((name) => [name, ''])];
  const packages = await orRefuse(kept(`packages of ${entry}`, packageParts, () => bundlePackages(names)));
  try {
    const loaded = run(packages, {});
    if (program.usesLibrary) Object.assign(loaded, run(await library(), loaded));
    if (!program.usesLibrary || program.usesSystem) refuseTypes(await types);
    process.once('uncaughtException', (error) => explain(error, own));
    // The library may keep what it knows of manifests, as long as the library is the same.
    const rules = program.usesLibrary ? await library() : program;
    Object.assign(process.env, { KEPT_VERDICTS: placeOf('verdicts'), KEPT_FOR: `${packages.key} ${rules.key}` });
    run(program, loaded);
    refuseTypes(await types);
  } catch (error) {
    refuseTypes(await types);
    explain(error, own);
  }
}

function refuseTypes(errors) {
  if (errors.length > 0) refuse('the program does not compile, nothing was written:', errors);
}

/** Every file that a program or its types may be made from. */
function sources(folder = '') {
  const entries = attempt(() => fs.readdirSync(path.join(root, folder), { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    if (folder === '' && /^(\.|(dist|docs|node_modules|test)$)/.test(entry.name)) return [];
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(name);
    return /\.(ts|json)$/.test(name) ? name : [];
  });
}

/** The name and the content of a file. A run reads each file once. */
function contentOf(file) {
  if (!contents.has(file)) contents.set(file, attempt(() => fs.readFileSync(path.join(root, file))) ?? '');
  return [file, contents.get(file)];
}

/** The bundle that an earlier run has made of the same parts, or else the bundle that is made now. */
async function kept(name, partsOf, make) {
  const found = attempt(() => v8.deserialize(fs.readFileSync(placeOf(name))));
  if (found && found.key === hashOf(partsOf(found))) return found;
  const made = await make();
  return { ...made, name, key: hashOf(partsOf(made)) };
}

function hashOf(parts) {
  const hash = createHash('sha256').update(process.version);
  for (const [name, content] of [...RUNNER.map(contentOf), ...parts]) {
    hash.update(`\0${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Runs compiled code, and keeps the code with all that V8 has compiled by the end of the run. */
function run(bundle, loaded) {
  const file = path.join(root, bundle.name);
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${bundle.code}\n})`, {
    filename: file,
    cachedData: bundle.compiled,
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (script.cachedDataRejected !== false) process.on('exit', () => attempt(() => keep(bundle, script)));
  const module = { exports: {} };
  const load = Object.assign((name) => loaded[name] ?? require(name), { main: module });
  script.runInThisContext()(module.exports, load, module, file, path.dirname(file));
  return module.exports;
}

/** Under another name first: a run at the same time finds a whole file. */
function keep(bundle, script) {
  const own = placeOf(`${bundle.name}.${process.pid}`);
  fs.writeFileSync(own, v8.serialize({ ...bundle, compiled: script.createCachedData() }));
  fs.renameSync(own, placeOf(bundle.name));
}

function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

main();
