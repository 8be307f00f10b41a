import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** The folders and files of lib, each with those that it may import. A folder that is not listed may not exist. */
const KNOWS: Record<string, readonly string[]> = {
  checker: [],
  'kubernetes.ts': [],
  values: ['checker', 'kubernetes.ts'],
  constructs: ['values', 'checker', 'kubernetes.ts', 'imports'],
  changes: ['checker'],
  comparison: ['checker', 'values', 'kubernetes.ts'],
  graph: ['checker'],
  picture: ['graph'],
  synthesis: ['constructs', 'values', 'changes', 'checker'],
  'command-line': ['synthesis', 'graph', 'picture', 'values', 'changes', 'checker'],
  wealist: ['index.ts'],
  'index.ts': ['checker', 'command-line', 'constructs', 'kubernetes.ts', 'synthesis', 'values'],
};

/** The folders of the checker, each with those that it may import. */
const CHECKER_KNOWS: Record<string, readonly string[]> = {
  yaml: [],
  manifest: ['yaml'],
  kubernetes: ['manifest'],
  operators: ['manifest'],
  programs: ['manifest'],
  bundle: ['kubernetes', 'manifest', 'operators', 'programs'],
  rules: ['bundle', 'kubernetes', 'manifest', 'operators', 'programs'],
};

const lib = path.join(__dirname, '..', 'lib');
const sources = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const textOf = (file: string): string => readFileSync(path.join(lib, file), 'utf8');

/** The files of this program that a file imports, relative to lib. Data has no imports of its own. */
function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(/from '(\.[^']*)(?<!\.json)'/g)].map(([, target = '']) =>
    path.posix.join(path.posix.dirname(file), target).replace(/^\.$/, 'index.ts'),
  );
}

/** The packages that a file imports. */
const packagesOf = (file: string): string[] =>
  [...textOf(file).matchAll(/from '([^.'][^']*)'/g)].map(([, name = '']) => name);

