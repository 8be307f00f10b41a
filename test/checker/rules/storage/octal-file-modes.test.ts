import { describe, expect, test } from '@jest/globals';
import { octalFileModes } from '../../../../lib/checker/rules/storage/octal-file-modes';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('octal-file-modes', () => {
  const volume = (source: string) => deployment('{ name: api }', `volumes: [{ name: key, ${source} }]`);

  test('finds an octal number without its zero', () => {
    expect(judge(octalFileModes, volume('secret: { secretName: key, defaultMode: 440 }'))).toEqual([
      octalFileModes.example,
    ]);
  });

  test('finds the mode of one file', () => {
    const items = volume('configMap: { name: key, items: [{ key: a, path: a, mode: 400 }] }');
    expect(judge(octalFileModes, items)[0]).toContain('configMap.items[0].mode: expected 0400, or 256');
  });

  test.each([
    ['the decimal number of 0440', 'secret: { secretName: key, defaultMode: 288 }'],
    ['the default, 0644', 'secret: { secretName: key, defaultMode: 420 }'],
  ])('accepts %s', (_, source) => {
    expect(judge(octalFileModes, volume(source))).toEqual([]);
  });
});
