import { describe, expect, test } from '@jest/globals';
import { dataNotDivided } from '../../../../lib/checker/rules/storage/data-not-divided';
import { judge } from '../judge';
import { object } from '../workloads';

describe('data-not-divided', () => {
  const git = (image: string, replicas = 2, more = '') =>
    object(
      'StatefulSet',
      'git',
      `replicas: ${replicas}, volumeClaimTemplates: [{ metadata: { name: data } }], template: { spec: { containers: [{ name: git, image: "${image}", ${more} volumeMounts: [{ name: data, mountPath: /data }] }] } }`,
    );

  test('finds pods with data of their own', () => {
    expect(judge(dataNotDivided, git('gitea/gitea:1.22'))).toEqual([dataNotDivided.example]);
    expect(judge(dataNotDivided, git('mysql:8.4'))).toHaveLength(1);
  });

  test.each([
    ['one pod', git('gitea/gitea:1.22', 1)],
    ['members of a cluster', git('mysql:8.4', 3, 'args: ["--server-id=1"],')],
    ['an image that may replicate', git('acme/store:1', 3)],
  ])('accepts %s', (_, yaml) => {
    expect(judge(dataNotDivided, yaml)).toEqual([]);
  });
});
