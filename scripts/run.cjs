// Runs a TypeScript program whose types hold: node scripts/run.cjs main.ts
//
// The compiled program is kept below node_modules, under a hash of everything it was made from. If the hash is unknown,
// tsc checks the types while esbuild bundles. The kept files can be deleted at any time.
const { execFile } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { createRequire, isBuiltin, SourceMap } = require('node:module');
const path = require('node:path');
const { promisify } = require('node:util');
const { deserialize, serialize } = require('node:v8');
const vm = require('node:vm');

const root = path.join(__dirname, '..');
const entry = path.normalize(process.argv.splice(2, 1)[0] ?? '');
const cache = path.join(root, 'node_modules', '.cache', 'run');
const placeOf = (name) => path.join(cache, name.replaceAll(/[^\w.-]/g, '-'));

const node20 = { platform: 'node', target: 'node20', supported: { 'dynamic-import': false } };
const bundled = { absWorkingDir: root, bundle: true, logLevel: 'silent', metafile: true, write: false, ...node20 };
const ownCode = { ...bundled, entryPoints: [`./${entry}`], packages: 'external', outdir: root };

async function main() {
  const installed = path.join('node_modules', '.package-lock.json');
  if (!fs.existsSync(path.join(root, installed))) refuse('the packages are not installed:', ['run "npm ci"']);
  const isFile = attempt(() => fs.statSync(path.join(root, entry)).isFile());
  if (!isFile) refuse('1 problem, nothing was written:', [`${entry}: expected a TypeScript file, received none`]);
  const program = await kept(entry, sources(), compile);
  // Packages have a bundle of their own: they change seldom, and take longest to compile.
  const packages = await kept(`packages of ${entry}`, [installed, ...program.packages], bundlePackages);
  const modules = run(packages, require);
  try {
    run(program, (name) => modules[name] ?? require(name));
  } catch (error) {
    explain(error);
  }
}

/** Every file that a program or its types may be made from. */
function sources() {
  const names = fs.readdirSync(root).filter((name) => !/^(\.|dist$|node_modules$|test$)/.test(name));
  const files = names.flatMap((name) => {
    const below = attempt(() => fs.readdirSync(path.join(root, name), { recursive: true }));
    return below?.map((file) => path.join(name, file)) ?? name;
  });
  return files.filter((file) => /\.(ts|json)$/.test(file)).sort();
}

/** What an earlier run has made of the same parts, files or names of packages, or else what is made of them now. */
async function kept(name, parts, make) {
  const key = hashOf(parts).update(process.version).update(fs.readFileSync(__filename)).digest('hex');
  const found = attempt(() => deserialize(fs.readFileSync(placeOf(name))));
  return found?.key === key ? found : { name, key, ...(await make(parts)) };
}

function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) {
    const content = attempt(() => fs.readFileSync(path.join(root, part))) ?? '';
    hash.update(`\0${part}\0${content.length}\0`).update(content);
  }
  return hash;
}

