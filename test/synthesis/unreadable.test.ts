import { describe, expect, test } from '@jest/globals';
import type { Manifest } from '../../lib/checker/manifest/manifest';
import { unreadable } from '../../lib/synthesis/unreadable';
import { toYaml } from '../../lib/synthesis/yaml-writer';

const found = (manifest: Manifest) => unreadable([manifest], toYaml([manifest]));
const secret = (stringData: Record<string, string>): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', namespace: 'shop' },
  stringData,
});

describe('a string is refused by its place, and never shown', () => {
  test.each([
    [
      'half a character, at which kubectl refuses the file',
      '\ud83d',
      'of whole characters, received one with half a character (a lone surrogate)',
    ],
    ['the other half', '\ude00', 'of whole characters, received one with half a character (a lone surrogate)'],
    ['NUL, which no variable and no argument can hold', '\0', 'without NUL, received one with it'],
  ])('if it has %s', (_, character, sentence) => {
    expect(found(secret({ TOKEN: `t0${character}ken` }))).toEqual([
      `Secret shop/keys: stringData.TOKEN: expected a string ${sentence}`,
    ]);
  });

  test('in an item of a list, which is called by its name', () => {
    const containers = [{ name: 'api', args: ['a', '\0'] }];
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers } };
    expect(found(pod)).toEqual([
      'Pod default/x: spec.containers[api].args[1]: expected a string without NUL, received one with it',
    ]);
  });

  test('in the name of a field', () => {
    expect(found(secret({ 'a\0': 'b' }))).toEqual([
      'Secret shop/keys: stringData[a\0]: expected a string without NUL, received one with it',
    ]);
  });

  test('wherever it stands, all at once', () => {
    expect(found(secret({ A: '\0\ud83d', B: '\ude00\ud83d' }))).toHaveLength(3);
  });
});

test.each(['\u{1f600}', 'C:\\0', '\\ud83d', '\x07', '\x7f', '\uffff'])('%j can be read, and is left alone', (text) => {
  expect(found(secret({ TOKEN: text }))).toEqual([]);
});
