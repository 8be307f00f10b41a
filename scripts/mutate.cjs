// Breaks the program at random places, one at a time, and lists the breaks that no test notices:
// npm run mutate -- --seed 1 --count 60 lib/checker lib/synthesis
//
// Everything happens in a clone of the last commit below the folder for temporary files.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { mutationsOf } = require('./mutate/mutations.cjs');

const root = path.join(__dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
    // Tests that take minutes, and whose subjects have faster tests. They run for the files that they are nearest to.
    ignore: { type: 'string', default: 'end-to-end|/(postgres|properties|command-line|readme)/|wrong-types' },
  },
});

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function filesBelow(place) {
  if (fs.statSync(path.join(root, place)).isFile()) return [place];
  return fs
    .readdirSync(path.join(root, place), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(place, file))
    .sort();
}

const folder = fs.mkdtempSync(path.join(tmpdir(), 'mutate-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(1));
// A mutant may loop for ever.
const limits = { timeout: 15 * 60_000, killSignal: 'SIGKILL', maxBuffer: 2 ** 30 };
const run = (command, ...args) => spawnSync(command, args, { cwd: folder, encoding: 'utf8', ...limits });
const node = (program, ...args) => run(process.execPath, path.join('node_modules', program), ...args);
const compiles = () => node('typescript/bin/tsc', '--build').status === 0;

/** The test files that fail. None if a run came to no end. Undefined if all hold. */
function failing(...args) {
  const order = ['--testSequencer', path.join(__dirname, 'mutate', 'shortest-first.cjs')];
  const { status, stderr } = node('jest/bin/jest.js', ...args, ...order, '--passWithNoTests');
  return status === 0 ? undefined : [...stderr.matchAll(/^FAIL (\S+)/gm)].map(([, file]) => file);
}

/** The nearest tests: that at the path of the file, then those beside or above. */
function nearTests({ file }) {
  const own = file.replace(/^lib/, 'test').replace(/\.ts$/, '.test.ts');
  let beside = path.dirname(own);
  while (!fs.existsSync(path.join(folder, beside))) beside = path.dirname(beside);
  return [own, `${beside}/`].filter((place) => place !== 'test/' && fs.existsSync(path.join(folder, place)));
}

/** Works in a program with mutants, of different files. */
function withMutants(mutants, work) {
  const originals = mutants.map(({ file }) => fs.readFileSync(path.join(folder, file)));
  mutants.forEach(({ file, start, end, after }, index) => {
    const original = originals[index];
    const text = Buffer.concat([original.subarray(0, start), Buffer.from(after), original.subarray(end)]);
    fs.writeFileSync(path.join(folder, file), text);
  });
  try {
    return work();
  } finally {
    for (const [index, { file }] of mutants.entries()) fs.writeFileSync(path.join(folder, file), originals[index]);
  }
}

/** True if one of the tests fails with a mutant, and holds without. */
function isKilled(mutant, tests) {
  const failed = withMutants([mutant], () => failing(...tests, '--bail'));
  if (failed?.length > 0 && failing(...failed)) throw new Error(`${failed}: expected to hold without a mutant`);
  return failed !== undefined;
}

const counts = { killed: 0, survived: 0 };
function report(result, { file, line, before, after }) {
  counts[result] += 1;
  const short = (text) => JSON.stringify(text.length > 70 ? `${text.slice(0, 67)}...` : text);
  console.log(`${result}: ${file}:${line}: ${short(before)} -> ${short(after)}`);
}

run('git', 'clone', '--quiet', root, '.');
fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
const random = generator(Number(values.seed));
const places = positionals.length > 0 ? positionals : ['lib'];
const left = places.flatMap(filesBelow).flatMap(mutationsOf);
if (!compiles()) throw new Error('expected a program whose types hold, received a failure');
console.log(`${left.length} places below ${places.join(', ')}, seed ${values.seed}`);

const FAST = ['--testPathIgnorePatterns', values.ignore];
let unnoticed = [];
while (counts.killed + unnoticed.length < Number(values.count) && left.length > 0) {
  const [mutant] = left.splice(Math.floor(random() * left.length), 1);
  if (!withMutants([mutant], compiles)) continue;
  if (nearTests(mutant).some((tests) => isKilled(mutant, [tests]))) report('killed', mutant);
  else unnoticed.push(mutant);
}

// All tests that import a file take minutes. So mutants of different files meet these tests together, and a test that
// fails meets each mutant alone.
while (unnoticed.length > 0) {
  const together = unnoticed.filter(({ file }, index) => unnoticed.findIndex((other) => other.file === file) === index);
  unnoticed = unnoticed.filter((mutant) => !together.includes(mutant));
  const files = together.map(({ file }) => file);
  const failed = withMutants(together, () => failing('--findRelatedTests', ...files, ...FAST));
  for (const mutant of together) {
    const tests = failed?.length > 0 ? failed : ['--findRelatedTests', mutant.file, ...FAST];
    report(failed && isKilled(mutant, tests) ? 'killed' : 'survived', mutant);
  }
}
const all = counts.killed + counts.survived;
console.log(`${counts.killed} of ${all} mutants killed (${((100 * counts.killed) / Math.max(1, all)).toFixed(1)} %)`);
