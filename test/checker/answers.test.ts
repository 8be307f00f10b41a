import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { KubernetesVersion } from '../../lib/checker/kubernetes/kubernetes-version';
import type { Json, Manifest } from '../../lib/checker/manifest/manifest';
import { type Change, changed } from '../../scripts/agreement/change';
import { findingsOf, isWithin } from '../../scripts/agreement/server-rules';
import { subjectsIn } from '../../scripts/agreement/subjects';

type Line = readonly [object: string, answer: string, change: Change];

const ANSWERS = path.join(__dirname, '..', 'answers');
const subjects = new Map(subjectsIn(path.join(__dirname, '..', 'zoo')).map(({ id, manifest }) => [id, manifest]));

function linesOf(file: string): Line[] {
  const lines = readFileSync(path.join(ANSWERS, file), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function agrees([object, answer, change]: Line, version: KubernetesVersion): boolean {
  const mutant = changed(subjects.get(object) as unknown as Json, change) as unknown as Manifest;
  const findings = findingsOf(mutant, version);
  if (answer === 'taken') return findings.length === 0;
  const [, places = ''] = answer.split(': ');
  const said = findings.filter((finding) => /^\S/.test(finding.expected));
  return places.split(', ').every((place) => said.some((finding) => isWithin(finding, place)));
}

/** `npm run agreement -- --record FILE` asked the servers. */
describe.each(readdirSync(ANSWERS))('the rules answer as the API server of %s', (file) => {
  const version = path.parse(file).name as KubernetesVersion;
  const lines = linesOf(file);

  test.each([...new Set(lines.map(([object]) => object))])('to changes of %s', (object) => {
    expect(lines.filter((line) => line[0] === object && !agrees(line, version))).toEqual([]);
  });
});
