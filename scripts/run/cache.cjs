// What earlier runs worked out, below node_modules. It is asked for by a key that holds all that it was made from, so it
// is never stale; where nothing can be written, every run works for itself.
const { createHash } = require('node:crypto');
const { accessSync, constants, existsSync, mkdirSync, readdirSync } = require('node:fs');
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { deserialize, serialize } = require('node:v8');

const root = path.join(__dirname, '..', '..');
const folder = path.join(root, 'node_modules', '.cache', 'synth');

/** What makes something of the sources: these scripts, and all that npm has installed, by its own account. */
const installed = path.join(root, 'node_modules', '.package-lock.json');
const makers = [...readdirSync(__dirname).map((file) => path.join(__dirname, file)), installed]
  .filter((file) => existsSync(file))
  .map((file) => [path.basename(file), readFileSync(file)]);

/** A key for what is made of these contents, by this Node.js: each content by its name. */
function keyOf(contents) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const [name, content] of [...makers, ...contents]) hash.update(`\0${name}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

const placeOf = (name) => path.join(folder, name.replaceAll(path.sep, '-'));

function recall(name, key) {
  try {
    const entry = deserialize(readFileSync(placeOf(name)));
    return entry.key === key ? entry.value : undefined;
  } catch {
    return undefined;
  }
}

/** Renamed into place: another run at the same time finds a whole entry, this one or the one before. */
function remember(name, key, value) {
  const place = placeOf(name);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${place}.${process.pid}`, serialize({ key, value }));
    renameSync(`${place}.${process.pid}`, place);
  } catch {
    // The next run does without.
  }
}

function canRemember() {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

module.exports = { canRemember, folder, keyOf, knowsPackages: existsSync(installed), recall, remember, root };
