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
});
