// Runs a TypeScript program whose types hold: node scripts/run.cjs main.ts
//
// The compiled program is kept below node_modules, under a hash of everything it was made from. If the hash is unknown,
// tsc checks the types while esbuild bundles. The kept files can be deleted at any time.
const { execFile } = require('node:child_process');
const { createHash } = require('node:crypto');
const {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} = require('node:fs');
const { builtinModules, createRequire, SourceMap } = require('node:module');
const path = require('node:path');
const { deserialize, serialize } = require('node:v8');
const vm = require('node:vm');

const root = path.join(__dirname, '..');
const cache = path.join(root, 'node_modules', '.cache', 'run');
const installed = path.join(root, 'node_modules', '.package-lock.json');
const entry = path.normalize(process.argv.splice(2, 1)[0]);

async function main() {
  const key = hashOf(sources().flatMap((file) => [file, readFileSync(path.join(root, file))]));
  const program = recall(entry, key) ?? (await compile());
  const packagesKey = hashOf([...program.packages, existsSync(installed) ? readFileSync(installed) : '']);
  const packages = recall(`packages of ${entry}`, packagesKey) ?? (await bundlePackages(program.packages));
  const modules = start(`packages of ${entry}`, packagesKey, packages, require);
  start(entry, key, program, (name) => modules[name] ?? require(name));
}

/** Every file that a program or its types are made from. */
function sources() {
  const folders = [...new Set(['lib', 'imports', 'examples', path.dirname(entry)])];
  const below = folders
    .filter((folder) => folder !== '.' && existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, file)),
    );
  return [...readdirSync(root), ...below].filter((file) => /\.(ts|json)$/.test(file)).sort();
}

function hashOf(contents) {
  const hash = createHash('sha256').update(process.version).update(readFileSync(__filename));
  for (const content of contents) hash.update(`\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

async function compile() {
  const options = { entryPoints: [entry], packages: 'external', outdir: root, sourcemap: 'external' };
  const [errors, program] = await Promise.all([typeErrors(), bundle(options).catch(() => undefined)]);
  if (errors.length === 0 && program) return program;
  return refuse('the program does not compile, nothing was written:', errors);
}

/** One bundle for all packages, so that a package with constructs of its own gets the cdk8s of the program. */
function bundlePackages(names) {
  const exported = names.map((name) => `${JSON.stringify(name)}: require(${JSON.stringify(name)})`);
  const stdin = { contents: `module.exports = { ${exported.join(', ')} };`, resolveDir: root };
  // cdk8s starts a script that lies beside its own files.
  const define = { __dirname: JSON.stringify(path.dirname(require.resolve('cdk8s'))) };
  return bundle({ stdin, define, legalComments: 'none', minifyWhitespace: true });
}

async function bundle(options) {
  const fixed = { absWorkingDir: root, bundle: true, logLevel: 'silent', metafile: true, sourcesContent: false };
  const target = { platform: 'node', target: 'node20', write: false, supported: { 'dynamic-import': false } };
  const { outputFiles, metafile } = await require('esbuild').build({ ...fixed, ...target, ...options });
  const text = (ending) => outputFiles.find((file) => file.path.endsWith(ending))?.text;
  // What a program imports on demand is loaded on demand.
  const imports = Object.values(metafile.outputs)
    .flatMap((output) => output.imports.filter(({ kind }) => kind !== 'dynamic-import'))
    .map(({ path: name }) => name);
  const isPackage = (name) => !builtinModules.includes(name.replace(/^node:/, ''));
  return {
    code: text('.map') ? text('.js') : outputFiles[0].text,
    map: text('.map'),
    packages: imports.filter(isPackage),
  };
}

/** The errors of tsc. TypeScript's compiler is a native program: starting it through Node.js takes twice as long. */
function typeErrors() {
  const native = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const folder = path.join(
    path.dirname(createRequire(require.resolve('typescript/package.json')).resolve(native)),
    'lib',
  );
  const command = path.join(folder, process.platform === 'win32' ? 'tsc.exe' : 'tsc');
  const incremental = canKeep() ? ['--incremental', '--tsBuildInfoFile', path.join(cache, 'tsbuildinfo')] : [];
  const args = ['--project', root, '--pretty', 'false', ...incremental];
  return new Promise((resolve) => {
    execFile(command, args, { cwd: root }, (error, stdout, stderr) => {
      resolve(error ? (`${stdout}${stderr}`.trim() || error.message).split('\n') : []);
    });
  });
}

/** Runs compiled code, and keeps the code with all that V8 has compiled by the end of the run. */
function start(name, key, { code, map, packages, compiled }, load) {
  const file = path.join(root, name);
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, {
    filename: file,
    cachedData: compiled,
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (compiled === undefined || script.cachedDataRejected) {
    process.on('exit', () => keep(name, { key, code, map, packages, compiled: script.createCachedData() }));
  }
  const module = { exports: {} };
  const own = Object.assign((id) => load(id), { main: module });
  try {
    script.runInThisContext()(module.exports, own, module, file, path.dirname(file));
  } catch (error) {
    refuse('1 problem, nothing was written:', [explained(error, file, map)]);
  }
  return module.exports;
}

/** cdk8s throws at some values as soon as they are made, such as Size.gibibytes(-1). The line of that value helps. */
function explained(error, file, map) {
  if (!(error instanceof Error)) return String(error);
  const frame = error.stack.split('\n').find((each) => each.includes(`${file}:`)) ?? '';
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame) ?? [];
  if (!map || line === undefined) return error.message;
  const { originalSource, originalLine } = new SourceMap(JSON.parse(map)).findEntry(line - 1, column - 1);
  return `${originalSource}:${originalLine + 1}: ${error.message}`;
}

function refuse(title, lines) {
  console.error([title, ...lines.map((line) => `  ${line}`)].join('\n'));
  process.exit(1);
}

const placeOf = (name) => path.join(cache, name.replaceAll(/[^\w.-]/g, '-'));

function recall(name, key) {
  try {
    const kept = deserialize(readFileSync(placeOf(name)));
    return kept.key === key ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Without a folder to write to, each run compiles again. */
function canKeep() {
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Renames the file into place: another run at the same time finds a whole file. */
function keep(name, content) {
  if (!canKeep()) return;
  writeFileSync(`${placeOf(name)}.${process.pid}`, serialize(content));
  renameSync(`${placeOf(name)}.${process.pid}`, placeOf(name));
}

main();
