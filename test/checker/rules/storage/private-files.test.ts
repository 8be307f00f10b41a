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

  test.each([
    ['mongod', 'args: [--keyFile=/etc/mongo/key]', '0400'],
    ['PostgreSQL', 'args: [-c, "ssl_key_file=/etc/mongo/key"]', '0640'],
    ['libpq', 'env: [{ name: PGPASSFILE, value: /etc/mongo/key }]', '0400'],
  ])('%s refuses a file that others may read', (program, container, most) => {
    const found = (mode: number) => judge(privateFiles, set(container, `defaultMode: ${mode}`, 'key'));
    expect(found(0o644)[0]).toContain(
      `expected mode ${most} for /etc/mongo/key, since ${program} refuses a file that others may read, received 0644`,
    );
    for (const mode of [0o401, 0o402, 0o404]) expect(found(mode)).toHaveLength(1);
    expect(found(0o440)).toHaveLength(program === 'libpq' ? 1 : 0);
    expect(found(0o400)).toEqual([]);
  });

  test.each([
    ['root by its image', '', '', 1],
    ['no root', ', securityContext: { runAsNonRoot: true }', '', 0],
    ['a copy', ', args: [install, -m, "400"]', '', 0],
  ])('ssh asks %s', (_, container, mode, count) => {
    expect(judge(privateFiles, set(`command: [git, clone]${container}`, mode, 'id_ed25519'))).toHaveLength(count);
  });

  test('fsGroup opens a key of ssh for the group', () => {
    const sync = (group: string) =>
      judge(
        privateFiles,
        set('command: [git, clone]', 'defaultMode: 256', 'id_rsa').replace('volumes:', `${group} volumes:`),
      );
    expect(sync('')).toEqual([]);
    expect(sync('securityContext: { fsGroup: 1000 },')[0]).toContain(
      'expected mode 0400 for /etc/mongo/id_rsa, since ssh refuses a file that others may read, received 0400',
    );
  });
});
