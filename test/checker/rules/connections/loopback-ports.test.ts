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

  const beside = (env: string, ...others: string[]) =>
    judge(
      loopbackPorts,
      object(
        'Deployment',
        'web',
        `template: { spec: { containers: [{ name: web, image: app, env: [{ name: API_URL, value: "${env}" }] }, ${others}] } }`,
      ),
    );
  const listens = (port: number, more = '') =>
    `{ name: c${port}, image: acme, ports: [{ containerPort: ${port} }] ${more} }`;

  test('finds a variable with a port that is one digit off', () => {
    expect(beside('http://127.0.0.1:8001', listens(8000))[0]).toContain(
      'env[API_URL].value: expected port 8000, on which container c8000 listens, received 8001 for API_URL',
    );
    expect(beside('http://127.0.0.1:8000', listens(8000))).toEqual([]);
    expect(beside('http://127.0.0.1:8001', listens(8000), listens(8001))).toEqual([]);
    expect(beside('http://127.0.0.1:8001', listens(8000), listens(8002))).toEqual([]);
    expect(beside('http://127.0.0.1:8001', listens(8000), listens(9999))).toHaveLength(1);
    expect(beside('http://api:8001', listens(8000))).toEqual([]);
    expect(beside('http://127.0.0.1:8001', listens(8000, ', env: [{ name: PORT, value: "8001" }]'))).toEqual([]);
    expect(beside('http://127.0.0.1:8001', listens(8000, ', env: [{ name: PORT, value: "18001" }]'))).toHaveLength(1);
  });

  test('reads the lines of nginx alone', () => {
    const php = 'image: "php:8-fpm", ports: [{ containerPort: 9000 }]';
    expect(judge(loopbackPorts, pod('fastcgi_pass 127.0.0.1:9055;', php))).toHaveLength(1);
    expect(judge(loopbackPorts, pod('# fastcgi_pass 127.0.0.1:9055;', php))).toEqual([]);
    expect(judge(loopbackPorts, pod('fastcgi_pass 127.0.0.1:9055;', php.replace('8-fpm', '8-apache')))).toEqual([]);
    expect(judge(loopbackPorts, pod('proxy_pass http://127.0.0.1:9055;', php))).toEqual([]);
  });

  test('finds another port than that of the only server that speaks the scheme', () => {
    const redis = (more = '') => `{ name: redis, image: "redis:7", ports: [{ containerPort: 6379 }] ${more} }`;
    expect(beside('redis://127.0.0.1:6390', redis())[0]).toContain(
      'expected port 6379, on which container redis listens',
    );
    expect(beside('redis://:secret@localhost:6390/0', redis())).toHaveLength(1);
    expect(beside('redis://localhost:6379', redis())).toEqual([]);
    expect(beside('mysql://localhost:6390', redis())).toEqual([]);
    expect(beside('http://localhost:6390', redis())).toEqual([]);
    expect(beside('redis://localhost:6390', redis(', args: [--port, "6390"]'))).toEqual([]);
    expect(beside('redis://localhost:7000', redis(), redis().replace('6379', '6380'))).toEqual([]);
    expect(beside('jdbc:mysql://localhost:3390/shop', '{ name: db, image: "mysql:8.4" }')).toHaveLength(1);
  });

  test('knows the server of an exporter', () => {
    const exporter = (image: string) =>
      judge(
        loopbackPorts,
        object(
          'Deployment',
          'db',
          `template: { spec: { containers: [{ name: db, image: "postgres:17" }, { name: exporter, image: ${image}, env: [{ name: DATA_SOURCE_URI, value: "localhost:5499/postgres?sslmode=disable" }] }] } }`,
        ),
      );
    expect(exporter('prometheuscommunity/postgres-exporter')).toHaveLength(1);
    expect(exporter('acme/app')).toEqual([]);
  });
});
