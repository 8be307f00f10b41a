// The packages that every run needs, as one script with V8's code cache: some hundred files that need not be found, read
// and compiled each time.
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { canRemember, folder, keyOf, recall, remember, root } = require('./cache.cjs');
const { runScript } = require('./script.cjs');

const NAMES = ['constructs', 'cdk8s', 'cdk8s-plus-28', 'js-yaml'];

/** What npm has installed, by its own account. */
const installed = path.join(root, 'node_modules', '.package-lock.json');

/** The packages by name. */
function loadPackages() {
  if (!existsSync(installed)) return {};
  const key = keyOf([['installed', readFileSync(installed)]]);
  const known = recall('packages', key);
  if (!known && !canRemember()) return {};
  const code = known?.code ?? bundle();
  const { exports, compiled } = runScript(path.join(folder, 'packages.cjs'), { ...known, code }, require);
  process.on('exit', () => {
    const fresh = compiled();
    if (fresh) remember('packages', key, { code, compiled: fresh });
  });
  return exports;
}

function bundle() {
  const entries = NAMES.map((name) => `${JSON.stringify(name)}: require(${JSON.stringify(name)})`);
  const { outputFiles } = require('esbuild').buildSync({
    stdin: { contents: `module.exports = { ${entries.join(', ')} };`, resolveDir: root },
    bundle: true,
    // The only place where one of them looks for a file beside itself: cdk8s, to read YAML from a URL.
    define: { __dirname: JSON.stringify(path.dirname(require.resolve('cdk8s'))) },
    legalComments: 'none',
    minifyWhitespace: true,
    platform: 'node',
    target: 'node20',
    write: false,
  });
  return outputFiles[0].text;
}

module.exports = { loadPackages, NAMES };
