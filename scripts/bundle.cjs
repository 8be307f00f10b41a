// Writes the checker as one file of JavaScript without dependencies: node scripts/bundle.cjs [file]
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const outfile = path.resolve(process.argv[2] ?? path.join(root, 'build', 'verify-manifests.cjs'));

if (!fs.existsSync(path.join(root, 'node_modules', 'esbuild'))) {
  console.error('the packages are not installed:\n  run "npm ci"');
  process.exit(1);
}

require('esbuild').buildSync({
  absWorkingDir: root,
  entryPoints: ['bin/verify-manifests.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  legalComments: 'none',
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'error',
});
