const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { root } = require('./cache.cjs');

/** All that a program and its types are made from, by path: its own files, its configuration, and the lock file. */
function readSources(entry) {
  const beside = readdirSync(root);
  const own = path.dirname(entry);
  const below = ['lib', 'imports', ...(own === '.' ? [] : [own])].flatMap(filesBelow);
  const sources = [...beside, ...below].filter((file) => /\.(ts|json)$/.test(file)).sort();
  return new Map(sources.map((file) => [file, readFileSync(path.join(root, file))]));
}

function filesBelow(folder) {
  const place = path.join(root, folder);
  if (!existsSync(place)) return [];
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

module.exports = { readSources };
