import { describe, expect, test } from '@jest/globals';
import { objectSize } from '../../../../lib/checker/rules/api-server/object-size';
import { judge } from '../judge';
import { configMap, object, said, secret } from './objects';

describe('object-size', () => {
  const mebibyte = 1024 * 1024;
  test('prints its example word for word', () => {
    expect(
      judge(objectSize, object('ConfigMap', 'v1', `data: { page: ${'x'.repeat(mebibyte + 1)} }`, 'pages')),
    ).toEqual([objectSize.example]);
  });

  const encoded = (bytes: number): string => Buffer.alloc(bytes).toString('base64');

  test.each([
    ['text of several bytes a letter', configMap(`data: { a: ${'é'.repeat(mebibyte / 2)}, b: x }`)],
    ['text and bytes together', configMap(`data: { a: x }\nbinaryData: { b: "${encoded(mebibyte)}" }`)],
    ['the bytes of a Secret', secret(`data: { a: "${encoded(mebibyte + 1)}" }`)],
    ['the text of a Secret', secret(`stringData: { a: ${'x'.repeat(mebibyte + 1)} }`)],
  ])('counts %s', (_, yaml) => {
    expect(said(objectSize, yaml)).toEqual([`data: expected at most 1048576 bytes, received 1048577 bytes`]);
  });

  test('passes 1 MiB, however long it is in base64, and a value that another replaces', () => {
    const good = [
      configMap(`data: { a: ${'x'.repeat(mebibyte)} }`),
      secret(`data: { a: "${encoded(mebibyte)}" }`),
      secret(`data: { a: "${encoded(mebibyte)}" }\nstringData: { a: x }`),
    ];
    expect(good.flatMap((yaml) => judge(objectSize, yaml))).toEqual([]);
  });
});
