import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import { type KnownCluster, UNKNOWN_CLUSTER } from '../../../lib/checker/known-cluster';
import { RULES, RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';
import { secretExists } from '../../../lib/checker/rules/references/secret-exists';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { assemble } from '../../../lib/wealist/charts/index';
import { type Environment, SYSTEMS } from '../../../lib/wealist/environments/environment';
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

describe('a mistake in an environment is found:', () => {
  test('a letter too many in a URL, another password, a line break', () => {
    const rulesOf = (from: string, to: string) =>
      found(dist('local').replace(from, to), UNKNOWN_CLUSTER, RULES_BY_SUBJECT.connections).map(({ rule }) => rule);
    expect(rulesOf('@postgres-service.', '@postgress-service.')).toEqual(['hosts-resolve']);
    expect(rulesOf('postgres:local-development-only@', 'postgres:local@')).toEqual(['database-password-matches']);
    expect(rulesOf('POSTGRES_DB: wealist', 'POSTGRES_DB: "wealist\\n"')).toEqual(['no-trailing-newline']);
  });

  test('Secrets of prod that nobody declares', () => {
    expect(found(dist('prod'), UNKNOWN_CLUSTER, [secretExists]).length).toBeGreaterThan(3);
  });

  test('policies for another port than that of the database', () => {
    const cut = dist('local').replaceAll('port: 5432\n          protocol: TCP', 'port: 5433\n          protocol: TCP');
    const declared = knownCluster(environments.local, assemble('local', environments.local));
    const said = found(cut, declared, RULES_BY_SUBJECT.traffic).map(sentence);
    expect(said.map((each) => each.replace(/: .*\[/, ' ['))).toEqual([
      'Deployment board-api-local/board-api [backing-services-reachable]',
      'StatefulSet postgresql-local/postgres [backing-services-reachable]',
      'Deployment board-api-local/board-api [declared-edges-open]',
      'StatefulSet postgresql-local/postgres [declared-edges-open]',
      'NetworkPolicy postgresql-local/postgres [undeclared-edges-closed]',
      'NetworkPolicy board-api-local/board-api [undeclared-edges-closed]',
    ]);
    expect(said.join()).not.toContain('local-development-only');
  });

  test('prod in place of dev loses every namespace, and nothing else that is worth a word', () => {
    const said = found(dist('prod'), UNKNOWN_CLUSTER, RULES_BY_SUBJECT.updates, dist('dev')).map(sentence);
    expect(said.map((each) => each.split(':')[0])).toEqual(SYSTEMS.map((system) => `Namespace ${system}-dev`).sort());
    expect(said[0]).toContain('did you mean "board-api-prod"?');
  });
});
