import { describe, expect, test } from '@jest/globals';
import { basePathsAgree } from '../../../../lib/checker/rules/traffic/base-paths-agree';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('base-paths-agree', () => {
  const service = object('Service', 'api', 'selector: { app: api }, ports: [{ port: 80 }]');
  const ingress = (path: string, target?: string) => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web${target === undefined ? '' : `, annotations: { nginx.ingress.kubernetes.io/rewrite-target: "${target}" }`} }
spec: { rules: [{ host: a.example.com, http: { paths: [{ path: "${path}", pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }] } }] }
`;
  const grafana = (env: string, path = '/grafana', target?: string) =>
    judge(
      basePathsAgree,
      deployment(`{ name: api, image: "grafana/grafana:11.3.0", env: [${env}] }`) + service + ingress(path, target),
    );
  const root = '{ name: GF_SERVER_ROOT_URL, value: "https://a.example.com/grafana/" }';
  const on = `${root}, { name: GF_SERVER_SERVE_FROM_SUB_PATH, value: "true" }`;

  test('finds a path that a program at the root does not know', () => {
    expect(grafana('')).toEqual([basePathsAgree.example]);
    expect(grafana(root)).toHaveLength(1);
    expect(grafana(on)).toEqual([]);
    expect(grafana(root, '/grafana(/|$)(.*)', '/$2')).toEqual([]);
    expect(grafana('', '/')).toEqual([]);
  });

  test('finds a path that a route takes away from a program below it', () => {
    expect(grafana(on, '/grafana(/|$)(.*)', '/$2')).toHaveLength(1);
  });

  test('finds a location that passes the path on', () => {
    const nginx = (address: string) =>
      judge(
        basePathsAgree,
        configMap('web', `default.conf: "server { location /api/ { proxy_pass ${address}; } }"`) +
          deployment('{ name: rest, image: "postgrest/postgrest:v12" }') +
          service +
          object(
            'Pod',
            'web',
            'containers: [{ name: n, image: "nginx:1", volumeMounts: [{ name: c, mountPath: /etc/nginx/conf.d }] }], volumes: [{ name: c, configMap: { name: web } }]',
          ),
      );
    expect(nginx('http://api:3000')).toHaveLength(1);
    expect(nginx('http://api:3000/')).toEqual([]);
  });

  test.each([
    ['/grafana(/|$)(.*)', '/$1', '"/$2", the part of the path behind /grafana'],
    ['/grafana/(.*)', '/$2', '"/$1", the part of the path behind /grafana'],
    ['/grafana(/|$)(.*)', '/$2', undefined],
    ['/grafana/(.*)', '/$1', undefined],
    ['/(a|b)/grafana(/|$)(.*)', '/$1', undefined],
    ['/grafana(/|$)(.*)', '/app/$1', undefined],
    ['/grafana', '/$1', undefined],
  ])('the group of %s in %s', (path, target, expected) => {
    const found = grafana(root, path, target);
    expect(found.filter((text) => text.includes('the part of the path'))).toEqual(
      expected === undefined
        ? []
        : [
            `Ingress default/web: metadata.annotations[nginx.ingress.kubernetes.io/rewrite-target]: expected ${expected}, received "${target}" [base-paths-agree]`,
          ],
    );
  });

  test('says where a program answers', () => {
    expect(grafana(on, '/metrics')[0]).toContain(
      'expected a path below /grafana, where container api of Deployment default/api answers, received "/metrics"',
    );
    expect(grafana(on, '/grafana/api')).toEqual([]);
    expect(grafana(on, '/graf')).toHaveLength(1);
    expect(grafana(on, '/grafana(/|$)(.*)', '/$2')[0]).toContain('no rewrite of the path: container api of');
    expect(grafana(on, '/other(/|$)(.*)', '/$2')).toEqual([]);
    expect(grafana(on, '/grafana(/|$)(.*)', '/grafana/$2')).toEqual([]);
  });

  test('another annotation about paths may rewrite the path', () => {
    const snippet = ingress('/grafana').replace('name: web', 'name: web, annotations: { a/middlewares: strip, b: c }');
    const api = deployment('{ name: api, image: "grafana/grafana:11.3.0" }') + service;
    expect(judge(basePathsAgree, api + snippet)).toEqual([]);
    expect(judge(basePathsAgree, api + snippet.replace('a/middlewares', 'a/owner'))).toHaveLength(1);
    expect(judge(basePathsAgree, api + ingress('/gra*'))).toEqual([]);
  });

  test('says which location lacks a slash, once for a file', () => {
    const nginx = (text: string, pods = 1, image = 'nginx:1') =>
      judge(
        basePathsAgree,
        configMap('web', `default.conf: ${JSON.stringify(text)}`) +
          deployment('{ name: rest, image: "postgrest/postgrest:v12" }') +
          service +
          Array.from({ length: pods }, (_, index) =>
            object(
              'Pod',
              `web-${index}`,
              `containers: [{ name: n, image: "${image}", volumeMounts: [{ name: c, mountPath: /etc/nginx/conf.d }] }], volumes: [{ name: c, configMap: { name: web } }]`,
            ),
          ).join(''),
      );
    const location = 'location /api/ { proxy_pass http://api:3000; }';
    expect(nginx(location, 2)).toEqual([
      'ConfigMap default/web: data[default.conf]: expected a slash behind the address of proxy_pass, or a program below /api: container rest of Deployment default/api answers at /, received location /api/ without one [base-paths-agree]',
    ]);
    expect(nginx(location, 1, 'envoy:1')).toEqual([]);
    expect(nginx(location.replace('proxy_pass', 'rewrite ^/api/(.*) /$1 break; proxy_pass'))).toEqual([]);
    expect(nginx(`# ${location}`)).toEqual([]);
    expect(nginx(location.replace('api:3000', 'web:3000'))).toEqual([]);
  });

  const route = (image: string, path: string, env: Readonly<Record<string, string>>) =>
    judge(
      basePathsAgree,
      deployment(
        `{ name: api, image: "${image}", env: [${Object.entries(env).map(([name, value]) => `{ name: ${name}, value: "${value}" }`)}] }`,
      ) +
        service +
        ingress(path),
    );

  test.each([
    ['grafana/grafana:11', '/grafana', ['GF_SERVER_ROOT_URL', 'root_url'], 'GF_SERVER_SERVE_FROM_SUB_PATH'],
    ['grafana/grafana:11', '/grafana', ['root_url'], 'serve_from_sub_path'],
    ['kibana:8', '/kibana', ['server.basePath'], 'server.rewriteBasePath'],
    ['prom/prometheus:v3', '/prometheus', ['web.route-prefix', 'web.external-url'], undefined],
    ['prom/alertmanager:v1', '/alertmanager', ['web.route-prefix', 'web.external-url'], undefined],
    ['jaegertracing/all-in-one:1', '/jaeger', ['query.base-path', 'QUERY_BASE_PATH'], undefined],
    ['jaegertracing/jaeger-query:1', '/tracing', ['query.base-path'], undefined],
    ['quay.io/keycloak/keycloak:17.0', '/auth', ['http-relative-path', 'KC_HTTP_RELATIVE_PATH'], undefined],
    ['mher/flower:2', '/flower', ['url_prefix', 'FLOWER_URL_PREFIX'], undefined],
    ['sonarqube:10', '/sonar', ['sonar.web.context'], undefined],
    ['jenkins/jenkins:2', '/jenkins', ['prefix'], undefined],
  ])('%s answers at / and not at %s, unless %j says so', (image, path, settings, only) => {
    expect(route(image, path, {})[0]).toContain(`expected a rewrite of the path, or a program below ${path}`);
    expect(route(image, '/elsewhere', {})).toEqual([]);
    for (const name of settings) {
      const on = { [name]: path, ...(only && { [only]: 'true' }) };
      expect(route(image, path, on)).toEqual([]);
      expect(route(image, '/elsewhere', on)[0]).toContain(`expected a path below ${path}`);
      if (only) expect(route(image, path, { [name]: path, [only]: 'false' })).toHaveLength(1);
    }
  });

  test('an older Keycloak answers below /auth', () => {
    expect(route('quay.io/keycloak/keycloak:16.1', '/auth', {})).toEqual([]);
  });
});
