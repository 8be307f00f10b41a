import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check } from '../../lib/checker/check';
import { UNKNOWN_CLUSTER } from '../../lib/checker/known-cluster';
import type { Manifest } from '../../lib/checker/manifest/manifest';
import type { Suppression } from '../../lib/checker/suppression';
import { Dist } from '../../lib/synthesis/dist';
import { KeptVerdicts } from '../../lib/synthesis/kept-verdicts';
import { RenderedFolder } from '../../lib/synthesis/rendered-folder';

const elsewhere: Suppression = {
  rule: 'namespace-exists',
  object: 'ConfigMap shop/settings',
  reason: 'a script makes the Namespace',
};
const facts = { library: 'of today', file: 'settings.yaml', level: 'info', cluster: UNKNOWN_CLUSTER };

let place = '';
beforeEach(() => {
  place = mkdtempSync(path.join(realpathSync(tmpdir()), 'kept-verdicts-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Judges an environment of one ConfigMap without its Namespace, in a run of its own. Returns the number of judgements, and the rules with a finding. */
function run({ suppressions = [elsewhere], ...changed }: Partial<typeof facts & { suppressions: Suppression[] }> = {}) {
  const { library, file, level, cluster } = { ...facts, ...changed };
  const metadata = { name: 'settings', namespace: 'shop' };
  const manifests: Manifest[] = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { level } }];
  const folder = new RenderedFolder(path.join(place, 'dist', 'test'), 'test', new Map([[file, manifests]]));
  const verdicts = new KeptVerdicts({ file: path.join(place, 'cache', 'verdicts'), library });
  let judgements = 0;
  const { findings, used } = verdicts.of([folder], cluster, suppressions, () => {
    judgements += 1;
    return check(new Bundle(manifests, cluster), suppressions);
  });
  if (findings.length === 0) new Dist(path.join(place, 'dist')).write(new Map([['test', folder]]), true);
  verdicts.write();
  return { judgements, rules: findings.map(({ rule }) => rule), used: used.map(({ rule }) => rule) };
}

const judged = { judgements: 1, rules: [], used: [elsewhere.rule] };

describe('an environment without a finding', () => {
  beforeEach(() => {
    // The first run writes, the second judges what is written.
    expect([run(), run()]).toEqual([judged, judged]);
  });

  test('is judged once, as long as nothing changes', () => {
    expect(run()).toEqual({ ...judged, judgements: 0 });
  });

  const CHANGES: [string, Parameters<typeof run>[0]][] = [
    ['a value', { level: 'debug' }],
    ['the name of a file', { file: 'other.yaml' }],
    ['a fact of the cluster', { cluster: { ...UNKNOWN_CLUSTER, importedImages: true } }],
    ['the reason of a suppression', { suppressions: [{ ...elsewhere, reason: 'a person makes the Namespace' }] }],
    ['the library', { library: 'of tomorrow' }],
  ];
  test.each(CHANGES)('is judged again after a change of %s', (_, change) => {
    expect(run(change)).toEqual(judged);
  });

  test('is judged again without its suppression, and the finding is reported in each run', () => {
    const found = { judgements: 1, rules: [elsewhere.rule], used: [] };
    expect([run({ suppressions: [] }), run({ suppressions: [] })]).toEqual([found, found]);
  });
});

test('a verdict that cannot be kept stops no run', () => {
  writeFileSync(path.join(place, 'cache'), 'a file in the place of the folder');
  expect([run(), run(), run()]).toEqual([judged, judged, judged]);
});
