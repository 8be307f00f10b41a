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

  const two = (conf: string, server: string, more = '', made = '') =>
    judge(
      socketsShared,
      configMap('web', `default.conf: ${JSON.stringify(conf)}`) +
        made +
        object(
          'Deployment',
          'web',
          `template: { spec: { containers: [{ name: nginx, image: nginx, volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }${more}] }, ${server}], volumes: [{ name: conf, configMap: { name: web } }, { name: run, emptyDir: {} }] } }`,
        ),
    );
  const shared = ', { name: run, mountPath: /run }';
  const mount = 'volumeMounts: [{ name: run, mountPath: /run }]';

  test.each(['--bind=unix:/run/app.sock', '-b /run/app.sock', '--uds /run/app.sock', '--socket /run/app.sock'])(
    'a program makes a socket by %s',
    (option) => {
      const app = `{ name: app, image: app, command: [gunicorn, ${option.split(' ').map((word) => JSON.stringify(word))}], ${mount} }`;
      expect(two('proxy_pass http://unix:/run/web.sock;', app, shared)[0]).toContain(
        'expected unix:/run/app.sock, where the program of container app listens, received "http://unix:/run/web.sock"',
      );
      expect(two('server unix:/run/app.sock;', app, shared)).toEqual([]);
      expect(two('uwsgi_pass unix:/run/app.sock;', app)[0]).toContain(
        'expected a path on a volume that container app mounts, too',
      );
      expect(two('# uwsgi_pass unix:/run/app.sock;', app)).toEqual([]);
    },
  );

  const fpm = (container: string) => `{ name: app, ${container} }`;
  const port = 'ports: [{ name: fastcgi, containerPort: 9001 }]';

  test.each([
    ['the name of a port', fpm(`image: acme, ${port}`)],
    ['the image', fpm('image: "acme:8-fpm", ports: [{ containerPort: 9001 }]')],
    ['the name of the container', '{ name: php-app, image: acme, ports: [{ containerPort: 9001 }] }'],
  ])('knows a program of FastCGI by %s', (_, server) => {
    expect(two('fastcgi_pass localhost:9002;', server)[0]).toMatch(
      /expected 127.0.0.1:9001, where the program of container [\w-]+ listens, received "localhost:9002"/,
    );
    expect(two('fastcgi_pass localhost:9001;', server)).toEqual([]);
    expect(two('fastcgi_pass localhost:9000;', server)).toEqual([]);
    expect(two('proxy_pass localhost:9002;', server)).toEqual([]);
  });

  test('a program with two ports, or two programs, say nothing', () => {
    const ports = fpm('image: "acme:fpm", ports: [{ containerPort: 9001 }, { containerPort: 9003 }]');
    expect(two('fastcgi_pass localhost:9002;', ports)).toEqual([]);
    const one = fpm(`image: acme, ${port}`);
    expect(two('fastcgi_pass localhost:9002;', `${one}, ${one.replace('name: app', 'name: b')}`)).toEqual([]);
    expect(two('fastcgi_pass localhost:9002;', fpm('image: acme, ports: [{ containerPort: 9001 }]'))).toEqual([]);
    expect(two('fastcgi_pass localhost:9002; fastcgi_pass localhost:9004;', one)).toHaveLength(1);
  });

  test('a mount of the root holds every socket', () => {
    const app = `{ name: app, image: app, command: [uwsgi, --socket, /run/app.sock], volumeMounts: [{ name: run, mountPath: / }] }`;
    expect(two('uwsgi_pass unix:/run/app.sock;', app, shared)).toEqual([]);
  });
});
