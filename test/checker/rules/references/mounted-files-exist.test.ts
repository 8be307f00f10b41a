import { describe, expect, test } from '@jest/globals';
import { mountedFilesExist } from '../../../../lib/checker/rules/references/mounted-files-exist';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('mounted-files-exist', () => {
  const mounting = (container: string, source = 'name: config') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: config, configMap: { ${source} } }, { name: data, emptyDir: {} }], containers: [{ name: api, ${container} }] } }`,
    ) + configMap('config', '"app.yaml": "level: info"');
  const mount = 'volumeMounts: [{ name: config, mountPath: /etc/app }]';

  test('finds an argument that names no file of the folder', () => {
    expect(judge(mountedFilesExist, mounting(`${mount}, args: [--config=/etc/app/ap.yaml]`))).toEqual([
      mountedFilesExist.example,
    ]);
  });

  test('finds a subPath that is no key', () => {
    const yaml = mounting('volumeMounts: [{ name: config, mountPath: /etc/app.yaml, subPath: app.yml }]');
    expect(judge(mountedFilesExist, yaml)).toEqual([
      'Deployment default/api: spec.template.spec.containers[api].volumeMounts[config].subPath: expected a key of ConfigMap config (app.yaml), received "app.yml"; did you mean "app.yaml"? [mounted-files-exist]',
    ]);
  });

  test('knows the files that items names', () => {
    const items = 'name: config, items: [{ key: app.yaml, path: conf/main.yaml }]';
    expect(judge(mountedFilesExist, mounting(`${mount}, args: [/etc/app/conf/main.yaml]`, items))).toEqual([]);
    expect(judge(mountedFilesExist, mounting(`${mount}, args: [/etc/app/app.yaml]`, items))).toHaveLength(1);
  });

  test.each([
    ['a file that is a key', `${mount}, args: [--config=/etc/app/app.yaml]`],
    ['a pattern', `${mount}, args: ["--config=/etc/app/*.yml"]`],
    ['the folder', `${mount}, args: [/etc/app/]`],
    [
      'a file of a volume below',
      'volumeMounts: [{ name: config, mountPath: /etc/app }, { name: data, mountPath: /etc/app/data }], args: [/etc/app/data/x.db]',
    ],
  ])('accepts %s', (_, container) => {
    expect(judge(mountedFilesExist, mounting(container))).toEqual([]);
  });

  test('finds a file that a script reads', () => {
    const script = (text: string) =>
      object(
        'Deployment',
        'api',
        'template: { spec: { volumes: [{ name: config, configMap: { name: config } }], containers: [{ name: api, command: [sh, /etc/app/run.sh], volumeMounts: [{ name: config, mountPath: /etc/app }] }] } }',
      ) + configMap('config', `"a.sql": "", "b.sql": "", run.sh: ${JSON.stringify(text)}`);
    const loop = (words: string) => `for t in ${words}; do\n  psql -f "/etc/app/\${t}.sql"\ndone\n`;
    expect(judge(mountedFilesExist, script(loop('a b c')))).toHaveLength(1);
    expect(judge(mountedFilesExist, script(loop('a b')))).toEqual([]);
    expect(judge(mountedFilesExist, script('psql -f /etc/app/c.sql\n'))).toHaveLength(1);
    expect(judge(mountedFilesExist, script('[ -f /etc/app/c.sql ] && psql -f /etc/app/c.sql\n'))).toEqual([]);
  });

  test('finds the file of a reference of Grafana', () => {
    const grafana = (file: string) =>
      mounting(mount) + configMap('config', `"app.yaml": "secret = $__file{/etc/app/${file}}"`);
    expect(judge(mountedFilesExist, grafana('secret'))).toHaveLength(1);
    expect(judge(mountedFilesExist, grafana('app.yaml'))).toEqual([]);
  });

  test('finds a file that a variable or another file of the container names', () => {
    const variable = (file: string) => mounting(`${mount}, env: [{ name: CONFIG, value: ${file} }]`);
    expect(judge(mountedFilesExist, variable('/etc/app/main.yaml'))).toHaveLength(1);
    expect(judge(mountedFilesExist, variable('/etc/app/app.yaml'))).toEqual([]);
    const including = (line: string) => mounting(mount).replace('level: info', line);
    expect(judge(mountedFilesExist, including('rules: [/etc/app/rules.yml]'))).toEqual([
      'ConfigMap default/config: data[app.yaml]: expected a key of ConfigMap config below /etc/app (app.yaml), received "/etc/app/rules.yml" [mounted-files-exist]',
    ]);
    expect(judge(mountedFilesExist, including('# rules: /etc/app/rules.yml'))).toEqual([]);
  });

  test('knows the keys of a Secret, and never its values', () => {
    const tls = (file: string) =>
      `${mounting(`${mount}, args: [/etc/app/${file}]`).replace(
        'configMap: { name: config }',
        'secret: { secretName: tls }',
      )}---\napiVersion: v1\nkind: Secret\nmetadata: { name: tls }\nstringData: { tls.crt: "/etc/app/none.pem" }\n`;
    expect(judge(mountedFilesExist, tls('tls.crt'))).toEqual([]);
    expect(judge(mountedFilesExist, tls('tls.pem'))).toEqual([
      expect.stringContaining('a key of Secret tls below /etc/app (tls.crt)'),
    ]);
  });

  test('knows the files of a Certificate, of a projected volume and behind a variable for files', () => {
    const certificate = object('Certificate', 'web', 'secretName: tls, keystores: { pkcs12: {} }').replace(
      'v1',
      'cert-manager.io/v1',
    );
    const pod = (file: string, volume: string) =>
      object(
        'Deployment',
        'api',
        `template: { spec: { volumes: [{ name: v, ${volume} }], containers: [{ name: api, env: [{ name: KEY_FILE, value: ${file} }], volumeMounts: [{ name: v, mountPath: /v }] }] } }`,
      );
    const secret = (file: string) => pod(file, 'secret: { secretName: tls }') + certificate;
    expect(judge(mountedFilesExist, secret('/v/server.crt'))[0]).toContain('tls.crt, tls.key, ca.crt');
    expect(judge(mountedFilesExist, secret('/v/keystore.p12'))).toEqual([]);
    const projected = (file: string) =>
      pod(
        file,
        'projected: { sources: [{ secret: { name: tls } }, { serviceAccountToken: { path: token } }, { downwardAPI: { items: [{ path: pod/labels }] } }] }',
      ) + certificate;
    expect(judge(mountedFilesExist, projected('/v/key'))).toHaveLength(1);
    for (const file of ['token', 'tls.key', 'pod/labels'])
      expect(judge(mountedFilesExist, projected(`/v/${file}`))).toEqual([]);
    expect(
      judge(mountedFilesExist, projected('/v/key').replace('secret: { name: tls }', 'secret: { name: other }')),
    ).toEqual([]);
  });
});
