import { describe, expect, test } from '@jest/globals';
import { resolversDefined } from '../../../../lib/checker/rules/connections/resolvers-defined';
import { judge } from '../judge';
import { configMap, deployment } from '../workloads';

describe('resolvers-defined', () => {
  const nginx = (conf: string, more = '', image = 'nginx:1.27') =>
    judge(
      resolversDefined,
      configMap('edge', `"default.conf": ${JSON.stringify(conf)}`) +
        deployment(
          `{ name: edge, image: "${image}", volumeMounts: [{ name: c, mountPath: /etc/nginx/conf.d }] ${more} }], volumes: [{ name: c, configMap: { name: edge } }`,
        ),
    );
  const location = (lines: string) => `server {\n  location / {\n    ${lines}\n  }\n}\n`;
  const SET = 'set $backend http://api.shop.svc.cluster.local;';

  test('finds a host in a variable without a resolver', () => {
    expect(nginx(location(`${SET}\n    proxy_pass $backend;`))).toEqual([resolversDefined.example]);
    expect(nginx(location('set $host_ api:8080; proxy_pass http://$host_/a;'))).toHaveLength(1);
    expect(nginx(location(`# resolver 10.0.0.10;\n    ${SET} proxy_pass $backend;`))).toHaveLength(1);
  });

  test.each([
    ['a resolver', location(`resolver 10.0.0.10; ${SET} proxy_pass $backend;`)],
    ['a host without a variable', location('proxy_pass http://api.shop.svc;')],
    ['an address', location('set $backend http://10.0.0.5; proxy_pass $backend;')],
    ['an upstream', `upstream api { server a; }\n${location('set $backend http://api; proxy_pass $backend;')}`],
    ['a variable of another line', location(`${SET} proxy_pass $other;`)],
    ['another file of the image', `include /opt/resolver.conf;\n${location(`${SET} proxy_pass $backend;`)}`],
  ])('accepts %s', (_, conf) => {
    expect(nginx(conf)).toEqual([]);
  });

  test('the entrypoint of the image may add the resolver', () => {
    const conf = location(`${SET} proxy_pass $backend;`);
    expect(nginx(conf, ', env: [{ name: NGINX_ENTRYPOINT_LOCAL_RESOLVERS, value: "1" }]')).toEqual([]);
    expect(nginx(conf, '', 'acme/web:1')).toEqual([]);
  });
});
