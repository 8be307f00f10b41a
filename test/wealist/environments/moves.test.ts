import { describe, expect, test } from '@jest/globals';
import { Size } from 'cdk8s';
import { Password } from '../../../lib';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check } from '../../../lib/checker/check';
import { identity, type Manifest } from '../../../lib/checker/manifest/manifest';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { manifestsOf } from '../../../lib/synthesis/manifests';
import type { Environment, LocalEnvironment } from '../../../lib/wealist/environments/environment';
import { charts, combined, DATABASES, type Postgresql, SOURCES, type Source } from './combinations';
import { prod } from './prod';

const manifestsIn = (environment: Environment): Manifest[] => [...manifestsOf(charts(environment)).values()].flat();

/** What has to be accepted before one environment may follow another. */
function accepted(before: Environment, after: Environment): string[] {
  const declared = knownCluster(after, charts(after));
  const { findings } = check(new Bundle(manifestsIn(after), declared, manifestsIn(before)));
  return findings.map(({ rule, object }) => `${rule} ${identity(object)}`);
}

/** One server with its backups, as prod has it. */
const SERVER: Postgresql = prod.postgresql;
const LOST = ['no-lost-data PersistentVolumeClaim', 'no-lost-data StatefulSet'];

const move = (from: Postgresql, to: Postgresql) => accepted(combined('external', from), combined('external', to));

const sources = Object.keys(SOURCES) as Source[];
const moves = sources.flatMap((from) => sources.filter((to) => to !== from).map((to) => [from, to] as const));

test.each(moves)('a password that was %s may be %s tomorrow: nothing that holds data is touched', (from, to) => {
  expect(accepted(combined(from, SERVER), combined(to, SERVER))).toEqual([]);
});

test('another literal password has to be meant: the server does not read it', () => {
  const local = combined('literal', SERVER) as LocalEnvironment;
  const other: Environment = { ...local, databasePassword: Password.literal('another') };
  expect(accepted(local, other)).toEqual(['first-start-settings StatefulSet postgresql-qa/postgres']);
});

const FIXED = { external: { address: { ip: '10.20.0.5' }, tls: { mode: 'require' }, user: 'wealist' } } as const;

describe('a database that is given up has to be meant', () => {
  test.each<[string, Postgresql, Postgresql, string[]]>([
    ['one server for a cluster', SERVER, DATABASES.cluster, LOST],
    ['one server for another’s', SERVER, DATABASES.external, LOST],
    ['a cluster for one server', DATABASES.cluster, SERVER, ['no-lost-data Cluster']],
    ['a cluster for another’s', DATABASES.cluster, DATABASES.external, ['no-lost-data Cluster']],
    [
      'one server for another’s at an address, whose Service cannot have the same name at once',
      SERVER,
      FIXED,
      ['immutable-fields Service', ...LOST],
    ],
    ['another’s for one server', DATABASES.external, SERVER, []],
    ['another’s at an address for one server, whose Service has none', FIXED, SERVER, ['immutable-fields Service']],
    ['another’s at an address for a cluster', FIXED, DATABASES.cluster, []],
    ['another’s for a cluster', DATABASES.external, DATABASES.cluster, []],
  ])('%s', (_, from, to, rules) => {
    expect(move(from, to).map((accepted) => accepted.replace(/ \S+$/, ''))).toEqual(rules);
  });

  test('its objects and those of its successor have no name in common, but the name that clients know', () => {
    const inNamespace = (postgresql: Postgresql) =>
      manifestsIn(combined('external', postgresql))
        .filter(({ metadata }) => metadata.namespace === 'postgresql-qa' && metadata.name !== 'default-deny')
        .map(identity);
    const [server, cluster, external] = [SERVER, DATABASES.cluster, DATABASES.external].map(inNamespace);
    expect(cluster?.filter((name) => server?.includes(name))).toEqual([]);
    expect(external?.filter((name) => server?.includes(name))).toEqual(['Service postgresql-qa/postgres-service']);
  });
});

describe('a cluster', () => {
  const sized = (gibibytes: number) => {
    const storage = { size: Size.gibibytes(gibibytes) };
    return { cluster: { ...DATABASES.cluster.cluster, storage } };
  };

  test('may be given larger disks, and more servers', () => {
    expect(move(sized(10), sized(20))).toEqual([]);
    const more = { cluster: { ...DATABASES.cluster.cluster, instances: 5 } };
    expect(move(DATABASES.cluster, more)).toEqual([]);
  });

  test('is refused smaller disks', () => {
    expect(move(sized(20), sized(10))).toEqual(['storage-only-grows Cluster postgresql-qa/postgres-cluster']);
  });
});
