import { describe, expect, test } from '@jest/globals';
import { socketsShared } from '../../../../lib/checker/rules/connections/sockets-shared';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('sockets-shared', () => {
  const pod = (pass: string, mount = '', listen?: string) =>
    judge(
      socketsShared,
      configMap('web', `default.conf: "server { location ~ [.]php$ { fastcgi_pass ${pass}; } }"`) +
        (listen === undefined ? '' : configMap('fpm', `zz.conf: "[www]\\nlisten = ${listen}"`)) +
        object(
          'Deployment',
          'web',
          `template: { spec: { containers: [{ name: nginx, image: "nginx:1.27", volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d } ${mount}] }, { name: php, image: "php:8.3-fpm", volumeMounts: [{ name: fpm, mountPath: /usr/local/etc/php-fpm.d/zz.conf, subPath: zz.conf } ${mount}] }], volumes: [{ name: conf, configMap: { name: web } }, { name: fpm, configMap: { name: fpm } }, { name: run, emptyDir: {} }] } }`,
        ),
    );
  const run = ', { name: run, mountPath: /run/php }';

  test('finds a socket that the two containers do not share', () => {
    expect(pod('unix:/run/php-fpm.sock')).toEqual([socketsShared.example]);
    expect(pod('127.0.0.1:9000')).toEqual([]);
  });

  test('finds another path than the one of the program', () => {
    expect(pod('unix:/run/php/fpm.sock', run, '/run/php/fpm.sock')).toEqual([]);
    expect(pod('unix:/run/php/www.sock', run, '/run/php/fpm.sock')).toHaveLength(1);
    expect(pod('127.0.0.1:9000', run, '/run/php/fpm.sock')).toHaveLength(1);
    expect(pod('unix:/run/php/fpm.sock', run)).toEqual([]);
  });
});
