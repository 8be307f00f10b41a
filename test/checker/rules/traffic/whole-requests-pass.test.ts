import { describe, expect, test } from '@jest/globals';
import { wholeRequestsPass } from '../../../../lib/checker/rules/traffic/whole-requests-pass';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, service } from '../references/objects';

describe('whole-requests-pass', () => {
  const path = (text: string, type: string) =>
    `{ path: ${text}, pathType: ${type}, backend: { service: { name: api } } }`;
  const ingress = (paths: string, annotations = '') =>
    `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: api, namespace: shop, annotations: { ${annotations} } }, spec: { rules: [{ host: shop.example.com, http: { paths: [${paths}] } }] } }\n`;

  test('the root of an API alone is not all that clients call', () => {
    expect(judge(wholeRequestsPass, ingress(path('/api', 'Exact')))).toEqual([wholeRequestsPass.example]);
    expect(judge(wholeRequestsPass, ingress(path('/api', 'Prefix')))).toEqual([]);
    expect(judge(wholeRequestsPass, ingress(path('/hooks/github', 'Exact')))).toEqual([]);
    expect(judge(wholeRequestsPass, ingress(`${path('/', 'Exact')}, ${path('/app', 'Prefix')}`))).toEqual([]);
  });

  test('a program whose probe stands below a path answers there', () => {
    const streaming = (probe: string) =>
      service('shop/api', 'selector: { app: api }') +
      deployment(
        'shop/api',
        `containers: [{ name: api, readinessProbe: { httpGet: { path: ${probe}, port: 4000 } } }]`,
      );
    const routes = `${path('/streaming', 'Exact')}, { path: /, pathType: Prefix, backend: { service: { name: web } } }`;
    expect(judge(wholeRequestsPass, streaming('/streaming/health') + ingress(routes))).toEqual([
      expect.stringContaining('expected Prefix, since the program answers below /streaming (/streaming/health)'),
    ]);
    expect(judge(wholeRequestsPass, streaming('/health') + ingress(routes))).toEqual([]);
    expect(judge(wholeRequestsPass, streaming('/streaming/health') + ingress(path('/streaming', 'Prefix')))).toEqual(
      [],
    );
  });

  test('a layer of an image is larger than the default', () => {
    const registry =
      service('shop/api', 'selector: { app: api }') +
      deployment('shop/api', 'containers: [{ name: registry, image: "docker.io/library/registry:2.8.3" }]');
    const nginx = (annotation: string) =>
      judge(
        wholeRequestsPass,
        registry + ingress(path('/', 'Prefix'), `nginx.ingress.kubernetes.io/ssl-redirect: "true" ${annotation}`),
      );
    expect(nginx('')).toHaveLength(1);
    expect(nginx(', nginx.ingress.kubernetes.io/proxy-body-size: "0"')).toEqual([]);
    expect(judge(wholeRequestsPass, registry + ingress(path('/', 'Prefix')))).toEqual([]);
  });

  test('a body that the program takes passes the controller', () => {
    const program =
      object('ConfigMap', 'shop/php', 'data: { uploads.ini: "upload_max_filesize = 32M" }') +
      service('shop/api', 'selector: { app: api }') +
      deployment(
        'shop/api',
        'containers: [{ name: php, volumeMounts: [{ name: c, mountPath: /etc/php }] }], volumes: [{ name: c, configMap: { name: php } }]',
      );
    const limited = (size: string) =>
      judge(
        wholeRequestsPass,
        program + ingress(path('/', 'Prefix'), `nginx.ingress.kubernetes.io/proxy-body-size: ${size}`),
      );
    expect(limited('2m')).toEqual([
      expect.stringContaining('expected at least 32M, as the program takes (uploads.ini)'),
    ]);
    expect(limited('64m')).toEqual([]);
    expect(limited('"0"')).toEqual([]);
  });

  test('a program behind an exact path answers below the path', () => {
    expect(judge(wholeRequestsPass, ingress(path('/oauth2', 'Exact')))).toHaveLength(1);
    expect(judge(wholeRequestsPass, ingress(path('/webhook', 'Exact')))).toEqual([]);
  });
});
