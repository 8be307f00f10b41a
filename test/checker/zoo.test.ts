import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { UNKNOWN_CLUSTER } from '../../lib/checker/known-cluster';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';
import { RULES_BY_SUBJECT } from '../../lib/checker/rules';

const ZOO = path.join(__dirname, '..', 'zoo');

/** Manifests that API servers take, to the last field: `npm run agreement` asks one. */
describe('the zoo', () => {
  test.each(
    readdirSync(ZOO)
      .flatMap((file) => (['1.30', '1.34', '1.37'] as const).map((version) => [file, version] as const))
      .filter(([file, version]) => version >= (/^since-(.+)\.yaml$/.exec(file)?.[1] ?? '')),
  )('in %s breaks no rule of an API server %s', (file, kubernetes) => {
    const manifests = parseManifests(readFileSync(path.join(ZOO, file), 'utf8')).map(({ manifest }) => manifest);
    const { findings } = check(
      new Bundle(manifests, { ...UNKNOWN_CLUSTER, kubernetes }),
      [],
      RULES_BY_SUBJECT['api-server'],
    );
    expect(findings.map(sentence)).toEqual([]);
  });
});
