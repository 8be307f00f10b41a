import { describe, expect, test } from '@jest/globals';
import { syncedFolders } from '../../../../lib/checker/rules/storage/synced-folders';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('synced-folders', () => {
  const site = (folder: string, link = '--link=current') =>
    judge(
      syncedFolders,
      deployment(
        `{ name: api, image: app, env: [{ name: SITE_DIR, value: ${folder} }], volumeMounts: [{ name: site, mountPath: /site }] }, { name: git-sync, image: "registry.k8s.io/git-sync/git-sync:v4.2.3", args: ["--repo=https://git/acme/site.git", "--root=/git", "${link}"], volumeMounts: [{ name: site, mountPath: /git }] }`,
      ),
    );

  test('finds a path beside the link of a repository', () => {
    expect(site('/site/live/public')).toEqual([syncedFolders.example]);
    expect(site('/site/current/public')).toEqual([]);
    expect(site('/site')).toEqual([]);
    expect(site('/site/site/public', '--depth=1')).toEqual([]);
  });

  test('finds a folder in which Airflow reads no DAGs', () => {
    const dags = (path: string, env = '') =>
      judge(
        syncedFolders,
        object(
          'Pod',
          'scheduler',
          `containers: [{ name: s, image: "apache/airflow:2.10.2", env: [${env}], volumeMounts: [{ name: dags, mountPath: ${path} }] }]`,
        ),
      );
    expect(dags('/opt/airflow/dag')).toHaveLength(1);
    expect(dags('/opt/airflow/dags')).toEqual([]);
    expect(dags('/dags', '{ name: AIRFLOW__CORE__DAGS_FOLDER, value: /dags/repo }')).toEqual([]);
  });
});
