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
});
