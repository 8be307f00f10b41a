import { describe, expect, test } from '@jest/globals';
import { imageFilesStay } from '../../../../lib/checker/rules/storage/image-files-stay';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('image-files-stay', () => {
  const web = (mount: string, keys = 'site.conf: "server {}"', container = 'image: "nginx:1.27"') =>
    object(
      'Deployment',
      'web',
      `template: { spec: { volumes: [{ name: conf, configMap: { name: conf } }], containers: [{ name: web, ${container}, volumeMounts: [{ name: conf, ${mount} }] }] } }`,
    ) + configMap('conf', keys);

  test('finds a volume over the configuration of the image', () => {
    expect(judge(imageFilesStay, web('mountPath: /etc/nginx'))).toEqual([imageFilesStay.example]);
    const click = web(
      'mountPath: /etc/clickhouse-server',
      'listen.xml: "<a/>"',
      'image: "clickhouse/clickhouse-server:24"',
    );
    expect(judge(imageFilesStay, click)).toHaveLength(1);
    expect(judge(imageFilesStay, web('mountPath: /etc', 'a: "1"', 'image: "acme/api:1"'))).toHaveLength(1);
  });

  test.each([
    ['a folder below', web('mountPath: /etc/nginx/conf.d')],
    ['one file', web('mountPath: /etc/nginx/nginx.conf, subPath: site.conf')],
    ['a whole configuration', web('mountPath: /etc/nginx', 'nginx.conf: "http {}"')],
    [
      'another configuration',
      web('mountPath: /etc/nginx', 'site.conf: "a"', 'image: "nginx:1.27", args: [nginx, -c, /x.conf]'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(imageFilesStay, yaml)).toEqual([]);
  });

  const claimed = (path: string, image: string, more = '') =>
    object(
      'Deployment',
      'blog',
      `template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }], initContainers: [${more}], containers: [{ name: blog, image: "${image}", volumeMounts: [{ name: data, mountPath: ${path} }] }] } }`,
    );

  test('finds a claim over the installation of a program', () => {
    expect(judge(imageFilesStay, claimed('/var/lib/ghost', 'ghost:5'))).toHaveLength(1);
    expect(judge(imageFilesStay, claimed('/var/lib/ghost/content', 'ghost:5'))).toEqual([]);
    const copied = '{ name: copy, image: "ghost:5", volumeMounts: [{ name: data, mountPath: /copy }] }';
    expect(judge(imageFilesStay, claimed('/var/lib/ghost', 'ghost:5', copied))).toEqual([]);
  });

  test('finds a folder without the extensions of PHP', () => {
    const php = (mount: string) => web(mount, 'uploads.ini: "a = 1"', 'image: "wordpress:6"');
    expect(judge(imageFilesStay, php('mountPath: /usr/local/etc/php/conf.d'))).toHaveLength(1);
    expect(judge(imageFilesStay, php('mountPath: /usr/local/etc/php/conf.d/u.ini, subPath: uploads.ini'))).toEqual([]);
  });
});
