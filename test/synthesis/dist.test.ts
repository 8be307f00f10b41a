import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { Dist } from '../../lib/synthesis/dist';
import { changedFiles, type Folder, readFolder } from '../../lib/synthesis/folder';
import { firstLine } from '../../lib/synthesis/generated';

const parents: string[] = [];
let parent = '';
let place = '';

beforeEach(() => {
  parent = mkdtempSync(path.join(realpathSync(tmpdir()), 'dist-test-'));
  place = path.join(parent, 'dist');
  parents.push(parent);
});

afterAll(() => {
  for (const folder of parents) rmSync(folder, { recursive: true, force: true });
});

/** Files as synth writes them, of which all hold the same text. */
function files(text: string, ...names: string[]): Folder {
  return new Map(names.map((name) => [name, `${firstLine(name, 'a')}\n${text}\n`]));
}

/** Two environments of many files that all hold the same text: a mixture would show. */
function version(text: string): Map<string, Folder> {
  const folder = files(text, ...Array.from({ length: 12 }, (_, i) => `${i}.yaml`));
  return new Map([
    ['a', folder],
    ['b', folder],
  ]);
}

/** The texts of two environments. */
function texts(dist: string): Set<string | undefined> {
  const found = Object.values(everything(dist)).filter((text) => text !== undefined);
  expect(found).toHaveLength(24);
  return new Set(found.map((text) => text.split('\n')[1]));
}

/** Every entry below a folder, with the text of those that are files. */
function everything(folder: string): Record<string, string | undefined> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const name = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, name), entry.isFile() ? readFileSync(name, 'utf8') : undefined];
    }),
  );
}

