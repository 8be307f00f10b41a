import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Verification } from '../../lib/command-line/verification';

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'hostile-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: ';
const FINDING = 'apiVersion: v1\nkind: Service\nmetadata: { name: judged }\nspec: { ports: [{ port: 0 }] }\n';

/** Levels of aliases, each of which doubles the values. */
const bomb = (levels: number): string =>
  `${OBJECT}\n  a0: &a0 [x, x]\n${Array.from({ length: levels }, (_, n) => `  a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}`;

const FILES: readonly (readonly [string, string | Buffer])[] = [
  ['a bomb of aliases', bomb(40)],
  ['an alias of itself', `${OBJECT}&a { b: *a }\n`],
  ['an alias of nothing', `${OBJECT}*a\n`],
  ['lists in lists', `${OBJECT}${'['.repeat(100_000)}`],
  ['objects in objects', `${OBJECT}${'{ a: '.repeat(2_000)}1${' }'.repeat(2_000)}\n`],
  ['deep lines', `${OBJECT}\n${Array.from({ length: 1_000 }, (_, n) => `${' '.repeat(n + 1)}a:\n`).join('')}`],
  ['deep JSON', `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"data":${'[1,'.repeat(5_000)}`],
  ['a quote without an end', `${OBJECT}{ a: "b }\n`],
  ['a tab', `${OBJECT}\n\ta: b\n`],
  ['a zero byte', `${OBJECT}{ a: "\0" }\n`],
  ['an escaped half of a character', `${OBJECT}{ a: "\\ud800" }\n`],
  ['bytes of no encoding', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41])],
  ['bytes that end too early', Buffer.concat([Buffer.from(`${OBJECT}{ a: `), Buffer.from([0xe2, 0x82])])],
  ['a name of a million letters', `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${'x'.repeat(1_000_000)} }\n`],
  ['a kind of a million letters', `apiVersion: v1\nkind: ${'X'.repeat(1_000_000)}\nmetadata: { name: x }\n`],
  [
    'numbers at their ends',
    `${OBJECT}{ a: 1e999, b: -1e999, c: 18446744073709551616, d: .nan, e: -.inf, f: 0x${'f'.repeat(300)} }\n`,
  ],
  [
    'a number of 100,000 digits',
    `apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { ports: [{ port: ${'9'.repeat(100_000)} }] }\n`,
  ],
  [
    'metadata of other types',
    'apiVersion: 1\nkind: [a]\nmetadata: 7\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: [1], namespace: { a: b } }\n',
  ],
  ['a namespace that is a number', 'apiVersion: v1\nkind: Pod\nmetadata: { name: x, namespace: 7 }\nspec: 3\n'],
  ['a prototype', `${OBJECT}{ __proto__: { a: b }, constructor: { prototype: 1 } }\n`],
  ['a list in a list', 'apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: List, items: [null, 1, []] }]\n'],
  [
    'a CRD with a pattern without an end',
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: as.b.c }\nspec: { group: b.c, names: { kind: A, plural: as }, versions: [{ name: v1, served: true, schema: { openAPIV3Schema: { properties: { a: { pattern: "(", enum: 1, properties: [], items: x } } } } }] }\n---\napiVersion: b.c/v1\nkind: A\nmetadata: { name: x }\na: [1]\n',
  ],
  ['merges of everything', `${OBJECT}\n  <<: [1, a, { b: c }]\n`],
  ['directives', '%YAML 9.9\n%TAG ! x\n--- !!binary |\n  ====\n'],
];

describe('beside any file, the other files are judged', () => {
  test.each(FILES)('%s', (_, text) => {
    mkdirSync('set');
    writeFileSync('set/hostile.yaml', text);
    writeFileSync('set/judged.yaml', FINDING);
    const { lines, status } = new Verification({ argv: ['set'], env: {}, outdir: 'dist' }).outcome();
    const report = lines.join('\n');
    expect(report).toContain('Service default/judged');
    expect([1, 2]).toContain(status);
    // A file that could not be read is named.
    if (status === 2) expect(report).toContain('set/hostile.yaml');
    expect(report).not.toMatch(/is not a function|Cannot read|call stack|^\s+at /m);
    expect(report.length).toBeLessThan(100_000);
  });

  test('a link to itself', () => {
    mkdirSync('set');
    symlinkSync('loop.yaml', 'set/loop.yaml');
    symlinkSync('../set', 'set/again');
    writeFileSync('set/judged.yaml', FINDING);
    const { lines, status } = new Verification({ argv: ['set'], env: {}, outdir: 'dist' }).outcome();
    expect(lines.join('\n')).toContain('Service default/judged');
    expect(status).toBe(2);
    expect(lines.join('\n')).toContain('set/loop.yaml');
  });
});
