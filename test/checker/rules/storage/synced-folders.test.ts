import { describe, expect, test } from '@jest/globals';
import { syncedFolders } from '../../../../lib/checker/rules/storage/synced-folders';
import { judge } from '../judge';

const site = (sync: string, web: string, more = '') => `
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: site }, spec: { template: { spec: {
  initContainers: [{ name: sync, image: "registry.k8s.io/git-sync/git-sync:v4.2.3", restartPolicy: Always, args: [--root=/git, ${sync}], volumeMounts: [{ name: content, mountPath: /git }] }],
  containers: [{ name: web, args: [${web}], volumeMounts: [{ name: content, mountPath: /content }, ${more}] }],
  volumes: [{ name: content, emptyDir: {} }] } } } }`;

describe('synced-folders', () => {
  const said = (...args: Parameters<typeof site>) => judge(syncedFolders, site(...args));

  test('finds a path beside the link', () => {
    expect(said('--link=live', '--root=/content/current/public')).toEqual([syncedFolders.example]);
    expect(said('--repo=https://example.com/web/site.git', '--root=/content/current/public')[0]).toContain(
      '/content/site',
    );
  });

  test.each([
    ['a path below the link', '--link=current', '--root=/content/current/public', ''],
    ['the name of the repository', '--repo=git@example.com:web/current.git', '--root=/content/current', ''],
    ['the whole volume', '--link=live', '--root=/content', ''],
    ['a path elsewhere', '--link=live', '--root=/srv/current', ''],
    ['another volume below', '--link=live', '--root=/content/cache/a', '{ name: cache, mountPath: /content/cache }'],
    ['a link of a variable', '--link=$(LINK)', '--root=/content/current', ''],
  ])('accepts %s', (_, sync, web, more) => {
    expect(said(sync, web, more)).toEqual([]);
  });
});
