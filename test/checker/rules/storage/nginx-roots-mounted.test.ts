import { describe, expect, test } from '@jest/globals';
import { nginxRootsMounted } from '../../../../lib/checker/rules/storage/nginx-roots-mounted';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('nginx-roots-mounted', () => {
  const pod = (mount: string, text: string, image = 'nginx:1.27') =>
    object(
      'Deployment',
      'site',
      `template: { spec: { volumes: [{ name: code, emptyDir: {} }, { name: conf, configMap: { name: site } }], containers: [{ name: php, volumeMounts: [{ name: code, mountPath: /var/www/html }] }, { name: web, image: "${image}", volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d } ${mount}] }] } }`,
    ) + configMap('site', `site.conf: "server {\\n  root ${text};\\n}"`);

  test('finds a root that only another container has', () => {
    expect(judge(nginxRootsMounted, pod('', '/var/www/html'))).toEqual([nginxRootsMounted.example]);
  });

  test.each([
    ['a mounted root', pod(', { name: code, mountPath: /var/www/html }', '/var/www/html/public')],
    ['a folder of the image', pod('', '/usr/share/nginx/html')],
    ['an image with its own files', pod('', '/var/www/html', 'acme/site:1')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(nginxRootsMounted, yaml)).toEqual([]);
  });
});
