// Writes the checker as one file of JavaScript without dependencies: node scripts/bundle.cjs [file]
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const outfile = path.resolve(process.argv[2] ?? path.join(root, 'build', 'verify-manifests.cjs'));

if (!fs.existsSync(path.join(root, 'node_modules', 'esbuild'))) {
  console.error('the packages are not installed:\n  run "npm ci"');
  process.exit(1);
}

/** Half of the file draws pictures. As a text, the half is compiled for a picture alone: each run starts a tenth of a second earlier. */
const compiledLate = {
  name: 'compiled-late',
  setup: (build) =>
    build.onLoad({ filter: /elk\.bundled\.js$/ }, ({ path: file }) => {
      const text = JSON.stringify(fs.readFileSync(file, 'utf8'));
      return { contents: `new Function('module', 'exports', 'require', ${text})(module, exports, require)` };
    }),
};

require('esbuild').build({
  absWorkingDir: root,
  entryPoints: ['bin/verify-manifests.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  legalComments: 'none',
  plugins: [compiledLate],
  // See scripts/run.cjs.
  banner: {
    js: `#!/usr/bin/env node
if (process.versions.v8.startsWith('11.')) require('node:v8').setFlagsFromString('--interrupt-budget=500000');`,
  },
  logLevel: 'error',
});
