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

  test('finds a root of the image, where PHP looks for files of a shared volume', () => {
    const php = (
      root: string,
      mount = ', { name: code, mountPath: /var/www/html }',
      pass = 'fastcgi_pass 127.0.0.1:9000',
    ) => judge(nginxRootsMounted, pod(mount, `${root};\\n  ${pass}`));
    expect(php('/usr/share/nginx/html')).toEqual([
      'ConfigMap default/site: data[site.conf]: expected /var/www/html, where the containers share the files that fastcgi_pass asks for, received "/usr/share/nginx/html" for root [nginx-roots-mounted]',
    ]);
    expect(php('/var/www/html')).toEqual([]);
    expect(php('/usr/share/nginx/html', ', { name: code, mountPath: /usr/share/nginx/html }')).toEqual([]);
    expect(php('/usr/share/nginx/html', ', { name: code, mountPath: /srv }')).toEqual([]);
    expect(php('/usr/share/nginx/html', undefined, 'expires 7d')).toEqual([]);
    const socket = pod(
      ', { name: code, mountPath: /run/php }',
      '/usr/share/nginx/html;\\n  fastcgi_pass unix:/run/php/fpm.sock',
    );
    expect(judge(nginxRootsMounted, socket.replace('mountPath: /var/www/html', 'mountPath: /run/php'))).toEqual([]);
  });

  test.each([
    ['a mounted root', pod(', { name: code, mountPath: /var/www/html }', '/var/www/html/public')],
    ['a folder of the image', pod('', '/usr/share/nginx/html')],
    ['an image with its own files', pod('', '/var/www/html', 'acme/site:1')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(nginxRootsMounted, yaml)).toEqual([]);
  });

  test.each([
    ['/srv/media/vod', '/srv/archive', true],
    ['/srv/archive/vod', '/srv/archive', false],
    ['/srv', '/srv/archive', false],
    ['/var/empty', '/srv/archive', false],
    ['/srv/media;\\n  alias /srv/archive/a', '/srv/archive', false],
  ])('with the root %s, the claim at %s is unread: %s', (root, mountPath, isUnread) => {
    const site = object(
      'Deployment',
      'site',
      `template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }, { name: conf, configMap: { name: site } }], containers: [{ name: web, image: "nginx:1.27", volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }, { name: data, mountPath: ${mountPath} }] }] } }`,
    );
    const found = judge(nginxRootsMounted, site + configMap('site', `site.conf: "server {\\n  root ${root};\\n}"`));
    expect(found).toEqual(
      isUnread
        ? [
            'ConfigMap default/site: data[site.conf]: expected a folder of /srv/archive, where a volume is mounted of which nginx reads nothing, received "/srv/media/vod" for root [nginx-roots-mounted]',
          ]
        : [],
    );
  });
});
