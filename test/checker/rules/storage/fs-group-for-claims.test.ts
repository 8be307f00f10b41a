import { describe, expect, test } from '@jest/globals';
import { fsGroupForClaims } from '../../../../lib/checker/rules/storage/fs-group-for-claims';
import { judge } from '../judge';
import { database, deployment, object } from '../workloads';

describe('fs-group-for-claims', () => {
  const mount = 'volumeMounts: [{ name: data, mountPath: /data }]';
  const user = (fields: string) => `securityContext: { ${fields} }`;

  const sharing = (of: string) =>
    object('Pod', of === '' ? 'web' : 'sync', `${of} containers: [{ name: web, ${mount} }], volumes: [${files}]`);
  const files = '{ name: data, persistentVolumeClaim: { claimName: files } }';

  test('finds a claimed disk that nobody but root may write to', () => {
    expect(judge(fsGroupForClaims, database(mount, user('runAsUser: 70')))).toEqual([fsGroupForClaims.example]);
    expect(judge(fsGroupForClaims, database(mount, user('runAsNonRoot: true')))).toHaveLength(1);
    expect(judge(fsGroupForClaims, database(`${mount}, ${user('runAsUser: 70')}`))).toHaveLength(1);
    expect(judge(fsGroupForClaims, sharing('securityContext: { runAsUser: 33 },'))).toHaveLength(1);
  });

  test.each([
    ['a group', database(mount, user('runAsUser: 70, fsGroup: 70'))],
    ['root', database(mount, user('runAsUser: 0'))],
    ['a user that is not told', database(mount)],
    ['a pod that does not mount the claim', database('image: a', user('runAsUser: 70'))],
    [
      'a claim that is only read',
      database('volumeMounts: [{ name: data, mountPath: /data, readOnly: true }]', user('runAsUser: 70')),
    ],
    ['a volume that is not claimed', deployment(`{ name: api, ${mount}, ${user('runAsUser: 70')} }`)],
    [
      'an init container that is root and hands the disk over',
      database(mount, `${user('runAsUser: 70')}, initContainers: [{ name: chown, ${mount}, ${user('runAsUser: 0')} }]`),
    ],
    ['a disk that other pods own', sharing('') + sharing('securityContext: { runAsUser: 33 },')],
    ['Windows', database(mount, `${user('runAsNonRoot: true')}, os: { name: windows }`)],
  ])('accepts %s', (_, yaml) => {
    expect(judge(fsGroupForClaims, yaml)).toEqual([]);
  });
});
