import { describe, expect, test } from '@jest/globals';
import { readPattern } from '../../../../lib/checker/kubernetes/crd-schema/pattern';

describe('a pattern of a CRD', () => {
  test.each([
    ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', 'a-b', 'a-'],
    ['(?i)^get$', 'GET', 'put'],
    ['^\\d+\\.\\d+$', '1.2', '1,2'],
    ['^.{1,2}$', '한국', '한국어'],
    ['^\\_+$', '__', '-'],
  ])('%s matches %s, and does not match %s', (pattern, right, wrong) => {
    expect(readPattern(pattern)?.(right)).toBe(true);
    expect(readPattern(pattern)?.(wrong)).toBe(false);
  });

  test.each(['^[[:alpha:]]+$', '^(?P<a>x)$', '\\Aa\\z', '\\Qa\\E', '('])('%s is left out', (pattern) => {
    expect(readPattern(pattern)).toBeUndefined();
  });

  test('that would not end in a lifetime says nothing of a text', () => {
    expect(readPattern('^(a+)+$')?.(`${'a'.repeat(60)}b`)).toBe(true);
  });
});
