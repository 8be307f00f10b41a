import { describe, expect, test } from '@jest/globals';
import { loopbackPorts } from '../../../../lib/checker/rules/connections/loopback-ports';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('loopback-ports', () => {
  const pod = (conf: string, php: string) =>
    configMap('site', `"site.conf": "server {\\n${conf}\\n}"`) +
    object(
      'Deployment',
      'web',
      `template: { spec: { volumes: [{ name: conf, configMap: { name: site } }], containers: [{ name: web, image: "nginx:1", volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }] }, { name: php, ${php} }] } }`,
    );

  test('finds a port on which no container of the pod listens', () => {
    expect(judge(loopbackPorts, pod('fastcgi_pass 127.0.0.1:9001;', 'image: "php:8-fpm"'))).toEqual([
      loopbackPorts.example,
    ]);
    const app = 'image: "acme/app:1", ports: [{ containerPort: 8000 }]';
    expect(judge(loopbackPorts, pod('proxy_pass http://localhost:8001;', app))).toHaveLength(1);
  });

  test.each([
    ['the port of the image', pod('fastcgi_pass 127.0.0.1:9000;', 'image: "php:8-fpm"')],
    ['a port that the container says', pod('fastcgi_pass 127.0.0.1:9001;', 'image: "php:8-fpm", args: [--port=9001]')],
    ['a container that says nothing', pod('proxy_pass http://127.0.0.1:8000;', 'image: "acme/app:1"')],
    [
      'a port without a near one',
      pod('proxy_pass http://127.0.0.1:8000;', 'image: "acme/app:1", ports: [{ containerPort: 9090 }]'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(loopbackPorts, yaml)).toEqual([]);
  });
});
