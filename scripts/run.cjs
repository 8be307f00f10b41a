// Runs a TypeScript program, if its types hold. It is bundled in memory, so what runs is never stale, and checked by tsc
// meanwhile, so a misspelt field of an environment is refused rather than ignored. Packages stay outside of the bundle:
// cdk8s finds files of its own beside itself.
const { execFile } = require('node:child_process');
const { createHash } = require('node:crypto');
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { build } = require('esbuild');

const root = path.join(__dirname, '..');
const cache = path.join(root, 'node_modules', '.cache');
const [entry] = process.argv.splice(2, 1).map((file) => path.join(root, file));

/** A fingerprint of all that tsc looks at: sources, its configuration, and the packages by their lock file. */
function fingerprint() {
  const sources = ['lib', 'imports'].flatMap((folder) => {
    try {
      return readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, file));
    } catch {
      return [];
    }
  });
  const files = [...sources, 'main.ts', 'verify.ts', 'tsconfig.json', 'package-lock.json'].filter((file) => {
    return /\.(ts|json)$/.test(file);
  });
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function typeErrors() {
  const held = path.join(cache, 'types-hold');
  const now = fingerprint();
  try {
    if (readFileSync(held, 'utf8') === now) return [];
  } catch {
    // Never checked before.
  }
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '--project', root, '--pretty', 'false'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      if (error) return resolve(`${stdout}${stderr}`.trim().split('\n'));
      mkdirSync(cache, { recursive: true });
      writeFileSync(held, now);
      resolve([]);
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
  // What does not even parse, tsc explains.
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
