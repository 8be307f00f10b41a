import { describe, expect, test } from '@jest/globals';
import { filesReadable } from '../../../../lib/checker/rules/storage/files-readable';
import { judge } from '../judge';
import { object } from '../workloads';

describe('files-readable', () => {
  const pod = (mode: string, context: string) =>
    object(
      'Deployment',
      'api',
      `template: { spec: { securityContext: { ${context} }, volumes: [{ name: key, secret: { secretName: key, ${mode} } }], containers: [{ name: api, volumeMounts: [{ name: key, mountPath: /key }] }] } }`,
    );

  test('finds a file that its reader cannot open', () => {
    expect(judge(filesReadable, pod('defaultMode: 256', 'runAsUser: 1000'))).toEqual([filesReadable.example]);
    expect(judge(filesReadable, pod('defaultMode: 288', 'runAsUser: 1000, runAsGroup: 1000'))).toHaveLength(1);
  });

  test.each([
    ['a group of the volume', pod('defaultMode: 256', 'runAsUser: 1000, fsGroup: 1000')],
    ['root', pod('defaultMode: 256', 'runAsUser: 0')],
    ['the user of the image', pod('defaultMode: 256', '')],
    ['a file for everybody', pod('defaultMode: 292', 'runAsUser: 1000')],
    ['the group of root', pod('defaultMode: 288', 'runAsUser: 1000, runAsGroup: 0')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(filesReadable, yaml)).toEqual([]);
  });

  const volume = (source: string, containers: string, more = '') =>
    judge(
      filesReadable,
      object(
        'Deployment',
        'api',
        `template: { spec: { ${more} volumes: [{ name: key, ${source} }, { name: tmp, emptyDir: {} }], ${containers} } }`,
      ),
    );
  const mount = 'volumeMounts: [{ name: key, mountPath: /key }]';
  const reader = (user: number, more = '') =>
    `{ name: api, securityContext: { runAsUser: ${user} ${more} }, ${mount} }`;
  const one = `containers: [${reader(1000)}]`;

  test.each([
    ['configMap: { name: key, defaultMode: 256 }', 1],
    ['downwardAPI: { defaultMode: 256 }', 1],
    ['projected: { defaultMode: 256, sources: [{ secret: { name: key } }] }', 1],
    ['projected: { defaultMode: 256, sources: [{ secret: {} }, { serviceAccountToken: { path: t } }] }', 0],
    ['projected: { defaultMode: 256, sources: [{ podCertificate: { keyType: ED25519 } }] }', 0],
    ['secret: { secretName: key, defaultMode: 256, items: [{ key: a, path: a, mode: 292 }] }', 0],
    ['secret: { secretName: key, defaultMode: 256, items: [{ key: a, path: a }] }', 1],
    ['secret: { secretName: key }', 0],
    ['emptyDir: {}', 0],
  ])('of %s, %d is not readable', (source, count) => {
    expect(volume(source, one)).toHaveLength(count);
  });

  const secret = 'secret: { secretName: key, defaultMode: 256 }';

  test('a container that is root may copy the files first', () => {
    const first = (user: string) => volume(secret, `initContainers: [{ name: copy, ${user} ${mount} }], ${one}`);
    expect(first('')).toEqual([]);
    expect(first('securityContext: { runAsUser: 0 },')).toEqual([]);
    expect(first('securityContext: { runAsUser: 1 },')).toHaveLength(1);
    expect(volume(secret, `containers: [${reader(1000)}, { name: other, ${mount} }]`)).toHaveLength(1);
  });

  test('asks the containers that mount the files alone', () => {
    expect(
      volume(secret, `containers: [{ name: api, securityContext: { runAsUser: 1000 } }, { name: b, ${mount} }]`),
    ).toEqual([]);
  });

  test('the group of root reads what root owns', () => {
    const groups = (mode: number, more: string, pod = '') =>
      volume(`secret: { secretName: key, defaultMode: ${mode} }`, `containers: [${reader(1000, more)}]`, pod);
    expect(groups(0o440, '')).toEqual([]);
    expect(groups(0o410, '')).toHaveLength(1);
    expect(groups(0o401, '')).toHaveLength(1);
    expect(groups(0o440, ', runAsGroup: 7')).toHaveLength(1);
    expect(groups(0o440, ', runAsGroup: 7', 'securityContext: { supplementalGroups: [0] },')).toEqual([]);
  });
});
