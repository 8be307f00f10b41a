const { copyFileSync, renameSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { canRemember, folder, recall, remember, root } = require('./cache.cjs');

/** What tsc says against the program; nothing, if its types hold, or held when they were asked about last. */
async function typeErrors(key) {
  if (recall('types', key)) return [];
  const [command, ...args] = tsc();
  const info = path.join(folder, 'tsbuildinfo');
  const own = `${info}.${process.pid}`;
  const incremental = canRemember();
  if (incremental) {
    quietly(() => copyFileSync(info, own));
    args.push('--incremental', '--tsBuildInfoFile', own);
  }
  args.push('--project', root, '--pretty', 'false');
  // It lives for the blink of an eye: collecting its garbage would take half of that.
  const env = { ...process.env, GOGC: process.env.GOGC ?? '400' };
  const { execFile } = require('node:child_process');
  const errors = await new Promise((resolve) => {
    execFile(command, args, { cwd: root, env }, (error, stdout, stderr) => {
      resolve(error ? (`${stdout}${stderr}`.trim() || error.message).split('\n') : []);
    });
  });
  if (incremental) quietly(() => renameSync(own, info));
  if (errors.length === 0) remember('types', key, true);
  return errors;
}

/** TypeScript's compiler is a program of its own: to start it from Node.js would take as long again as Node.js does. */
function tsc() {
  const script = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    const { resolve } = createRequire(script);
    const home = path.dirname(resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`));
    return [path.join(home, 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc')];
  } catch {
    return [process.execPath, script];
  }
}

function quietly(action) {
  try {
    action();
  } catch {
    // Without it, all is checked anew.
  }
}

module.exports = { typeErrors };
