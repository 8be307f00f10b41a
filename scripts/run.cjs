// Runs a TypeScript program, if its types hold. What runs is made from the sources as they are, and tsc checks them
// meanwhile, so a misspelt field of an environment is refused rather than ignored. What neither a source nor a package
// has changed since is taken from the cache below node_modules, which can be deleted at any time.
const path = require('node:path');
const { keyOf } = require('./run/cache.cjs');
const { loadPackages } = require('./run/packages.cjs');
const { readProgram, runProgram } = require('./run/program.cjs');
const { readSources } = require('./run/sources.cjs');
const { typeErrors } = require('./run/types.cjs');

const entry = path.normalize(process.argv.splice(2, 1)[0]);

async function run() {
  const sources = readSources(entry);
  const key = keyOf(sources);
  const checked = typeErrors(key);
  // What does not even parse, tsc explains.
  const read = readProgram(entry, sources).catch(() => undefined);
  // While the others are at work.
  const packages = loadPackages(entry);
  const program = await read;
  // A program that can wait before it acts has begun by the time that tsc is done. What it refuses may be due to what
  // tsc refuses, and that is said first.
  if (!program?.canWait) refuse(await checked, program);
  const outcome = attempt(() => runProgram(entry, program, packages));
  refuse(await checked, program);
  outcome().conclude?.();
}

function attempt(action) {
  try {
    const value = action();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function refuse(errors, program) {
  if (errors.length === 0 && program !== undefined) return;
  console.error(
    ['the program does not compile, nothing was written:', ...errors.map((line) => `  ${line}`)].join('\n'),
  );
  process.exit(1);
}

run();