async function compile() {
  const [errors, program] = await Promise.all([checkTypes(), bundle(ownCode).catch((error) => error)]);
  if (errors.length === 0 && program instanceof Error) errors.push(program.message);
  const missing = errors.some((error) => / TS\d+: Cannot find module .*'[^.]/.test(error));
  if (missing) errors.push('packages that package-lock.json names are not installed: run "npm ci"');
  if (errors.length > 0) refuse('the program does not compile, nothing was written:', errors.map(withJson));
  return program;
}

/** One bundle for all packages, so that a package with constructs of its own gets the cdk8s of the program. */
function bundlePackages([, ...names]) {
  const exported = names.map((name) => `${JSON.stringify(name)}: require(${JSON.stringify(name)})`);
  const stdin = { contents: `module.exports = { ${exported.join(', ')} };`, resolveDir: root };
  // For Include, cdk8s starts a script that lies beside its own files.
  const define = { __dirname: JSON.stringify(path.dirname(require.resolve('cdk8s'))) };
  return bundle({ ...bundled, stdin, define, legalComments: 'none', minifyWhitespace: true });
}

async function bundle(options) {
  const { outputFiles, metafile } = await require('esbuild').build(options);
  // What a program imports on demand is loaded on demand.
  const imports = Object.values(metafile.outputs)
    .flatMap((output) => output.imports.filter(({ kind }) => kind !== 'dynamic-import'))
    .map(({ path: name }) => name);
  return { code: outputFiles[0].text, packages: imports.filter((name) => !isBuiltin(name)) };
}

/**
 * The errors of tsc, which works on a copy of what an earlier run has kept: another run may write at the same time. A run
 * with other JSON keeps nothing for this one: TypeScript 7.0 would judge an imported file as the file was before.
 */
async function checkTypes() {
  const json = hashOf(sources().filter((file) => file.endsWith('.json'))).digest('hex');
  const [earlier, own] = [placeOf('tsbuildinfo'), placeOf(`tsbuildinfo.${process.pid}`)];
  const known = attempt(() => deserialize(fs.readFileSync(earlier)));
  const incremental = attempt(() => {
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(own, known?.json === json ? known.info : '');
    return ['--incremental', '--tsBuildInfoFile', own];
  });
  const args = ['--project', root, '--pretty', 'false', ...(incremental ?? [])];
  // Without Go's garbage collector, tsc takes a quarter less time, and 10 % more memory.
  const options = { cwd: root, env: { ...process.env, GOGC: 'off' } };
  const result = await promisify(execFile)(compiler(), args, options).catch((error) => error);
  attempt(() => {
    fs.writeFileSync(own, serialize({ json, info: fs.readFileSync(own) }));
    fs.renameSync(own, earlier);
  });
  return result instanceof Error ? (`${result.stdout}${result.stderr}`.trim() || result.message).split('\n') : [];
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

/** Runs compiled code, and keeps the code with all that V8 has compiled by the end of the run. */
function run(program, load) {
  const file = path.join(root, program.name);
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${program.code}\n})`, {
    filename: file,
    cachedData: program.compiled,
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (script.cachedDataRejected !== false) process.on('exit', () => attempt(() => keep(program, script)));
  const module = { exports: {} };
  const own = Object.assign((name) => load(name), { main: module });
  script.runInThisContext()(module.exports, own, module, file, path.dirname(file));
  return module.exports;
}

/** Under another name first: a run at the same time finds a whole file. */
function keep(program, script) {
  const own = placeOf(`${program.name}.${process.pid}`);
  fs.writeFileSync(own, serialize({ ...program, compiled: script.createCachedData() }));
  fs.renameSync(own, placeOf(program.name));
}

/** An Error of a package is a refusal, such as that of Size.gibibytes(-1). Anything else is a bug, and has a stack. */
function explain(error) {
  const frames = [...String(error?.stack).matchAll(/^ +at (.+):(\d+):(\d+)\)?$/gm)];
  const own = frames.filter(([, file]) => file.endsWith(path.join(root, entry)));
  if (own.length === 0) throw error;
  const [map] = require('esbuild').buildSync({ ...ownCode, sourcemap: 'external' }).outputFiles;
  const lines = new SourceMap(JSON.parse(map.text));
  const stack = own.map(([, , line, column]) => {
    const { originalSource, originalLine } = lines.findEntry(line - 1, column - 1);
    return `${originalSource}:${originalLine + 1}`;
  });
  const isRefusal = error.name === 'Error' && frames[0][1].includes('packages of');
  if (isRefusal) refuse('1 problem, nothing was written:', [`${stack[0]}: ${error.message}`]);
  refuse('the program has a bug:', [`${stack[0]}: ${error}`, ...stack.map((place) => `  at ${place}`)]);
}

function refuse(title, lines) {
  console.error([title, ...lines.map((line) => `  ${line}`)].join('\n'));
  process.exit(1);
}

function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

main();
