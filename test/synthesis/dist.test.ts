import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { transformFileSync } from '@swc/core';
import { changedFiles, Dist, type Folder, readFolder } from '../../lib/synthesis/dist';

const lib = path.join(__dirname, '..', '..', 'lib', 'synthesis');
const parents: string[] = [];
let parent = '';

beforeEach(() => {
  parent = mkdtempSync(path.join(realpathSync(tmpdir()), 'dist-test-'));
  parents.push(parent);
});

afterAll(() => {
  for (const folder of parents) rmSync(folder, { recursive: true, force: true });
});

/** Two environments of many files that all hold the same text: a mixture would show. */
function version(text: string): Map<string, Folder> {
  const folder = new Map(Array.from({ length: 12 }, (_, i) => [`${i}.yaml`, text]));
  return new Map([
    ['a', folder],
    ['b', folder],
  ]);
}

function texts(dist: string): Set<string> {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files).toHaveLength(24);
  return new Set(files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8')));
}

describe('dist is replaced as a whole', () => {
  test('what no environment writes any more is gone', () => {
    const place = path.join(parent, 'dist');
    new Dist(place).replaceAll(version('old'));
    new Dist(place).replaceAll(new Map([['a', new Map([['x.yaml', 'new']])]]));
    expect(readdirSync(place)).toEqual(['a']);
    expect(readFolder(path.join(place, 'a'))).toEqual(new Map([['x.yaml', 'new']]));
  });

  test('one environment leaves its neighbours alone', () => {
    const place = path.join(parent, 'dist');
    new Dist(place).replaceAll(version('old'));
    new Dist(place).replace('a', new Map([['x.yaml', 'new']]));
    expect(readFolder(path.join(place, 'a'))).toEqual(new Map([['x.yaml', 'new']]));
    expect(readFolder(path.join(place, 'b')).get('0.yaml')).toBe('old');
  });

  test('nothing lies beside it afterwards', () => {
    new Dist(path.join(parent, 'dist')).replaceAll(version('old'));
    new Dist(path.join(parent, 'dist')).replaceAll(version('new'));
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('a place that cannot be written is a sentence', () => {
    writeFileSync(path.join(parent, 'file'), '');
    const blocked = new Dist(path.join(parent, 'file', 'dist'));
    expect(() => blocked.replaceAll(version('new'))).toThrow(/dist: expected to be able to write it .*, received E\w+/);
  });
});

describe('what a killed run leaves behind', () => {
  /** The id of a process that is no more. */
  const dead = 2 ** 22 + 1;

  test('is swept by the next', () => {
    mkdirSync(path.join(parent, `.dist-${dead}-abc`, 'new'), { recursive: true });
    new Dist(path.join(parent, 'dist'));
    expect(readdirSync(parent)).toEqual([]);
  });

  test('is put back, if it was dist itself', () => {
    const aside = path.join(parent, `.dist-${dead}-abc`, 'old-dist.0');
    mkdirSync(aside, { recursive: true });
    writeFileSync(path.join(aside, 'x.yaml'), 'old');
    new Dist(path.join(parent, 'dist'));
    expect(readFolder(path.join(parent, 'dist'))).toEqual(new Map([['x.yaml', 'old']]));
  });

  test('is put back, if it was one environment', () => {
    mkdirSync(path.join(parent, 'dist'));
    const aside = path.join(parent, `.dist-${dead}-abc`, 'old-dist%2Fprod.0');
    mkdirSync(aside, { recursive: true });
    writeFileSync(path.join(aside, 'x.yaml'), 'old');
    new Dist(path.join(parent, 'dist'));
    expect(readFolder(path.join(parent, 'dist', 'prod'))).toEqual(new Map([['x.yaml', 'old']]));
  });

  test('is left alone while the run is alive', () => {
    const alive = `.dist-${process.pid}-abc`;
    mkdirSync(path.join(parent, alive));
    new Dist(path.join(parent, 'dist'));
    expect(existsSync(path.join(parent, alive))).toBe(true);
  });
});

/** A program that does nothing but replace dist, by turns with "x" and "y". */
function writer(folder: string): string {
  for (const file of ['dist', 'user-error']) {
    const { code } = transformFileSync(path.join(lib, `${file}.ts`), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    writeFileSync(path.join(folder, `${file}.js`), code);
  }
  const program = path.join(folder, 'writer.js');
  writeFileSync(
    program,
    `const { Dist } = require('./dist');
     const [place, times] = process.argv.slice(2);
     const files = (text) => new Map(Array.from({ length: 12 }, (_, i) => [i + '.yaml', text]));
     console.log('ready');
     for (let i = 0; i < Number(times); i++) {
       const text = i % 2 ? 'x' : 'y';
       new Dist(place).replaceAll(new Map([['a', files(text)], ['b', files(text)]]));
     }`,
  );
  return program;
}

test('killed at a hundred points in time, dist is one version or the other, never missing, never mixed', async () => {
  const program = writer(parent);
  const points = Array.from({ length: 100 }, (_, point) => point);
  // Each of a few has a dist of its own: while one program starts, which takes most of the time, another is killed.
  const lanes = [0, 1, 2, 3].map(async (lane) => {
    const place = path.join(parent, `lane-${lane}`, 'dist');
    new Dist(place).replaceAll(version('x'));
    for (const point of points.filter((each) => each % 4 === lane)) {
      const child = spawn(process.execPath, [program, place, '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      const ended = once(child, 'exit');
      await new Promise((resolve) => setTimeout(resolve, point / 8));
      child.kill('SIGKILL');
      await ended;
      new Dist(place);
      expect(texts(place).size).toBe(1);
    }
  });
  await Promise.all(lanes);
}, 120_000);

test('two runs at once leave one version whole', async () => {
  const place = path.join(parent, 'dist');
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
