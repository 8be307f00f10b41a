// Runs a TypeScript program, if its types hold. It is bundled in memory, so what runs is never stale, and checked by tsc
// meanwhile, so a misspelt field of an environment is refused rather than ignored. Packages stay outside of the bundle:
// cdk8s finds files of its own beside itself.
const { execFile } = require('node:child_process');
const path = require('node:path');
const { build } = require('esbuild');

const root = path.join(__dirname, '..');
const [entry] = process.argv.splice(2, 1).map((file) => path.join(root, file));

function typeErrors() {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const known = path.join(root, 'node_modules', '.cache', 'types.tsbuildinfo');
  const args = [tsc, '--project', root, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', known];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      resolve(error ? `${stdout}${stderr}`.trim().split('\n') : []);
    });
  });
}

async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: root,
    bundle: true,
    logLevel: 'silent',
    packages: 'external',
    platform: 'node',
    sourcemap: 'inline',
    sourcesContent: false,
    target: 'node20',
    write: false,
  });
  return outputFiles[0].text;
}

async function run() {
  const checked = typeErrors();
  const bundled = bundle().catch(() => undefined);
  // The slowest thing to load, while the others are at work.
  require('cdk8s-plus-28');
  const [errors, code] = await Promise.all([checked, bundled]);
  if (errors.length > 0 || code === undefined) {
    console.error(
      ['the program does not compile, nothing was written:', ...errors.map((line) => `  ${line}`)].join('\n'),
    );
    process.exit(1);
  }
  process.setSourceMapsEnabled(true);
  module._compile(code, entry);
}

run();
