import { describe, expect, test } from '@jest/globals';
import { nodeFolders } from '../../../../lib/checker/rules/storage/node-folders';
import { judge } from '../judge';
import { object } from '../workloads';

describe('node-folders', () => {
  const agent = (path: string, host = path) =>
    object(
      'DaemonSet',
      'agent',
      `template: { spec: { volumes: [{ name: log, hostPath: { path: ${host} } }], containers: [{ name: agent, volumeMounts: [{ name: log, mountPath: ${path} }] }] } }`,
    );

  test('finds a folder that no node has', () => {
    expect(judge(nodeFolders, agent('/var/log', '/var/logs'))).toEqual([nodeFolders.example]);
    expect(judge(nodeFolders, agent('/var/log/nginx'))).toEqual([]);
    expect(judge(nodeFolders, agent('/logs', '/data/logs'))).toEqual([]);
  });

  test('finds links without their files', () => {
    expect(judge(nodeFolders, agent('/var/log/containers'))[0]).toContain('expected a mount of /var/log/pods');
    expect(judge(nodeFolders, agent('/var/log'))).toEqual([]);
  });
});
