import { describe, expect, test } from '@jest/globals';
import { privateFiles } from '../../../../lib/checker/rules/storage/private-files';
import { judge } from '../judge';
import { object } from '../workloads';

describe('private-files', () => {
  const secret = (key: string) => `
---
apiVersion: v1
kind: Secret
metadata: { name: key }
stringData: { ${key}: text }
`;
  const set = (container: string, mode: string, key = 'keyfile') =>
    object(
      'StatefulSet',
      'db',
      `template: { spec: { volumes: [{ name: key, secret: { secretName: key, ${mode} } }], containers: [{ name: db, ${container}, volumeMounts: [{ name: key, mountPath: /etc/mongo }] }] } }`,
    ) + secret(key);

  test('finds a key that others may read', () => {
    expect(judge(privateFiles, set('args: [--keyFile=/etc/mongo/keyfile]', 'defaultMode: 420'))).toEqual([
      privateFiles.example,
    ]);
    expect(judge(privateFiles, set('args: [--keyFile=/etc/mongo/keyfile]', 'defaultMode: 256'))).toEqual([]);
  });

  test('finds a key that a script opens', () => {
    const prepared = (mode: string) =>
      set(`args: [--keyFile, /auth/keyfile] }, { name: init, command: [sh, -c, "chmod ${mode} /auth/keyfile"]`, '');
    expect(judge(privateFiles, prepared('0644'))[0]).toContain('containers[init].command');
    expect(judge(privateFiles, prepared('0400'))).toEqual([]);
  });

  test('finds a key of ssh, for root', () => {
    const sync = (more: string, mode = '') => set(`command: [git, clone]${more}`, mode, 'id_rsa');
    expect(judge(privateFiles, sync(''))).toHaveLength(1);
    expect(judge(privateFiles, sync('', 'defaultMode: 256'))).toEqual([]);
    expect(judge(privateFiles, sync(', securityContext: { runAsUser: 1000 }'))).toEqual([]);
  });

  test('finds a copy of another owner that the group may read', () => {
    const copied = (script: string) =>
      judge(privateFiles, set(`args: [--keyFile, /auth/key] }, { name: init, command: [sh, -c, "${script}"]`, ''));
    expect(copied('chown 999 /auth/key && chmod 440 /auth/key')).toHaveLength(1);
    expect(copied('chown 999 /auth/key && chmod 400 /auth/key')).toEqual([]);
  });
});
