// The sentences of a run that ends with exit code 1.
const path = require('node:path');

const root = path.join(__dirname, '..', '..');

function refuse(title, lines) {
  console.error([title, ...lines.map((line) => `  ${line}`)].join('\n'));
  process.exit(1);
}

/** An Error of a package is a refusal, such as that of Size.gibibytes(-1). Anything else is a bug, and has a stack. */
function explain(error, bundles) {
  const frames = [...String(error?.stack).matchAll(/^ +at (.+):(\d+):(\d+)\)?$/gm)];
  const stack = frames.flatMap(([, file, line, column]) => {
    const bundle = bundles.find(({ name }) => file.endsWith(path.join(root, name)));
    return bundle ? [require('./bundles.cjs').sourceOf(bundle, line, column)] : [];
  });
  if (stack.length === 0) throw error;
  const isRefusal = error.name === 'Error' && frames[0][1].includes('packages of');
  if (isRefusal) refuse('1 problem, nothing was written:', [`${stack[0]}: ${error.message}`]);
  refuse('the program has a bug:', [`${stack[0]}: ${error}`, ...stack.map((place) => `  at ${place}`)]);
}

function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

module.exports = { attempt, explain, refuse };
