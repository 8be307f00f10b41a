import { describe, expect, test } from '@jest/globals';
import { volumesUsed } from '../../../../lib/checker/rules/storage/volumes-used';
import { judge } from '../judge';
import { object } from '../workloads';

describe('volumes-used', () => {
  const api = (volume: string, mount = '', before = '') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: config, ${volume} }], initContainers: [${before}], containers: [{ name: api, volumeMounts: [${mount}] }] } }`,
    );
  const claim = object('PersistentVolumeClaim', 'dumps', 'accessModes: [ReadWriteOnce]');

  test('finds a volume that nobody mounts', () => {
    expect(judge(volumesUsed, api('configMap: { name: config }'))).toEqual([volumesUsed.example]);
    expect(judge(volumesUsed, api('configMap: { name: config }', '{ name: config, mountPath: /c }'))).toEqual([]);
    // mounts-have-volumes names a slip in the name of a mount.
    expect(judge(volumesUsed, api('configMap: { name: config }', '{ name: confg, mountPath: /c }'))).toEqual([]);
  });

  test('finds files that are prepared for nobody', () => {
    const prepare = (path: string) => `{ name: prepare, volumeMounts: [{ name: config, mountPath: ${path} }] }`;
    expect(judge(volumesUsed, api('emptyDir: {}', '', prepare('/site')))[0]).toContain('what prepare writes');
    expect(judge(volumesUsed, api('emptyDir: {}', '', prepare('/tmp')))).toEqual([]);
    expect(judge(volumesUsed, api('emptyDir: {}', '{ name: config, mountPath: /c }', prepare('/site')))).toEqual([]);
  });

  test('finds a claim that nobody names', () => {
    const pod = (volume: string) => api(volume, '{ name: config, mountPath: /c }');
    expect(judge(volumesUsed, claim + pod('emptyDir: {}'))[0]).toContain('expected a pod that mounts the claim');
    expect(judge(volumesUsed, claim + pod('persistentVolumeClaim: { claimName: dumps }'))).toEqual([]);
    expect(judge(volumesUsed, claim)).toEqual([]);
  });
});
