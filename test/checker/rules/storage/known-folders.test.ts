import { describe, expect, test } from '@jest/globals';
import { knownFolders } from '../../../../lib/checker/rules/storage/known-folders';
import { judge } from '../judge';
import { object } from '../workloads';

describe('known-folders', () => {
  const pod = (image: string, path: string, volume = 'emptyDir: {}') =>
    object(
      'Deployment',
      'grafana',
      `template: { spec: { volumes: [{ name: sources, ${volume} }], containers: [{ name: grafana, image: "${image}", volumeMounts: [{ name: sources, mountPath: ${path} }] }] } }`,
    );
  const provisioning = '/etc/grafana/provisioning';

  test('finds a folder that the image does not read', () => {
    expect(judge(knownFolders, pod('grafana/grafana:11', `${provisioning}/datasource`))).toEqual([
      knownFolders.example,
    ]);
    expect(judge(knownFolders, pod('grafana/grafana:11', `${provisioning}/sources`))).toHaveLength(1);
    expect(judge(knownFolders, pod('postgres:16', '/docker-entrypoint-initdbs.d'))).toHaveLength(1);
    expect(judge(knownFolders, pod('grafana/grafana:11', `${provisioning}/datasources/prod`))).toEqual([]);
    expect(judge(knownFolders, pod('postgres:16', '/scripts'))).toEqual([]);
    expect(judge(knownFolders, pod('postgres:16', '/docker-entrypoint-init.d'))).toHaveLength(1);
    expect(judge(knownFolders, pod('postgres:16', '/docker-entrypoint-initdb.d'))).toEqual([]);
  });

  test('finds a file in such a folder', () => {
    const file = (path: string) => judge(knownFolders, pod('postgres:16', `${path}, subPath: a.sql`));
    expect(file('/docker-entrypoint-init.d/a.sql')).toHaveLength(1);
    expect(file('/docker-entrypoint-initdb.d/a.sql')).toEqual([]);
    expect(file('/docker-entrypoint.sh')).toEqual([]);
  });
});