describe('dist is replaced as a whole', () => {
  test('what no environment writes any more is gone', () => {
    new Dist(place).replaceAll(version('old'));
    const folder = files('new', 'x.yaml');
    new Dist(place).replaceAll(new Map([['a', folder]]));
    expect(readdirSync(place)).toEqual(['a']);
    expect(readFolder(path.join(place, 'a'))).toEqual(folder);
  });

  test('one environment leaves its neighbours alone', () => {
    new Dist(place).replaceAll(version('old'));
    const folder = files('new', 'x.yaml');
    new Dist(place).replace('a', folder);
    expect(readFolder(path.join(place, 'a'))).toEqual(folder);
    expect(readFolder(path.join(place, 'b'))).toEqual(version('old').get('b'));
  });

  test('nothing lies beside it afterwards', () => {
    new Dist(place).replaceAll(version('old'));
    new Dist(place).replaceAll(version('new'));
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('a place that cannot be written is a sentence', () => {
    writeFileSync(path.join(parent, 'file'), '');
    const blocked = new Dist(path.join(parent, 'file', 'dist'));
    expect(() => blocked.replaceAll(version('new'))).toThrow(/dist: expected to be able to write it .*, received E\w+/);
  });
});

describe('a place is refused before anything is touched', () => {
  const expected = 'expected a folder for environments alone, such as dist, received';
  const above = [path.resolve('..'), path.parse(path.resolve()).root];

  test('if it has no name', () => {
    expect(() => new Dist('')).toThrow(`CDK8S_OUTDIR: ${expected} ""`);
  });

  test.each(['.', '..', path.resolve(), ...above])('if it is the working folder or lies above it, as %s', (name) => {
    const sentence = `CDK8S_OUTDIR: ${expected} ${JSON.stringify(name)}, the working folder or a folder above it`;
    expect(() => new Dist(name)).toThrow(sentence);
  });

  test('if it is the working folder on a way through a link', () => {
    symlinkSync(path.resolve('..'), path.join(parent, 'link'));
    const name = path.join(parent, 'link', path.basename(path.resolve()));
    expect(() => new Dist(name)).toThrow('the working folder or a folder above it');
  });

  test('if it is the root of a repository', () => {
    mkdirSync(path.join(place, '.git'), { recursive: true });
    expect(() => new Dist(place)).toThrow(`${place}: ${expected} the root of a repository`);
  });

  test('if it is a file', () => {
    writeFileSync(place, 'mine');
    expect(() => new Dist(place)).toThrow(`${place}: ${expected} a file`);
  });

  test.each(['', path.sep])('if it is a link, with "%s" at its end', (end) => {
    const target = path.join(parent, 'target');
    new Dist(target).replaceAll(version('old'));
    symlinkSync(target, place);
    const sentence = `${place}${end}: ${expected} a link to ${target}: set CDK8S_OUTDIR to that folder`;
    expect(() => new Dist(place + end)).toThrow(sentence);
    expect(texts(target)).toEqual(new Set(['old']));
  });

  test('even what a killed run has left beside it', () => {
    mkdirSync(path.join(place, '.git'), { recursive: true });
    mkdirSync(path.join(parent, '.dist-synth-abcdef', 'new'), { recursive: true });
    const before = everything(parent);
    expect(() => new Dist(place)).toThrow(expected);
    expect(everything(parent)).toEqual(before);
  });
});

const manifest = (label: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  labels:\n    ${label}\n`;

describe('what synth did not write is refused by name and stays as it is', () => {
  const put = (name: string, text: string) => () => writeFileSync(path.join(place, 'a', name), text);
  const FOREIGN: [string, string, string, () => void][] = [
    ['a manifest', 'extra.yaml', 'a file that synth did not write', put('extra.yaml', manifest('app: x'))],
    [
      'a manifest that was copied with our label',
      'extra.yaml',
      'a file that synth did not write',
      put('extra.yaml', manifest('app.kubernetes.io/managed-by: cdk8s')),
    ],
    ['a file of comments alone', '1-x.k8s.yaml', 'a file that synth did not write', put('1-x.k8s.yaml', '# mine\n')],
    [
      'a file named as synth names its own',
      '1-x.k8s.yaml',
      'a file that synth did not write',
      put('1-x.k8s.yaml', `${manifest('app.kubernetes.io/managed-by: cdk8s')}---\n${manifest('app: x')}`),
    ],
    [
      'a file that an environment is about to write',
      '0.yaml',
      'a file that synth did not write',
      put('0.yaml', manifest('app: x')),
    ],
    [
      'a copy of one of its files under another name',
      '2-x.k8s.yaml',
      'a file that synth did not write',
      put('2-x.k8s.yaml', `${firstLine('1-x.k8s.yaml', 'a')}\n${manifest('app.kubernetes.io/managed-by: cdk8s')}`),
    ],
    [
      'a folder',
      'terraform',
      'a folder',
      () => {
        mkdirSync(path.join(place, 'a', 'terraform'));
        writeFileSync(path.join(place, 'a', 'terraform', 'main.tf'), 'resource');
      },
    ],
    ['a link', '0-link.k8s.yaml', 'a link', () => symlinkSync('0.yaml', path.join(place, 'a', '0-link.k8s.yaml'))],
  ];

  describe.each(FOREIGN)('%s', (_, name, received, make) => {
    const sentence = () =>
      `${path.join(place, 'a', name)}: expected files that synth wrote and nothing else, received ${received}: move it elsewhere, or remove it`;

    test.each(['all', 'one'])('where %s is to be written', (which) => {
      new Dist(place).replaceAll(version('old'));
      make();
      const before = everything(parent);
      const dist = new Dist(place);
      expect(dist.strangers(['a', 'b'], which === 'all' ? ['a', 'b'] : ['a'])).toEqual([sentence()]);
      const act = () => (which === 'all' ? dist.replaceAll(version('new')) : dist.replace('a', files('new', 'x.yaml')));
      expect(act).toThrow(sentence());
      expect(everything(parent)).toEqual(before);
    });
  });

  test.each([
    ['link', () => symlinkSync(path.join(parent, 'target'), path.join(place, 'a')), 'a link'],
    ['file', () => writeFileSync(path.join(place, 'a'), 'mine'), 'a file that synth did not write'],
  ])('a %s in the place of an environment', (_, make, received) => {
    new Dist(path.join(parent, 'target')).replaceAll(version('target'));
    mkdirSync(place);
    make();
    const before = everything(parent);
    const sentence = `${path.join(place, 'a')}: expected the folder of an environment, received ${received}: move it elsewhere, or remove it`;
    for (const act of [
      () => new Dist(place).replaceAll(version('new')),
      () => new Dist(place).replace('a', files('new', 'x.yaml')),
    ]) {
      expect(act).toThrow(sentence);
    }
    expect(everything(parent)).toEqual(before);
  });

  test('all of it at once', () => {
    new Dist(place).replaceAll(version('old'));
    for (const name of ['x', 'a/y', 'b/z']) writeFileSync(path.join(place, name), '');
    expect(new Dist(place).strangers(['a', 'b'], ['a', 'b']).map((each) => each.split(':')[0])).toEqual([
      path.join(place, 'a', 'y'),
      path.join(place, 'b', 'z'),
      path.join(place, 'x'),
    ]);
  });

  test('among the environments, an environment of before only where all are written', () => {
    new Dist(place).replaceAll(version('old'));
    expect(new Dist(place).strangers(['a'], ['a'])).toEqual([
      `${path.join(place, 'b')}: expected a and nothing else, received "b": remove it if that is meant`,
    ]);
    expect(new Dist(place).strangers(['a', 'c'], ['a'])).toEqual([]);
    writeFileSync(path.join(place, 'b', 'main.tf'), '');
    expect(new Dist(place).strangers(['a', 'c'], ['a'])).toHaveLength(1);
  });
});

describe('what synth wrote is replaced', () => {
  const labelled = manifest('app.kubernetes.io/managed-by: cdk8s');

  test.each([
    ['whatever was changed in it', `${firstLine('1-x.k8s.yaml', 'a')}\nkind: {`],
    ['with other line ends', `${firstLine('1-x.k8s.yaml', 'a')}\n${labelled}`.replaceAll('\n', '\r\n')],
    [
      'by a run whose first line named no environment',
      `# Generated as 1-x.k8s.yaml: edit the program instead, then run synth.\n${manifest('app: x')}`,
    ],
    ['by a run of before there was a first line', `${labelled}---\n${labelled}`],
    [
      'though its first line is in conflict',
      `<<<<<<< HEAD\n${firstLine('1-x.k8s.yaml', 'a')}\n=======\n>>>>>>>\n${labelled}`,
    ],
  ])('%s', (_, text) => {
    mkdirSync(path.join(place, 'a'), { recursive: true });
    writeFileSync(path.join(place, 'a', '1-x.k8s.yaml'), text);
    new Dist(place).replaceAll(version('new'));
    expect(texts(place)).toEqual(new Set(['new']));
  });
});

