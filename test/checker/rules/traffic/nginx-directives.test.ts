import { describe, expect, test } from '@jest/globals';
import { nginxDirectives } from '../../../../lib/checker/rules/traffic/nginx-directives';
import { judge } from '../judge';
import { deployment } from '../pods';
import { configMap } from '../workloads';

describe('nginx-directives', () => {
  const mounted = (text: string, place: string, image: string, key = 'site.conf') =>
    deployment(
      `{ name: web, image: "${image}", volumeMounts: [{ name: conf, ${place} }] }`,
      'volumes: [{ name: conf, configMap: { name: site } }]',
    ) + configMap('site', `${key}: ${JSON.stringify(text)}`);
  const site = (text: string, image = 'nginx:1.27') => mounted(text, 'mountPath: /etc/nginx/conf.d', image);
  const server = (text: string, image?: string) => site(`server {\n  listen 80; # all\n  ${text}\n}`, image);
  const main = (text: string) =>
    mounted(text, 'mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf', 'nginx:1.27', 'nginx.conf');
  const found = (yaml: string) => judge(nginxDirectives, yaml).map((line) => /expected (.*), received/.exec(line)?.[1]);

  test('finds an alias without the slash of its location', () => {
    expect(judge(nginxDirectives, server('location /static/ { alias /srv/static; }'))).toEqual([
      nginxDirectives.example,
    ]);
  });

  test.each([
    ['a path behind a pattern', 'location ~ ^/api { proxy_pass http://api:80/v1; }', 'no path in proxy_pass'],
    [
      'a header Upgrade of HTTP 1.0',
      'location / { proxy_pass http://a; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; }',
      'proxy_http_version 1.1',
    ],
    [
      'a header Upgrade without Connection',
      'location / { proxy_pass http://a; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; }',
      'proxy_set_header Connection',
    ],
    [
      'PHP without a file',
      'location ~ \\.php$ { fastcgi_pass 127.0.0.1:9000; include fastcgi_params; }',
      'fastcgi_param SCRIPT_FILENAME',
    ],
    [
      'a host in a variable',
      'location / { set $api "http://api.shop.svc:80"; proxy_pass $api; }',
      'a resolver, since proxy_pass has the host in the variable $api',
    ],
    ['TLS without a certificate', 'listen 443 ssl;', 'ssl_certificate beside listen with ssl'],
  ])('finds %s', (_, text, expected) => {
    expect(found(server(text))).toEqual([expect.stringContaining(expected)]);
  });

  test('finds sections in the wrong file', () => {
    expect(found(site('http { server { listen 80; } }'))).toEqual([
      expect.stringContaining('directives of http alone'),
    ]);
    expect(found(main('server { listen 80; }'))).toEqual([expect.stringContaining('http { } around')]);
    expect(found(main('http { server { listen 80; } }'))).toEqual([expect.stringContaining('events { }')]);
    expect(found(main('events { } http { include conf.d/*.conf; }'))).toEqual([]);
    expect(found(main('include main.d/*.conf;'))).toEqual([]);
    expect(found(site('upstream a { server api:80; } server { listen 80; }'))).toEqual([]);
  });

  test.each([
    ['a slash at both ends', server('location /static/ { alias /srv/static/; }')],
    ['a slash at neither end', server('location /static { alias /srv/static; }')],
    ['an alias of a pattern', server('location ~ ^/static/(.*)/ { alias /srv/static; }')],
    ['one file for a folder of the root', server('location / { alias /srv/static; }')],
    ['an alias by a variable', server('location /static/ { alias $folder; }')],
    ['a path behind a prefix', server('location /api { proxy_pass http://api:80/v1; }')],
    ['a pattern without a path', server('location ~ ^/api { proxy_pass http://api:80; }')],
    [
      'a version of HTTP of the server',
      server(
        'proxy_http_version 1.1; location / { proxy_pass http://a; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; }',
      ),
    ],
    [
      'a version of nginx with HTTP 1.1',
      server(
        'location / { proxy_pass http://a; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; }',
        'nginx:1.29.8',
      ),
    ],
    [
      'a version that nobody knows',
      server(
        'location / { proxy_pass http://a; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; }',
        'nginx:stable',
      ),
    ],
    ['another header', server('location / { proxy_pass http://a; proxy_set_header Host $host; }')],
    [
      'the file of PHP',
      server(
        'location ~ \\.php$ { fastcgi_pass 127.0.0.1:9000; include fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; }',
      ),
    ],
    [
      'the file of PHP in an include',
      server('location ~ \\.php$ { fastcgi_pass 127.0.0.1:9000; include fastcgi.conf; }'),
    ],
    [
      'a host with a resolver',
      server('resolver kube-dns.kube-system.svc; location / { set $api "http://api"; proxy_pass $api; }'),
    ],
    [
      'a group of servers in a variable',
      site('upstream api { server api:80; }\nserver { location / { set $api api; proxy_pass http://$api; } }'),
    ],
    ['an address in a variable', server('location / { set $api "http://10.0.0.1"; proxy_pass $api; }')],
    ['TLS with a certificate', server('listen 443 ssl; ssl_certificate /tls/tls.crt;')],
    ['a server that refuses TLS', server('listen 443 ssl; ssl_reject_handshake on;')],
    ['a text with a mistake', server('location /static/ { alias /srv/static; ')],
    ['another image', server('location /static/ { alias /srv/static; }', 'acme/proxy:1')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(nginxDirectives, yaml)).toEqual([]);
  });
});
