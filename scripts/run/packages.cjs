// The packages that every run needs, as one script with V8's code cache: some hundred files that need not be found, read
// and compiled each time.
const path = require('node:path');
const { canRemember, folder, keyOf, knowsPackages, recall, remember, root } = require('./cache.cjs');
const { runScript } = require('./script.cjs');

const NAMES = ['constructs', 'cdk8s', 'cdk8s-plus-28', 'js-yaml'];

/** Where cdk8s has a file beside itself, a script that reads YAML from a URL: the only one of them that looks for any. */
const HOME = path.dirname(require.resolve('cdk8s'));

/** The packages by name, with what V8 has compiled of them for this entry. */
function loadPackages(entry) {
  if (!knowsPackages) return {};
  const key = keyOf([['home', HOME]]);
  const name = `${entry}-packages`;
  const known = recall(name, key);
  if (!known && !canRemember()) return {};
  const code = known?.code ?? bundle();
  const { exports, compiled } = runScript(path.join(folder, 'packages.cjs'), { ...known, code }, require);
  process.on('exit', () => {
    const fresh = compiled();
    if (fresh) remember(name, key, { code, compiled: fresh });
  });
  return exports;
}

function bundle() {
  const entries = NAMES.map((name) => `${JSON.stringify(name)}: require(${JSON.stringify(name)})`);
  const { outputFiles } = require('esbuild').buildSync({
    stdin: { contents: `module.exports = { ${entries.join(', ')} };`, resolveDir: root },
    bundle: true,
    define: { __dirname: JSON.stringify(HOME) },
    legalComments: 'none',
    minifyWhitespace: true,
    platform: 'node',
    target: 'node20',
    write: false,
  });
  return outputFiles[0].text;
}

module.exports = { loadPackages, NAMES };