describe('what a killed run leaves behind', () => {
  // The third has the id of a process that is alive: in a container, every run has that of the one before.
  describe.each(['.dist-synth-abcdef', '.dist-4194305-abcdef', `.dist-${process.pid}-abcdef`])('as %s', (name) => {
    test('is swept by the next', () => {
      for (const folder of ['new', 'new~', 'old-dist.0~'])
        mkdirSync(path.join(parent, name, folder), { recursive: true });
      new Dist(place);
      expect(readdirSync(parent)).toEqual([]);
    });

    test('is put back, if it was dist itself', () => {
      new Dist(path.join(parent, name, 'old-dist.0')).replaceAll(version('old'));
      new Dist(place);
      expect(texts(place)).toEqual(new Set(['old']));
      expect(readdirSync(parent)).toEqual(['dist']);
    });

    test('is put back, if it was one environment', () => {
      mkdirSync(place);
      const aside = path.join(parent, name, 'old-dist%2Fprod.0');
      mkdirSync(aside, { recursive: true });
      writeFileSync(path.join(aside, 'x.yaml'), [...files('old', 'x.yaml').values()].join());
      new Dist(place);
      expect(readFolder(path.join(place, 'prod'))).toEqual(files('old', 'x.yaml'));
      expect(readdirSync(parent)).toEqual(['dist']);
    });
  });

  test('is put back, if it was an environment of a dist that was moved aside, too', () => {
    const [one, other] = ['.dist-synth-aaaaaa', '.dist-synth-bbbbbb'].map((name) => path.join(parent, name));
    new Dist(path.join(one ?? '', 'old-dist%2Fa.0')).replaceAll(new Map());
    new Dist(path.join(other ?? '', 'old-dist.0')).replaceAll(new Map([['b', files('old', 'x.yaml')]]));
    new Dist(place);
    expect(readdirSync(place).sort()).toEqual(['a', 'b']);
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('is put back as it was last, if it was moved aside more than once', () => {
    for (const attempt of [1, 2, 10, 9]) {
      const aside = new Dist(path.join(parent, '.dist-synth-abcdef', `old-dist.${attempt}`));
      aside.replaceAll(version(String(attempt)));
    }
    new Dist(place);
    expect(texts(place)).toEqual(new Set(['10']));
  });

  test('is not what merely has such a name', () => {
    for (const name of ['.dist-backup', '.dist-2024-backup', '.dist-synth-backup']) {
      mkdirSync(path.join(parent, name, 'new'), { recursive: true });
      writeFileSync(path.join(parent, name, 'mine'), '');
    }
    const before = everything(parent);
    new Dist(place);
    expect(everything(parent)).toEqual(before);
  });

  test('is kept, if synth did not write it', () => {
    new Dist(place).replaceAll(version('new'));
    const aside = path.join(parent, '.dist-synth-abcdef', 'old-dist.0', 'a');
    mkdirSync(aside, { recursive: true });
    writeFileSync(path.join(aside, 'main.tf'), 'mine');
    new Dist(place);
    expect(readFileSync(path.join(aside, 'main.tf'), 'utf8')).toBe('mine');
  });
});

test.each([1, 12, 13, 24])('a run begins anew if another one took what it had staged, after %d files', (count) => {
  new Dist(place).replaceAll(version('old'));
  let written = 0;
  class Interrupted extends Map<string, string> {
    override *[Symbol.iterator](): MapIterator<[string, string]> {
      for (const file of super.entries()) {
        yield file;
        written += 1;
        if (written === count) new Dist(place);
      }
    }
  }
  const folders = [...version('new')].map(([name, folder]) => [name, new Interrupted(folder.entries())] as const);
  new Dist(place).replaceAll(new Map(folders));
  expect(written).toBeGreaterThan(24);
  expect(texts(place)).toEqual(new Set(['new']));
  expect(readdirSync(parent)).toEqual(['dist']);
});

/** A program that does nothing but replace dist, by turns with "x" and "y". */
function writer(folder: string): string {
  const program = path.join(folder, 'writer.js');
  const code = `
    import { Dist } from './dist';
    import { firstLine } from './generated';
    const [place, times] = process.argv.slice(2);
    const names = Array.from({ length: 12 }, (_, i) => i + '.yaml');
    const files = (text) => new Map(names.map((name) => [name, firstLine(name, 'a') + '\\n' + text + '\\n']));
    console.log('ready');
    for (let i = 0; i < Number(times); i++) {
      const text = i % 2 ? 'x' : 'y';
      new Dist(place).replaceAll(new Map([['a', files(text)], ['b', files(text)]]));
    }`;
  const resolveDir = path.join(__dirname, '..', '..', 'lib', 'synthesis');
  buildSync({ stdin: { contents: code, resolveDir }, bundle: true, platform: 'node', outfile: program });
  return program;
}

test('killed at a hundred points in time, dist is one version or the other, never missing, never mixed', async () => {
  const program = writer(parent);
  const points = Array.from({ length: 100 }, (_, point) => point);
  // Each of a few has a dist of its own: while one program starts, which takes most of the time, another is killed.
  const lanes = [0, 1, 2, 3].map(async (lane) => {
    const dist = path.join(parent, `lane-${lane}`, 'dist');
    new Dist(dist).replaceAll(version('x'));
    for (const point of points.filter((each) => each % 4 === lane)) {
      const child = spawn(process.execPath, [program, dist, '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      const ended = once(child, 'exit');
      await new Promise((resolve) => setTimeout(resolve, point / 8));
      child.kill('SIGKILL');
      await ended;
      new Dist(dist);
      expect(texts(dist).size).toBe(1);
      expect(readdirSync(path.dirname(dist))).toEqual(['dist']);
    }
  });
  await Promise.all(lanes);
}, 120_000);

test('two runs at once leave one version whole', async () => {
  const program = writer(parent);
  const runs = [1, 2].map(() =>
    spawn(process.execPath, [program, place, '100'], { stdio: ['ignore', 'ignore', 'inherit'] }),
  );
  const codes = await Promise.all(runs.map(async (run) => (await once(run, 'exit'))[0]));
  expect(codes).toEqual([0, 0]);
  expect(texts(place).size).toBe(1);
  expect(readdirSync(parent).filter((name) => name.startsWith('.dist-'))).toEqual([]);
}, 60_000);

test('files that are new, changed or gone count as changed', () => {
  const before = new Map([
    ['same', '1'],
    ['changed', '1'],
    ['gone', '1'],
  ]);
  const after = new Map([
    ['same', '1'],
    ['changed', '2'],
    ['new', '1'],
  ]);
  expect(changedFiles(before, after)).toEqual(['changed', 'gone', 'new']);
});
