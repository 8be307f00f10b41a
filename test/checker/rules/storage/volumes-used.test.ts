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

  test('a block device, and a claim of the StatefulSet, are used', () => {
    const device = api('configMap: { name: config }').replace('volumeMounts: []', 'volumeDevices: [{ name: config }]');
    expect(judge(volumesUsed, device)).toEqual([]);
    const set = (mount: string) =>
      object(
        'StatefulSet',
        'db',
        `volumeClaimTemplates: [{ metadata: { name: data } }], template: { spec: { volumes: [{ name: config, configMap: { name: c } }], containers: [{ name: db, volumeMounts: [{ name: ${mount}, mountPath: /d }] }] } }`,
      );
    expect(judge(volumesUsed, set('data'))).toHaveLength(1);
    expect(judge(volumesUsed, set('dta'))).toEqual([]);
    expect(judge(volumesUsed, api('persistentVolumeClaim: { claimName: c }'))).toEqual([]);
  });

  test('says what nobody reads', () => {
    const prepare = (name: string) => `{ name: ${name}, volumeMounts: [{ name: config, mountPath: /site }]}`;
    expect(judge(volumesUsed, api('emptyDir: {}', '', prepare('a')))[0]).toContain(
      'expected a container that reads what a writes to the volume, received none',
    );
    expect(judge(volumesUsed, api('emptyDir: {}', '', `${prepare('a')}, ${prepare('b')}`))).toEqual([]);
    expect(judge(volumesUsed, api('configMap: { name: c }', '', prepare('a')))).toEqual([]);
    const scratch = api('emptyDir: {}', '', prepare('a')).replaceAll('name: config', 'name: tmp');
    expect(judge(volumesUsed, scratch)).toEqual([]);
  });

  test.each([
    ['name: dumps', 1],
    ['name: data-db-0', 0],
    ['name: dumps, annotations: { note: a }', 0],
    ['name: dumps, namespace: other', 0],
  ])('of a claim with %s, %d is idle', (metadata, count) => {
    const found = (spec: string) =>
      judge(
        volumesUsed,
        claim.replace('name: dumps', metadata).replace('accessModes', `${spec} accessModes`) +
          api('emptyDir: {}', '{ name: config, mountPath: /c }'),
      );
    expect(found('')).toHaveLength(count);
    expect(found('dataSource: { kind: VolumeSnapshot, name: a },')).toEqual([]);
    expect(found('dataSourceRef: { kind: VolumeSnapshot, name: a },')).toEqual([]);
    for (const text of found(''))
      expect(text).toContain('metadata.name: expected a pod that mounts the claim, received none');
  });
});
