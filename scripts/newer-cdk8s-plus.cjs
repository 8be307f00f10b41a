// Runs the program with another line of cdk8s-plus in place of cdk8s-plus-28: npm run newer-cdk8s-plus -- 34
//
// The other line is fetched into a copy of the checkout, where lib/kubernetes.ts names it. Types must hold, and dist must
// come out byte for byte as it is committed.
const { spawnSync } = require('node:child_process');
const {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const name = `cdk8s-plus-${process.argv[2] ?? '34'}`;
const copy = mkdtempSync(path.join(tmpdir(), 'newer-cdk8s-plus-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));

for (const each of readdirSync(root).filter((file) => !/^(\.git|node_modules|coverage|test|docs|bench)$/.test(file))) {
  cpSync(path.join(root, each), path.join(copy, each), { recursive: true });
}
const modules = path.join(copy, 'node_modules');
mkdirSync(modules);
for (const each of readdirSync(path.join(root, 'node_modules')).filter((file) => file !== '.cache')) {
  symlinkSync(path.join(root, 'node_modules', each), path.join(modules, each), 'junction');
}

run('npm', 'pack', name, '--silent', '--pack-destination', copy);
mkdirSync(path.join(modules, name));
const archive = readdirSync(copy).find((file) => file.endsWith('.tgz'));
run('tar', '-xzf', archive, '-C', path.join('node_modules', name), '--strip-components=1');

const kubernetes = path.join(copy, 'lib', 'kubernetes.ts');
writeFileSync(kubernetes, readFileSync(kubernetes, 'utf8').replace('cdk8s-plus-28', name));
run(process.execPath, 'scripts/run.cjs', 'main.ts');
const changed = readdirSync(path.join(root, 'dist'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
  .filter((file) => readFileSync(path.join(root, file), 'utf8') !== readFileSync(path.join(copy, file), 'utf8'));
console.log(
  `${name}: types hold, ${changed.length === 0 ? 'dist is the same' : `dist differs in ${changed.join(' ')}`}`,
);
process.exitCode = changed.length === 0 ? 0 : 1;

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${name}: ${command} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`);
  process.exit(1);
}
