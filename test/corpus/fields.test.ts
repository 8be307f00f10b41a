import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const root = path.join(__dirname, '..', '..');
const source = readFileSync(path.join(root, 'lib', 'wealist', 'environments', 'prod.ts'), 'utf8');
const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'fields-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Fields that may be left out. */
const OPTIONAL = ['storageClassName', 'cpuPercent', 'limit', 'property', 'backup'];

/** Every field of an environment, with the place of its name in the source. */
const FIELDS = [...source.matchAll(/(?<=[\s{])('[\w-]+'|\w+)(?=: )/g)]
  .filter(({ index }) => index > source.indexOf('= {'))
  .map(({ 0: name, index }) => ({ name, index, line: source.slice(0, index).split('\n').length }));

/** What a field is set to: up to the comma or brace on its own level. */
function valueEnd(from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const character = source[at] ?? '';
    if ('({['.includes(character)) depth++;
    if (')}]'.includes(character)) depth--;
    if (depth < 0 || (depth === 0 && character === ',')) return at;
  }
  return source.length;
}

const replaced = (from: number, to: number, by: string) => source.slice(0, from) + by + source.slice(to);

const DEFECTS = FIELDS.flatMap(({ name, index, line }) => {
  const start = index + name.length + 2;
  const end = valueEnd(start);
  const misspelt = name.startsWith("'") ? `${name.slice(0, -1)}z'` : `${name}z`;
  return [
    { title: `line ${line}: ${name} misspelt`, text: replaced(index, index + name.length, misspelt) },
    { title: `line ${line}: ${name} of the wrong type`, text: replaced(start, end, 'Symbol.iterator') },
    ...(OPTIONAL.includes(name) ? [] : [{ title: `line ${line}: ${name} missing`, text: replaced(index, end, '') }]),
  ];
});

const UNCHANGED = { title: 'unchanged', text: source };

/** tsc's complaints, by the number of the defect. */
const complaints = new Map<number, string>();

beforeAll(() => {
  mkdirSync(path.join(folder, 'cases'));
  [...DEFECTS, UNCHANGED].forEach(({ text }, i) => {
    const elsewhere = text.replace(/from '\.(\.?)\/([^']+)'/g, (_, up: string, target: string) => {
      return `from '${path.join(root, 'lib', up ? '' : 'environments', target)}'`;
    });
    // An object that begins with a comma is no TypeScript; a field that is gone leaves one behind.
    writeFileSync(path.join(folder, 'cases', `${i}.ts`), elsewhere.replace(/([{,]\s*),/g, '$1'));
  });
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      include: ['cases'],
      compilerOptions: {
        typeRoots: [path.join(root, 'node_modules', '@types')],
        paths: { 'cdk8s*': [path.join(root, 'node_modules', 'cdk8s*')] },
      },
    }),
  );
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--project', folder, '--pretty', 'false'], {
    encoding: 'utf8',
    cwd: folder,
  });
  for (const [, i = '', complaint = ''] of stdout.matchAll(/^cases\/(\d+)\.ts\(.*?\): (error .*)$/gm)) {
    complaints.set(Number(i), `${complaints.get(Number(i)) ?? ''}${complaint}\n`);
  }
});

describe('no field of an environment can be mistaken without being told', () => {
  test('the unchanged environment compiles', () => {
    expect(complaints.get(DEFECTS.length)).toBeUndefined();
  });

  test.each(DEFECTS.map(({ title }, i) => [title, i] as const))('%s', (_, i) => {
    expect(complaints.get(i)).toMatch(/error TS2\d\d\d: /);
  });
});
