import { describe, expect, test } from '@jest/globals';
import { allowedHosts } from '../../../../lib/checker/rules/traffic/allowed-hosts';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('allowed-hosts', () => {
  const app = (hosts: string, headers = '') =>
    deployment(
      `{ name: api, env: [{ name: ALLOWED_HOSTS, value: "${hosts}" }], readinessProbe: { httpGet: { port: 80 ${headers} } } }`,
    );
  const header = (host: string) => `, httpHeaders: [{ name: Host, value: ${host} }]`;
  const ingress = `${object('Service', 'api', 'selector: { app: api }, ports: [{ port: 80 }]')}
${object('Ingress', 'api', 'rules: [{ host: shop.example.com, http: { paths: [{ path: /, backend: { service: { name: api } } }] } }]')}`;

  test('finds a probe that names none of the hosts', () => {
    expect(judge(allowedHosts, app('shop.example.com'))).toEqual([allowedHosts.example]);
    expect(judge(allowedHosts, app('shop.example.com', header('shop.example.org')))).toHaveLength(1);
    expect(judge(allowedHosts, app('shop.example.com,localhost', header('localhost')))).toEqual([]);
  });

  test('finds a probe that a proxy of the same pod passes on', () => {
    const proxied = (host: string | undefined, location: string) =>
      deployment(
        `{ name: api, env: [{ name: ALLOWED_HOSTS, value: shop.example.com }] }, { name: proxy, image: "nginx:1.27", volumeMounts: [{ name: c, mountPath: /etc/nginx/conf.d }], readinessProbe: { httpGet: { path: /ready, port: 80 ${host === undefined ? '' : header(host)} } } }`,
      ).replace('containers:', 'volumes: [{ name: c, configMap: { name: c } }], containers:') +
      configMap('c', `web.conf: "location ${location} { proxy_set_header Host $http_host; proxy_pass http://app; }"`);
    expect(judge(allowedHosts, proxied('localhost', '/'))).toHaveLength(1);
    expect(judge(allowedHosts, proxied('shop.example.com', '/'))).toEqual([]);
    expect(judge(allowedHosts, proxied('localhost', '/ready'))).toEqual([]);
    expect(judge(allowedHosts, proxied(undefined, '/'))).toEqual([
      'Deployment default/api: spec.template.spec.containers[proxy].readinessProbe.httpGet.httpHeaders: expected the header Host with one of ALLOWED_HOSTS of container api, to which proxy passes the host on, received nothing [allowed-hosts]',
    ]);
    expect(judge(allowedHosts, proxied(undefined, '/ready'))).toEqual([]);
    expect(judge(allowedHosts, proxied(undefined, '/').replace('$http_host', 'shop.example.com'))).toEqual([]);
  });

  test('all hosts, a domain, and the address of the pod are served', () => {
    expect(judge(allowedHosts, app('*'))).toEqual([]);
    expect(judge(allowedHosts, app('shop.example.com,$(POD_IP)'))).toEqual([]);
    expect(judge(allowedHosts, app('.example.com', header('shop.example.com')))).toEqual([]);
  });

  test('finds the host of a route that the program does not serve', () => {
    expect(judge(allowedHosts, app('shop.example.org', header('shop.example.org')) + ingress)).toHaveLength(1);
    expect(judge(allowedHosts, app('shop.example.com', header('shop.example.com')) + ingress)).toEqual([]);
  });

  test.each(['DJANGO_ALLOWED_HOSTS', 'ALLOWED_HOSTS', 'NEXTCLOUD_TRUSTED_DOMAINS'])('reads the hosts of %s', (name) => {
    expect(judge(allowedHosts, app('shop.example.com').replace('ALLOWED_HOSTS', name))[0]).toContain(
      `expected the header Host with one of ${name}`,
    );
  });

  test.each([
    ['.example.com', 'example.com', true],
    ['.example.com', 'shop.example.org', false],
    ['example.com', 'shop.example.com', false],
    ['shop.example.com', 'SHOP.example.com:8080', true],
  ])('a list with %s serves %s: %s', (hosts, host, isServed) => {
    expect(judge(allowedHosts, app(hosts, header(`"${host}"`)))).toHaveLength(isServed ? 0 : 1);
  });

  test('says which host of a route is missing, once', () => {
    const routes = ingress.replace(
      /rules: \[(.*)\]/,
      (_, rule) =>
        `rules: [{ host: "*.example.net", http: { paths: [{ path: /, backend: { service: { name: api } } }] } }, { http: { paths: [] } }, ${rule}, ${rule.replace('shop', 'www')}]`,
    );
    const found = judge(allowedHosts, app('a.example.org,b.example.org', header('a.example.org')) + routes);
    expect(found).toEqual([
      'Deployment default/api: spec.template.spec.containers[api].env[ALLOWED_HOSTS].value: expected "shop.example.com" in ALLOWED_HOSTS, the host of Ingress default/api, received "a.example.org,b.example.org" [allowed-hosts]',
    ]);
  });

  test('shows no hosts of a Secret', () => {
    const secret =
      '---\n{ apiVersion: v1, kind: Secret, metadata: { name: s }, stringData: { ALLOWED_HOSTS: a.example.org } }\n';
    const taken = app('a').replace(/env: \[[^\]]*\]/, 'envFrom: [{ secretRef: { name: s } }]');
    expect(judge(allowedHosts, secret + taken)).toEqual([]);
  });
});
