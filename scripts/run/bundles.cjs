// The bundles of a program, as esbuild makes them.
const { isBuiltin, SourceMap } = require('node:module');
const path = require('node:path');

const root = path.join(__dirname, '..', '..');
const FRONT_DOORS = ['./lib/index.ts', './lib/checker/index.ts'];

// import() becomes require(): code that vm runs has no import().
const node20 = { platform: 'node', target: 'node20', supported: { 'dynamic-import': false } };
const all = { absWorkingDir: root, bundle: true, logLevel: 'silent', metafile: true, write: false, ...node20 };
const ownCode = { ...all, packages: 'external', outdir: root };

const wholeProgram = (entry) => ({ ...ownCode, entryPoints: [`./${entry}`] });
const programAlone = (entry) => ({ ...wholeProgram(entry), external: FRONT_DOORS });
const libraryAlone = {
  ...ownCode,
  stdin: {
    contents: [
      ...FRONT_DOORS.map((door, index) => `import * as door${index} from '${door}';`),
      `module.exports = { ${FRONT_DOORS.map((door, index) => `'${door}': door${index}`).join(', ')} };`,
    ].join('\n'),
    resolveDir: root,
  },
};

/** A program that also imports a file from behind the front doors is one bundle: no file is loaded twice. */
async function bundleProgram(entry, library) {
  const [program, { inputs }] = await Promise.all([bundle(programAlone(entry)), library()]);
  return program.inputs.some((file) => inputs.includes(file)) ? bundle(wholeProgram(entry)) : program;
}

const bundleLibrary = () => bundle(libraryAlone);

/**
 * One bundle for all packages, so that a package with constructs of its own gets the cdk8s of the program. A package is
 * loaded when the program asks for it.
 */
function bundlePackages(names) {
  const exported = names.map((name) => `get '${name}'() { return require('${name}'); }`);
  const stdin = { contents: `module.exports = { ${exported.join(', ')} };`, resolveDir: root };
  // For Include, cdk8s starts a script that lies beside its own files.
  const define = { __dirname: JSON.stringify(path.dirname(require.resolve('cdk8s'))) };
  return bundle({ ...all, stdin, define, legalComments: 'none', minifyWhitespace: true });
}

async function bundle(options) {
  const { outputFiles, metafile } = await require('esbuild').build(options);
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path: name }) => name));
  return {
    code: outputFiles[0].text,
    inputs: Object.keys(metafile.inputs).filter((file) => file !== '<stdin>'),
    packages: imports.filter((name) => !isBuiltin(name) && !FRONT_DOORS.includes(name)),
    usesLibrary: imports.some((name) => FRONT_DOORS.includes(name)),
    usesSystem: imports.some((name) => isBuiltin(name) && !/^(node:)?path$/.test(name)),
  };
}

/** Returns the place in the sources of a place in a bundle. */
function sourceOf({ name, usesLibrary }, line, column) {
  const isLibrary = name.startsWith('library of ');
  const options = isLibrary ? libraryAlone : usesLibrary ? programAlone(name) : wholeProgram(name);
  const [map] = require('esbuild').buildSync({ ...options, sourcemap: 'external' }).outputFiles;
  const { originalSource, originalLine } = new SourceMap(JSON.parse(map.text)).findEntry(line - 1, column - 1);
  return `${originalSource}:${originalLine + 1}`;
}

module.exports = { bundleLibrary, bundlePackages, bundleProgram, sourceOf };
