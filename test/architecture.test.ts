import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** Who may know whom. A folder that is not listed may not exist. */
const KNOWS: Record<string, readonly string[]> = {
  primitives: [],
  constructs: ['primitives', 'imports'],
  environments: ['primitives'],
  charts: ['constructs', 'environments', 'primitives'],
  rules: ['primitives'],
  synthesis: ['constructs', 'environments', 'primitives', 'rules'],
  verification: ['primitives', 'rules', 'synthesis'],
};

const lib = path.join(__dirname, '..', 'lib');
const sources = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

/** The files of this program that a file imports, relative to lib; data has no imports of its own. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(lib, file), 'utf8');
  return [...text.matchAll(/from '(\.[^']*)(?<!\.json)'/g)].map(([, target = '']) =>
    path.posix.join(path.posix.dirname(file), target),
  );
}

/** The generated types of custom resources lie beside lib. */
const folderOf = (file: string): string => file.replace(/^\.\.\//, '').split('/')[0] ?? '';
const inner = sources.filter((file) => file !== 'index.ts');

describe('arrows run one way', () => {
  test.each(Object.entries(KNOWS))('%s knows %j and nothing else', (folder, known) => {
    const strangers = inner
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => ![folder, ...known].includes(folderOf(target)));
    expect(strangers).toEqual([]);
  });

  test('every folder has its place in the picture', () => {
    expect([...new Set(inner.map(folderOf))].sort()).toEqual(Object.keys(KNOWS).sort());
  });

  test('a subject of rules knows no other subject', () => {
    const subjectOf = (file: string) => /^rules\/(.+)\//.exec(file)?.[1];
    const strangers = inner
      .filter((file) => folderOf(file) === 'rules' && file !== 'rules/index.ts')
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ file, target }) => ![undefined, subjectOf(file)].includes(subjectOf(target)));
    expect(strangers).toEqual([]);
  });

  test('no two files import each other, directly or around a corner', () => {
    const reaches = (from: string, to: string, seen: Set<string>): boolean =>
      importsOf(from)
        .flatMap((target) => [`${target}.ts`, `${target}/index.ts`].find((source) => sources.includes(source)) ?? [])
        .some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
    expect(inner.filter((file) => reaches(file, file, new Set()))).toEqual([]);
  });
});

describe('the tree can be read', () => {
  test('every file has a name of its own', () => {
    const nameless = sources.filter((file) => /(^|\/)(utils?|common|helpers?|misc|types)(\/|\.ts$)/.test(file));
    expect(nameless).toEqual([]);
  });

  test('no file below environments asks which environment it is in', () => {
    const asking = inner
      .filter((file) => ['charts', 'constructs', 'primitives'].includes(folderOf(file)))
      .filter((file) => /['"](local|dev|staging|prod)['"]/.test(readFileSync(path.join(lib, file), 'utf8')));
    expect(asking).toEqual([]);
  });

  test('nothing below main.ts reads the process environment, the clock or chance', () => {
    const impure = inner.filter((file) => {
      return /process\.env|Date\.now|new Date|Math\.random/.test(readFileSync(path.join(lib, file), 'utf8'));
    });
    expect(impure).toEqual([]);
  });

  test('every optional prop says what happens without it', () => {
    const props = inner.filter((file) =>
      ['charts', 'constructs', 'environments', 'primitives'].includes(folderOf(file)),
    );
    const undocumented = props.flatMap((file) => {
      const text = readFileSync(path.join(lib, file), 'utf8');
      return [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)?\s*\n\s*readonly (\w+)\?: (?!never)/g)]
        .filter(([, doc = '']) => !doc.includes('@default'))
        .map(([, , prop]) => `${file}: ${prop}`);
    });
    expect(undocumented).toEqual([]);
  });
});
