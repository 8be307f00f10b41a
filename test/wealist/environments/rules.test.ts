import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import { type KnownCluster, UNKNOWN_CLUSTER } from '../../../lib/checker/known-cluster';
import { RULES } from '../../../lib/checker/rules/index';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { assemble } from '../../../lib/wealist/charts/index';
import type { Environment } from '../../../lib/wealist/environments/environment';
import { environments } from '../../../lib/wealist/environments/index';
import { parse } from '../../checker/rules/judge';

/** The committed manifests of an environment in one text. */
function dist(name: string): string {
  const folder = path.join(__dirname, '..', '..', '..', 'dist', name);
  return readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n---\n');
}

const found = (yaml: string, cluster: KnownCluster = UNKNOWN_CLUSTER, rules = RULES, previous?: string) =>
  check(new Bundle(parse(yaml), cluster, previous === undefined ? undefined : parse(previous)), [], rules).findings;

describe('every environment holds every rule', () => {
  test.each(Object.entries<Environment>(environments))('%s, as an update of itself', (name, environment) => {
    const declared = knownCluster(environment, assemble(name, environment));
    expect(parse(dist(name)).length).toBeGreaterThan(30);
    expect(declared.edges?.length).toBeGreaterThan(3);
    expect(found(dist(name), declared, RULES, dist(name)).map(sentence)).toEqual([]);
  });
});
