import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { type Json, valueAt } from '../../../lib/checker/manifest/manifest';
import { parseManifests, readManifests } from '../../../lib/checker/manifest/yaml-reader';

const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata:\n${data}`;

/** Scalars without quotes, and the values that kubectl reads. */
const SCALARS: Readonly<Record<string, unknown>> = {
  '1e3': 1000,
  '1e-3': 0.001,
  '08': 8,
  '012': 10,
  '1_000': 1000,
  '0x1F': 31,
  '0b11': 3,
  '.5': 0.5,
  '1.0': 1,
  '1.5': 1.5,
  '-.5e-1': -0.05,
  e4: 'e4',
  '.': '.',
  '1.2.3': '1.2.3',
  '12:30': '12:30',
  '12:30:45': '12:30:45',
  '2020-01-01': '2020-01-01',
  yes: true,
  y: true,
  off: false,
  '~': null,
};
const scalars = configMap(
  Object.keys(SCALARS)
    .map((text, index) => `  k${index}: ${text}\n`)
    .join(''),
);
const values = Object.fromEntries(Object.values(SCALARS).map((value, index) => [`k${index}`, value]));

/** Texts of the letters that numbers, words and dates of YAML are made of, and others; always the same. */
function madeUpScalars(count: number): string[] {
  let state = 7;
  const below = (limit: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  const alphabets = ['0123456789_.+-eExXoObBaf:', '0189.-_e', 'yesnoYESNOtrufalTRUFAL~', 'abcXYZ019 :#-_.,?~=/'];
  return Array.from({ length: count }, () => {
    const letters = alphabets[below(alphabets.length)] ?? '';
    return Array.from({ length: 1 + below(8) }, () => letters[below(letters.length)]).join('');
  });
}

describe('the reader of manifests', () => {
  test('reads YAML 1.1, but leaves dates and times strings', () => {
    expect(parseManifests(scalars)[0]?.manifest.data).toEqual(values);
  });

  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  if (!kubectl) console.warn('SKIPPED: kubectl is not at hand, so its reader was not compared with ours');

  (kubectl ? test : test.skip)('reads 3000 made-up scalars as kubectl reads the scalars', () => {
    const texts = madeUpScalars(3000).filter((text) => {
      // One text that is no YAML would hide the others. Large numbers lose digits in every reader but kubectl's.
      const [read] = readManifests(configMap(`  k: ${text}\n`)).manifests;
      const value = valueAt(read?.manifest, 'data', 'k');
      return value !== undefined && !(typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER);
    });
    expect(texts.length).toBeGreaterThan(2500);
    const input = configMap(texts.map((text, index) => `  k${index}: ${text}\n`).join(''))
      .replace('ConfigMap', 'Unknown')
      .replace('v1', 'example.com/v1');
    const args = ['patch', '--local', '-f', '-', '--type', 'merge', '-p', '{"a":1}', '-o', 'json'];
    const { stdout } = spawnSync('kubectl', args, { input, encoding: 'utf8', maxBuffer: 2 ** 24 });
    const theirs = JSON.parse(stdout).data;
    const ours: Json = parseManifests(input)[0]?.manifest.data ?? {};
    expect(
      texts.filter((_, index) => JSON.stringify(theirs[`k${index}`]) !== JSON.stringify(valueAt(ours, `k${index}`))),
    ).toEqual([]);
  });

  (kubectl ? test : test.skip)('reads each scalar as kubectl reads the scalar', () => {
    // An unknown kind: kubectl knows that the data of a ConfigMap are strings.
    const input = scalars.replace('ConfigMap', 'Unknown').replace('v1', 'example.com/v1');
    const args = ['patch', '--local', '-f', '-', '--type', 'merge', '-p', '{"a":1}', '-o', 'json'];
    const { stdout, stderr } = spawnSync('kubectl', args, { input, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).data).toEqual(values);
  });

  test('merges what an anchor holds', () => {
    const [read] = parseManifests(
      configMap('  <<: *more\n  a: b\n').replace('\ndata:', '\nmore: &more { c: d }\ndata:'),
    );
    expect(read?.manifest.data).toEqual({ a: 'b', c: 'd' });
  });

  test.each([
    ['a key given twice', '  a: b\n  a: c\n', 'line 6: data.a: expected each key once'],
    ['a template in the place of a value', '  a: {{ .Values.a }}\n', 'line 1: a template of Helm or another program'],
    ['a line break inside of a bracket that is not closed', '  a: [b\n', 'line 6: expected a comma or ], received'],
    ['a tab before a key', '\ta: b\n', 'line 5: expected spaces before the text of a line, received a tab'],
  ])('refuses %s', (_, data, sentence) => {
    expect(() => parseManifests(configMap(data))).toThrow(sentence);
  });

  test.each([
    ['text in quotes over several lines', '  a: "one\ntwo"\n', 'one two'],
    ['text without quotes over several lines', '  a: one\n    two\n', 'one two'],
    ['a folded text', '  a: >-\n    one\n    two\n', 'one two'],
    ['a tag of another program as text', '  a: !Ref b\n', 'b'],
    ['a number with a tag as text', '  a: !!str 1\n', '1'],
    ['the last of two keys', '  a: b\n  a: c\n', 'c'],
    ['line breaks of Windows', '  a: |-\r\n    b\r\n    c\r\n', 'b\nc'],
  ])('reads %s', (_, data, value) => {
    expect(readManifests(configMap(data)).manifests.map(({ manifest }) => manifest.data)).toEqual([{ a: value }]);
  });

  const names = (text: string) =>
    readManifests(text).manifests.map(({ manifest }) => `${manifest.kind} ${manifest.metadata.name}`);

  test('reads JSON values in a row', () => {
    const json = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    expect(names(`${json('a')}\n${json('b {"}')}${json('c')}`)).toEqual([
      'ConfigMap a',
      'ConfigMap b {"}',
      'ConfigMap c',
    ]);
  });

  test('reads the items of a list of one kind, which may leave out their kind', () => {
    const list =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleList\nitems:\n- metadata: { name: a }\n- metadata: { name: b }\n';
    expect(names(list)).toEqual(['Role a', 'Role b']);
  });

  test('reads an object whose name the API server generates, and the documents beside it', () => {
    const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: move- }\n';
    expect(names(`${job}---\n${configMap('  a: b\n')}`)).toEqual(['Job move-xxxxx', 'ConfigMap x']);
  });

  test('reads the documents beside one that is no YAML, and says which line is none', () => {
    const { manifests, problems } = readManifests(`${configMap('  a: b\n')}---\na: [\n---\n${configMap('  a: b\n')}`);
    expect(manifests).toHaveLength(2);
    expect(problems).toEqual([expect.stringMatching(/^line 8: expected .*, received the end of the text$/)]);
  });

  test('says that kubectl does not read text behind the end of a document', () => {
    expect(readManifests(`${configMap('  a: b\n')}...\nb: c\n`).problems).toEqual([
      'line 7: text behind "...", which kubectl does not read',
    ]);
  });

  test.each([
    ['values of Helm', 'replicas: 2\n'],
    ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n'],
    ['a template', 'kind: {{ .Values.kind }}\n'],
    ['a name that a template fills in', 'apiVersion: v1\nkind: Pod\nmetadata: { name: "{{ .Release.Name }}" }\n'],
    ['a list', '- a\n'],
  ])('takes %s for the document of another program', (_, text) => {
    expect(readManifests(text)).toMatchObject({ manifests: [], problems: [], others: [expect.any(String)] });
  });

  test('bounds aliases, which may stand for millions of values', () => {
    const bomb = `a0: &a0 [x]\n${[...Array(30).keys()].map((i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`;
    expect(readManifests(bomb).problems).toEqual([
      'line 16: expected aliases for at most 100000 values, received more',
    ]);
    expect(readManifests('a: &a [*a]\n').problems[0]).toMatch(/expected an alias outside of its anchor/);
  });

  test.each([
    ['lists', '['.repeat(100_000)],
    ['objects of JSON', '{"a":'.repeat(100_000)],
    ['fields', [...Array(3000).keys()].map((depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ])('bounds the depth of %s', (_, text) => {
    expect(readManifests(text).problems[0]).toMatch(/expected at most 500 levels, received more$/);
  });
});

describe('the line of a field', () => {
  const pod = `# a comment
---
apiVersion: v1
kind: Pod
metadata:
  name: x
  annotations:
    example.com/owner: shop
spec:
  containers:
    - name: web
      image: web
    - name: api
      image: api
      env:
        - { name: A, value: a }
        - name: B
          value: b
`;
  test.each([
    ['metadata.name', 6],
    ['metadata.annotations[example.com/owner]', 8],
    ['spec.containers[api]', 13],
    ['spec.containers[api].image', 14],
    ['spec.containers[1].image', 14],
    ['spec.containers[api].env[B].value', 18],
    ['spec.containers[api].resources.limits.memory', 13],
    ['spec.volumes', 9],
    ['status', 3],
  ])('%s', (field, line) => {
    expect(parseManifests(pod)[0]?.lineOf(field)).toBe(line);
  });

  test('is found in the items of a List', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${configMap('a: b').replaceAll('\n', '\n    ')}\n`;
    const two = `${list}${list.slice(list.indexOf('  -'))}`;
    expect(parseManifests(two).map(({ lineOf }) => lineOf('kind'))).toEqual([5, 10]);
  });
});
