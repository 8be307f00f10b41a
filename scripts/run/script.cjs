const path = require('node:path');
const vm = require('node:vm');

/**
 * Runs code as a CommonJS module, with what V8 compiled of it before, if that is known. `compiled` returns what V8 has
 * compiled by then: functions that have run among it, so the next run need not compile them again.
 */
function runScript(file, { code, compiled }, require) {
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, {
    filename: file,
    cachedData: compiled,
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  const own = Object.assign((name) => require(name), { main: module });
  script.runInThisContext()(module.exports, own, module, file, path.dirname(file));
  const known = compiled !== undefined && !script.cachedDataRejected;
  return { exports: module.exports, compiled: () => (known ? undefined : script.createCachedData()) };
}

module.exports = { runScript };
