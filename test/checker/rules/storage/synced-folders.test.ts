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

  const synced = (told: string, env: string, mount = '/git', more = '') =>
    judge(
      syncedFolders,
      deployment(
        `{ name: api, image: app, env: [{ name: SITE_DIR, value: ${told} }], volumeMounts: [{ name: site, mountPath: /site } ${more}] }, { name: sync, image: git-sync, env: [${env}], volumeMounts: [{ name: site, mountPath: ${mount} }] }`,
      ),
    );
  const names = (entries: Readonly<Record<string, string>>) =>
    Object.entries(entries)
      .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
      .join();

  test.each([
    ['GITSYNC_ROOT', 'GITSYNC_REPO', 'GITSYNC_LINK'],
    ['GIT_SYNC_ROOT', 'GIT_SYNC_REPO', 'GIT_SYNC_DEST'],
  ])('reads %s, %s and %s', (root, repo, link) => {
    const env = names({ [root]: '/git/', [repo]: 'git@host:acme/pages.git' });
    expect(synced('/site/live', env)[0]).toContain('a path below /site/pages, where container sync puts');
    expect(synced('/site/pages/a', env)).toEqual([]);
    expect(synced('/site/live', `${env}, ${names({ [link]: 'live' })}`)).toEqual([]);
    expect(synced('/site/pages', `${env}, ${names({ [link]: '/live' })}`)).toEqual([]);
    expect(synced('/site/live', names({ [repo]: 'git@host:acme/pages.git' }))).toEqual([]);
    expect(synced('/site/live', names({ [root]: '/git' }))).toEqual([]);
  });

  const env = names({ GITSYNC_ROOT: '/git/work', GITSYNC_REPO: 'https://host/pages' });

  test('the root may lie below the mount, and not beside', () => {
    expect(synced('/site/pages', env)[0]).toContain('a path below /site/work/pages');
    expect(synced('/site/work/pages', env)).toEqual([]);
    expect(synced('/site/pages', env, '/work')).toEqual([]);
    expect(synced('/elsewhere', env)).toEqual([]);
    expect(synced('/site/.git/hooks', env)).toEqual([]);
    expect(synced('/site/own/a', env, '/git', ', { name: own, mountPath: /site/own }')).toEqual([]);
  });

  test('Airflow reads DAGs in one folder', () => {
    const airflow = (mounts: Readonly<Record<string, string>>, more = '') =>
      judge(
        syncedFolders,
        object(
          'Pod',
          'scheduler',
          `containers: [{ name: s, image: apache/airflow, ${more} volumeMounts: [${Object.entries(mounts).map(([name, path]) => `{ name: ${name}, mountPath: ${path} }`)}] }]`,
        ),
      );
    expect(airflow({ code: '/opt/dags' })[0]).toContain('expected /opt/airflow/dags, where Airflow reads its DAGs');
    expect(airflow({ 'my-dags': '/code' })).toHaveLength(1);
    expect(airflow({ code: '/code' })).toEqual([]);
    expect(airflow({ 'a-dags': '/code', 'b-dags': '/more' })).toEqual([]);
    expect(airflow({ code: '/opt/dags', all: '/opt/airflow' })).toEqual([]);
    expect(airflow({ code: '/opt/dags', one: '/opt/airflow/dags/one' })).toEqual([]);
    expect(airflow({ code: '/opt/dags' }, 'args: [--dags_folder=/opt/dags/],')).toEqual([]);
    expect(airflow({ code: '/opt/dags' }, 'env: [{ name: AIRFLOW__CORE__DAGS_FOLDER, value: dags }],')).toEqual([]);
  });
});
