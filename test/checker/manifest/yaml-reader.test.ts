import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { parseManifests } from '../../../lib/checker/manifest/yaml-reader';

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

describe('the reader of manifests', () => {
  test('reads YAML 1.1, but leaves dates and times strings', () => {
    expect(parseManifests(scalars)[0]?.manifest.data).toEqual(values);
  });

  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  if (!kubectl) console.warn('SKIPPED: kubectl is not at hand, so its reader was not compared with ours');

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
    ['a key given twice', '  a: b\n  a: c\n', 'line 6: Map keys must be unique'],
    [
      'a template in the place of a value',
      '  a: {{ .Values.a }}\n',
      'line 5: With stringKeys, all keys must be strings',
    ],
    ['a tag of another program', '  a: !Ref b\n', 'line 5: Unresolved tag: !Ref'],
  ])('refuses %s', (_, data, sentence) => {
    expect(() => parseManifests(configMap(data))).toThrow(sentence);
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
