import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import { identity, type Manifest } from '../../../lib/checker/manifest/manifest';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { manifestsOf, problemsOf } from '../../../lib/synthesis/manifests';
import { Image } from '../../../lib/values/image';
import { assemble } from '../../../lib/wealist/charts/index';
import type { Environment, SharedEnvironment } from '../../../lib/wealist/environments/environment';
import { bucket } from '../../constructs/backup-props';
import { backup, prod, server } from './prod';

const credentials = { existing: { AWS_ACCESS_KEY_ID: 'ID', AWS_SECRET_ACCESS_KEY: 'KEY' } };
const unknown = { ...bucket, credentials };
const rclone = Image.tagged('rclone/rclone', '1.69.3');
const metrics = {
  image: Image.tagged('quay.io/prometheuscommunity/postgres-exporter', 'v0.17.1'),
  scrapedFrom: 'monitoring',
};
const image = Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10');
const times = { schedule: '0 3 * * *', keep: Duration.days(14) };

const withPostgresql = (postgresql: SharedEnvironment['postgresql']): SharedEnvironment => ({ ...prod, postgresql });
const withoutBackup = withPostgresql({ statefulSet: server });

function manifests(environment: Environment): Manifest[] {
  return [...manifestsOf(assemble('prod', environment)).values()].flat();
}

/** What constructs and rules say of an environment, after another one if there was one. */
function findings(environment: Environment, before?: Environment): string[] {
  const charts = assemble('prod', environment);
  const refused = problemsOf(charts.namespaces.node.root);
  const previous = before && manifests(before);
  const bundle = new Bundle(manifests(environment), knownCluster(environment, charts), previous);
  return [...refused, ...check(bundle).findings.map(sentence)];
}

describe('a backup', () => {
  test('has these objects, and changes one: the database lets the backup in', () => {
    const before = new Map(manifests(withoutBackup).map((each) => [identity(each), JSON.stringify(each)]));
    const changed = manifests(prod).filter((each) => before.get(identity(each)) !== JSON.stringify(each));
    expect(changed.map(identity)).toEqual([
      'NetworkPolicy postgresql-prod/postgres',
      'NetworkPolicy postgresql-prod/postgres-backup',
      'ServiceAccount postgresql-prod/postgres-backup',
      'ExternalSecret postgresql-prod/postgres-backup-secret',
      'PersistentVolumeClaim postgresql-prod/postgres-backup',
      'CronJob postgresql-prod/postgres-backup',
      'CronJob postgresql-prod/postgres-restore',
    ]);
  });

  test('is not given up without a word', () => {
    expect(findings(withoutBackup, prod)).toEqual([
      'PersistentVolumeClaim postgresql-prod/postgres-backup: metadata.name: expected it to stay: its data stays behind, or is deleted where the claim is pruned, received nothing [no-lost-data]',
    ]);
  });

  test('does not get a smaller disk', () => {
    const to = { claim: { size: Size.gibibytes(10), storageClassName: 'standard' } };
    const smaller = withPostgresql({ statefulSet: { ...server, backup: { ...backup, to } } });
    expect(findings(smaller, prod)).toEqual([expect.stringMatching(/ \[storage-only-grows\]$/)]);
  });

  test('may come later', () => {
    expect(findings(prod, withoutBackup)).toEqual([]);
  });
});

describe('every rule accepts', () => {
  test.each<[string, SharedEnvironment['postgresql']]>([
    ['a backup to a bucket', { statefulSet: { ...server, backup: { ...times, to: { bucket: unknown, rclone } } } }],
    ['metrics beside a backup', { statefulSet: { ...server, backup, metrics } }],
    [
      'metrics of a server that somebody else runs, known by its certificate',
      {
        external: {
          address: { hostname: 'db.example.com', cidrs: ['10.20.0.0/24'] },
          tls: { mode: 'verify-full', ca: '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n' },
          user: 'wealist',
          metrics,
        },
      },
    ],
    [
      'a cluster with an archive',
      {
        cluster: {
          image,
          instances: 3,
          storage: { size: Size.gibibytes(20) },
          backup: { ...times, to: { bucket: unknown } },
        },
      },
    ],
  ])('%s', (_, postgresql) => {
    expect(findings(withPostgresql(postgresql))).toEqual([]);
  });
});