/** The place of a file in the picture. The generated types of custom resources lie beside lib. */
function placeOf(file: string): string {
  const [first = '', ...rest] = file.replace(/^\.\.\//, '').split('/');
  return rest.length === 0 && Object.hasOwn(KNOWS, `${first}.ts`) ? `${first}.ts` : first;
}

const arrows = sources.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

describe('arrows run one way', () => {
  test.each(Object.entries(KNOWS))('%s knows %j and nothing else', (place, known) => {
    const strangers = arrows.filter(
      ({ file, target }) => placeOf(file) === place && ![place, ...known].includes(placeOf(target)),
    );
    expect(strangers).toEqual([]);
  });

  test('every folder has its place in the picture', () => {
    expect([...new Set(sources.map(placeOf))].sort()).toEqual(Object.keys(KNOWS).sort());
  });

  test.each(Object.entries(CHECKER_KNOWS))('checker/%s knows %j and nothing else of the checker', (folder, known) => {
    const folderOf = (file: string) => /^checker\/([^/]+)\//.exec(file)?.[1];
    const strangers = arrows.filter(({ file, target }) => {
      return folderOf(file) === folder && ![undefined, folder, ...known].includes(folderOf(target));
    });
    expect(strangers).toEqual([]);
  });

  test('no two files import each other, directly or around a corner', () => {
    const reaches = (from: string, to: string, seen: Set<string>): boolean =>
      importsOf(from)
        .flatMap((target) => [`${target}.ts`, `${target}/index.ts`].find((source) => sources.includes(source)) ?? [])
        .some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
    expect(sources.filter((file) => reaches(file, file, new Set()))).toEqual([]);
  });
});

describe('walls', () => {
  const isRule = (file: string) => file.startsWith('checker/rules/') && file !== 'checker/rules/index.ts';

  test('a file below rules exports one rule, and nothing else', () => {
    const others = sources.filter(isRule).filter((file) => {
      const exported = textOf(file).match(/^export /gm) ?? [];
      return exported.length !== 1 || !/^export const \w+: Rule = \{$/m.test(textOf(file));
    });
    expect(others).toEqual([]);
  });

  test('no rule imports another', () => {
    expect(arrows.filter(({ file, target }) => isRule(file) && isRule(`${target}.ts`))).toEqual([]);
  });

  test('only lib/wealist says wealist', () => {
    const naming = sources.filter((file) => placeOf(file) !== 'wealist' && /wealist/i.test(textOf(file)));
    expect(naming).toEqual([]);
  });

  test('the checker imports no part of cdk8s', () => {
    const using = sources.filter((file) => placeOf(file) === 'checker');
    expect([...new Set(using.flatMap(packagesOf))].filter((name) => /cdk8s|constructs/.test(name))).toEqual([]);
  });

  test('e2e knows lib and itself, and nothing of lib knows e2e', () => {
    const folder = path.join(lib, '..', 'e2e');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const imports = files.flatMap((file) => {
      const found = readFileSync(path.join(folder, file), 'utf8').matchAll(/from '(\.[^']*)'/g);
      return [...found].map(([, target = '']) => path.posix.join('e2e', path.posix.dirname(file), target));
    });
    expect(imports.filter((target) => !/^(lib|e2e)(\/|$)/.test(target))).toEqual([]);
    expect(arrows.filter(({ target }) => target.includes('e2e'))).toEqual([]);
  });

  test('only lib/kubernetes.ts imports cdk8s-plus', () => {
    expect(sources.filter((file) => packagesOf(file).some((name) => name.startsWith('cdk8s-plus')))).toEqual([
      'kubernetes.ts',
    ]);
  });

  test('only lib/command-line uses the process, and the file that holds signals back while dist is swapped', () => {
    const codeOf = (file: string) => textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const using = sources.filter((file) => /\bprocess\.\w|= process\b|node:process/.test(codeOf(file)));
    expect(using.filter((file) => placeOf(file) !== 'command-line')).toEqual(['synthesis/signals.ts']);
  });
});

describe('the tree can be read', () => {
  test('every file has a name of its own', () => {
    const nameless = sources.filter((file) => /(^|\/)(utils?|common|helpers?|misc|types)(\/|\.ts$)/.test(file));
    expect(nameless).toEqual([]);
  });

  const isAssembly = (file: string) => /^(constructs|values|wealist\/(charts|constructs))\//.test(file);

  test('no file below environments asks for the name of its environment', () => {
    const asking = sources.filter(isAssembly).filter((file) => /['"](local|dev|staging|prod)['"]/.test(textOf(file)));
    expect(asking).toEqual([]);
  });

  test('nothing but the command line reads the clock, chance or the variables of the process', () => {
    const reading = sources.filter((file) => /process\.env|Date\.now|new Date|Math\.random/.test(textOf(file)));
    expect(reading).toEqual(['command-line/run.ts']);
  });

  test('every prop of the front door says what it is', () => {
    const door = textOf('index.ts');
    const silent = sources.filter(isAssembly).flatMap((file) => {
      const interfaces = [...textOf(file).matchAll(/^export interface (\w+)[^{]*\{\n(.*?)^\}/gms)];
      return interfaces
        .filter(([, name = '']) => new RegExp(`\\b${name}\\b`).test(door) || /^(Pod|Deployed)Props$/.test(name))
        .flatMap(([, name, body = '']) => {
          const props = body.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)?\s*\n? {2}readonly (\w+)\??: (?!never)/g);
          return [...props]
            .filter(([, doc = '']) => !/[a-z]/.test(doc.replace(/@default[\s\S]*/, '')))
            .map(([, , prop]) => `${file}: ${name}.${prop}`);
        });
    });
    expect(silent).toEqual([]);
  });

  test('every optional prop says what happens without it', () => {
    const undocumented = sources
      .filter((file) => isAssembly(file) || file.startsWith('wealist/'))
      .flatMap((file) => {
        return [...textOf(file).matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)?\s*\n\s*readonly (\w+)\?: (?!never)/g)]
          .filter(([, doc = '']) => !doc.includes('@default'))
          .map(([, , prop]) => `${file}: ${prop}`);
      });
    expect(undocumented).toEqual([]);
  });
});
