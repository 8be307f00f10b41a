import { describe, expect, test } from '@jest/globals';
import { writablePaths } from '../../../../lib/checker/rules/storage/writable-paths';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('writable-paths', () => {
  const web = (mounts: string, image = 'nginx:1.27', root = true) =>
    judge(
      writablePaths,
      object(
        'Deployment',
        'web',
        `template: { spec: { volumes: [{ name: conf, configMap: { name: conf } }], containers: [{ name: web, image: "${image}", securityContext: { readOnlyRootFilesystem: ${root} }, volumeMounts: [${mounts}] }] } }`,
      ) +
        configMap(
          'conf',
          `"nginx.conf": ${JSON.stringify('pid /tmp/nginx.pid;\nerror_log /dev/stderr;\nhttp {\n  access_log off;\n}')}`,
        ),
    );
  const conf = '{ name: conf, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf, readOnly: true }';

  test('finds a file of a configuration that cannot be written', () => {
    expect(web(conf)).toEqual([writablePaths.example]);
    expect(web(`${conf}, { name: tmp, mountPath: /tmp }`)).toEqual([]);
    expect(web(conf, 'nginx:1.27', false)).toEqual([]);
  });

  test('knows the folders of images', () => {
    expect(web('{ name: data, mountPath: /var/lib/postgresql }', 'postgres:17')).toHaveLength(1);
    expect(web('{ name: run, mountPath: /run/postgresql }', 'postgres:17')).toEqual([]);
    expect(web('', 'ghcr.io/acme/api:1')).toEqual([]);
  });
});
