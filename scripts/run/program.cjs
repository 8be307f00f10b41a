const { builtinModules, SourceMap } = require('node:module');
const path = require('node:path');
const { keyOf, recall, remember, root } = require('./cache.cjs');
const { NAMES } = require('./packages.cjs');
const { runScript } = require('./script.cjs');

// The program is two scripts, since they change at different times: the library, which is imports/ and all of lib but the
// values of environments, and what uses it, an entry with the environments. Each is bundled anew when a byte of it has
// changed, and else taken from the cache, with what V8 has compiled of it: other functions for each entry. Packages stay
// outside.
const isLibrary = (file) => /^(imports|lib)[\\/](?!environments[\\/](?!environment\.ts$))/.test(file);

/** The scripts of the program behind an entry, and whether it can wait before it acts: whether it has a `conclude`. */
async function readProgram(entry, sources) {
  const library = new Map([...sources].filter(([file]) => isLibrary(file)));
  const options = ['tsconfig.json', 'package.json'].map((file) => [file, sources.get(file) ?? '']);
  const [modules, user] = await Promise.all([
    script(`${entry}-library`, new Map([...library, ...options]), () => {
      const files = [...library.keys()].filter((file) => file.endsWith('.ts'));
      const modules = files.map(
        (file) => `get ${JSON.stringify(file)}() { return require(${JSON.stringify(`./${file}`)}); }`,
      );
      return { stdin: { contents: `module.exports = { ${modules.join(', ')} };`, resolveDir: root } };
    }),
    script(entry, new Map([['entry', entry], ...sources]), () => ({
      entryPoints: [entry],
      plugins: [{ name: 'library', setup: (build) => leaveOut(build, library) }],
    })),
  ]);
  return { modules, user, canWait: /\bconclude\b/.test(user.code) };
}

/** A script from the cache, or what esbuild makes of an entry. */
async function script(name, sources, options) {
  const key = keyOf(sources);
  const known = recall(name, key);
  if (known) return { ...known, name, key };
  const { outputFiles, metafile } = await require('esbuild').build({
    ...options(),
    absWorkingDir: root,
    outdir: root,
    bundle: true,
    logLevel: 'silent',
    metafile: true,
    packages: 'external',
    platform: 'node',
    sourcemap: 'external',
    sourcesContent: false,
    target: 'node20',
    write: false,
  });
  const text = (ending) => outputFiles.find((file) => file.path.endsWith(ending)).text;
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map((each) => each.path));
  const fresh = Object.keys(metafile.inputs).every((file) => file === '<stdin>' || sources.has(path.normalize(file)));
  return { name, key: fresh ? key : undefined, code: text('.js'), map: text('.map'), imports };
}

/** Imports of the library remain imports, by the paths of its files. */
function leaveOut(build, library) {
  build.onResolve({ filter: /^\./ }, ({ path: name, resolveDir }) => {
    const place = path.relative(root, path.resolve(resolveDir, name));
    const file = [`${place}.ts`, path.join(place, 'index.ts')].find((candidate) => library.has(candidate));
    return file && { path: file, external: true };
  });
}

/** Runs a program, and returns what its entry exports. */
function runProgram(entry, { modules, user }, packages) {
  const known = (name) =>
    NAMES.includes(name) || isLibrary(name) || builtinModules.includes(name.replace(/^node:/, ''));
  // A package that brings constructs of its own has to find the same cdk8s as the program: nobody gets the bundled one.
  const bundled = [...modules.imports, ...user.imports].every(known) ? packages : {};
  const maps = new Map();
  nameLinesOf(maps);
  const run = (file, { name, key, ...rest }, find) => {
    maps.set(file, rest.map);
    const { exports, compiled } = runScript(file, rest, find);
    process.on('exit', () => {
      const fresh = key && compiled();
      if (fresh) remember(name, key, { ...rest, compiled: fresh });
    });
    return exports;
  };
  const library = run(path.join(root, 'lib.js'), modules, (name) => bundled[name] ?? require(name));
  return run(path.join(root, entry), user, (name) =>
    isLibrary(name) ? library[name] : (bundled[name] ?? require(name)),
  );
}

/** Stack traces name the lines of the sources. A map is read when there is one. */
function nameLinesOf(maps) {
  const read = new Map();
  Error.prepareStackTrace = (error, frames) => {
    const lines = frames.map((frame) => {
      const file = frame.getFileName();
      if (!maps.has(file)) return `    at ${frame}`;
      if (!read.has(file)) read.set(file, new SourceMap(JSON.parse(maps.get(file))));
      const place = read.get(file).findEntry(frame.getLineNumber() - 1, frame.getColumnNumber() - 1);
      const line = `${path.join(root, place.originalSource ?? file)}:${(place.originalLine ?? 0) + 1}`;
      return `    at ${frame.getFunctionName() ?? '<anonymous>'} (${line})`;
    });
    return [error, ...lines].join('\n');
  };
}

module.exports = { readProgram, runProgram };
