import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Json, Manifest } from '../../lib/checker/manifest/manifest';
import { type Change, changed } from '../../scripts/agreement/change';
import { findingsOf, isWithin, namesOf } from '../../scripts/agreement/recording';
import { subjectsIn, ZOO } from '../../scripts/agreement/zoo';

type Line = readonly [object: string, answer: string, change: Change];

const lines: readonly Line[] = readFileSync(path.join(__dirname, '..', 'answers', '1.34.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const subjects = new Map(subjectsIn(ZOO).map(({ id, manifest }) => [id, manifest as unknown as Json]));

function agrees([object, answer, change]: Line): boolean {
  const findings = findingsOf(changed(subjects.get(object) ?? null, change) as unknown as Manifest);
  if (answer === 'taken') return findings.length === 0;
  const [, place = ''] = answer.split(': ');
  return findings.some(({ field, expected }) => /^\S/.test(expected) && isWithin(namesOf(field), place));
}

/** `npm run agreement -- --record` asked the server. */
describe('the rules answer as an API server answered', () => {
  test.each([...new Set(lines.map(([object]) => object))])('to changes of %s', (object) => {
    expect(lines.filter((line) => line[0] === object && !agrees(line))).toEqual([]);
  });
});
