import { describe, expect, test } from '@jest/globals';
import { databaseDiskWritable } from '../../../../lib/checker/rules/storage/database-disk-writable';
import { judge } from '../judge';
import { configMap, database, object } from '../workloads';

describe('database-disk-writable', () => {
  const server = (image: string, mount: string, pod?: string) =>
    database(`image: ${image}, volumeMounts: [{ name: data, ${mount} }]`, pod);
  const disk = 'mountPath: /var/lib/postgresql/data';

  test('finds a disk that is mounted to be read', () => {
    expect(judge(databaseDiskWritable, server('postgres:16', `${disk}, readOnly: true`))).toEqual([
      databaseDiskWritable.example,
    ]);
  });

  test('finds a claim that is read alone', () => {
    const volumes = 'volumes: [{ name: data, persistentVolumeClaim: { claimName: a, readOnly: true } }]';
    expect(judge(databaseDiskWritable, server('ghcr.io/acme/postgres:16', disk, volumes))).toHaveLength(1);
  });

  test.each([
    ['a disk to write into', server('postgres:16', disk)],
    ['scripts that are read', server('postgres:16', 'mountPath: /docker-entrypoint-initdb.d, readOnly: true')],
    ['another program', server('acme/report:1', `${disk}, readOnly: true`)],
  ])('accepts %s', (_, yaml) => {
    expect(judge(databaseDiskWritable, yaml)).toEqual([]);
  });

  test('finds a file that an agent cannot write', () => {
    const agent = (file: string) =>
      object(
        'DaemonSet',
        'agent',
        'template: { spec: { volumes: [{ name: log, hostPath: { path: /var/log } }, { name: conf, configMap: { name: conf } }], containers: [{ name: agent, volumeMounts: [{ name: log, mountPath: /var/log, readOnly: true }, { name: conf, mountPath: /etc/agent }] }] } }',
      ) + configMap('conf', `agent.conf: "[INPUT]\\n  DB ${file}"`);
    expect(judge(databaseDiskWritable, agent('/var/log/tail.db'))[0]).toContain('since DB puts /var/log/tail.db there');
    expect(judge(databaseDiskWritable, agent('/state/tail.db'))).toEqual([]);
  });
});
