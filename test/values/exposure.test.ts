import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import { type Cluster, type Exposure, type Gateway, Route } from '../../lib';
import { checkEntrances } from '../../lib/values/entrance';
import { checkExposure } from '../../lib/values/exposure';

const gateway: Gateway = {
  className: 'envoy',
  name: 'public',
  namespace: 'edge',
  listeners: { http: 'web' },
  dataPlane: { namespace: 'edge' },
};
const NGINX: Cluster = { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } };
const OTHER: Cluster = {
  kubernetes: '1.34',
  ingress: { className: 'haproxy', namespace: 'haproxy', controller: 'other' },
};
const minimal: Exposure = { host: 'shop.example.com', routes: [Route.keep('/')] };

const refused = (exposure: Partial<Exposure>, cluster = NGINX) =>
  checkExposure('exposure', { ...minimal, ...exposure }, cluster);
const refusedRoutes = (...routes: Route[]) => refused({ routes });

describe('an exposure is refused with', () => {
  test.each(['Shop.example.com', 'shop_example.com', 'https://shop.example.com', '*.example.com', '', 'shop..com'])(
    'the host %j',
    (host) => {
      expect(refused({ host })).toEqual([
        `exposure.host: expected a host name in lower case, such as "shop.example.com", received "${host}"`,
      ]);
    },
  );

  test('no host, or one host twice', () => {
    expect(refused({ host: [] })).toEqual(['exposure.host: expected at least one host, received none']);
    expect(refused({ host: ['a.example.com', 'a.example.com'] })).toEqual([
      'exposure.host: expected each host once, received "a.example.com"',
    ]);
  });

  test('no route', () => {
    expect(refusedRoutes()).toEqual(['exposure.routes: expected at least one route, received none']);
  });

  test.each(['api', '', '/a b', '/a$', '/(a)', '/*'])('the path %j', (path) => {
    expect(refusedRoutes(Route.keep('/'), Route.keep(path))).toEqual([
      `exposure.routes[1].path: expected an absolute path of letters, digits, "/", "_", "." and "-", received "${path}"`,
    ]);
  });

  test.each(['/a//b', '/a/../b', '/a/.', '/..'])('the path %j, which no API server takes', (path) => {
    expect(refusedRoutes(Route.keep(path))).toEqual([
      `exposure.routes[0].path: expected a path without "//", "/." and "/..", received "${path}"`,
    ]);
  });

  test.each([
    ['what the path does not begin with', Route.strip('/v1', '/api/health'), '/api/health', '/v1'],
    ['half of a name', Route.strip('/api', '/apis/health'), '/apis/health', '/api'],
  ])('a prefix that is %s', (_, route, path, prefix) => {
    expect(refusedRoutes(route)).toEqual([
      `exposure.routes[0].prefix: expected a prefix of the path ${path}, such as "/api", received "${prefix}"`,
    ]);
  });

  test.each(['/', '/api/'])('a tree to strip that ends in a slash: %j', (prefix) => {
    expect(refusedRoutes(Route.stripTree(prefix))).toEqual([
      `exposure.routes[0].path: expected a path without "/" at its end, such as "/api/board", received "${prefix}"`,
    ]);
  });

  test.each([
    ['kept twice', Route.keep('/a'), Route.keep('/a')],
    ['kept and rewritten', Route.keep('/a'), Route.stripTree('/a')],
  ])('a path that is %s', (_, ...routes) => {
    expect(refusedRoutes(...routes)).toEqual(['exposure.routes: expected each path once, received "/a"']);
  });

  test('a certificate whose name no Secret can have', () => {
    expect(refused({ tls: { secretName: 'My Certificate' } })[0]).toMatch(/^exposure\.tls\.secretName: expected/);
  });

  test('an upload of nothing, and half a second of patience', () => {
    const upload = Route.keep('/a').with({ upload: Size.kibibytes(0) });
    expect(refusedRoutes(upload, Route.keep('/b').with({ timeout: Duration.millis(500) }))).toEqual([
      'exposure.routes[0].upload: expected a finite size above zero, received 0Ki',
      'exposure.routes[1].timeout: expected whole seconds, at least 1, received 0.5 s',
    ]);
  });

  test('a cluster that nothing leads into', () => {
    expect(refused({}, { kubernetes: '1.34' })).toEqual([
      'exposure: expected a cluster with an ingress or a gateway, received neither',
    ]);
  });
});

describe('an Ingress controller other than ingress-nginx', () => {
  test.each([
    ['a stripped prefix', Route.strip('/api', '/api/health')],
    ['an upload', Route.keep('/api').with({ upload: Size.mebibytes(5) })],
    ['a timeout', Route.keep('/api').with({ timeout: Duration.minutes(5) })],
  ])('cannot be told of %s', (feature, route) => {
    expect(refused({ routes: [route] }, OTHER)).toEqual([
      `exposure.routes[0]: expected a route that keeps its path, without upload and timeout, since an Ingress has no field for more, received ${feature}; move to cluster.gateway for it`,
    ]);
  });

  test('serves plain routes and streams', () => {
    expect(refused({ routes: [Route.keep('/'), Route.keep('/live').with({ stream: true })] }, OTHER)).toEqual([]);
  });
});

describe('a Gateway', () => {
  const upload = (limit?: Gateway['upload']) =>
    refused(
      { routes: [Route.keep('/files').with({ upload: Size.mebibytes(50) })] },
      {
        kubernetes: '1.34',
        gateway: { ...gateway, ...(limit && { upload: limit }) },
      },
    );

  test('is given no upload that it may not let through', () => {
    expect(upload()).toEqual([
      'exposure.routes[0].upload: expected cluster.gateway.upload, the largest body that the proxy lets through: Gateway API has no field for it, received 50Mi',
    ]);
    expect(upload(Size.mebibytes(10))).toEqual([
      'exposure.routes[0].upload: expected at most cluster.gateway.upload, 10Mi, received 50Mi',
    ]);
    expect([...upload(Size.mebibytes(50)), ...upload('unlimited')]).toEqual([]);
  });

  test('of Cilium is refused: no NetworkPolicy can select its proxy', () => {
    expect(checkEntrances('cluster', { gateway: { ...gateway, className: 'cilium' } })).toEqual([
      'cluster.gateway.className: expected another Gateway than that of Cilium, whose proxy has the identity reserved:ingress: no NetworkPolicy can select it, received "cilium"',
    ]);
  });

  test('has names that Kubernetes takes', () => {
    const wrong = {
      className: 'Envoy',
      name: 'Public',
      namespace: 'the edge',
      listeners: { http: '', https: 'a b' },
      dataPlane: { namespace: '' },
    };
    expect(checkEntrances('cluster', { gateway: wrong }).map((line) => line.split(':')[0])).toEqual([
      'cluster.gateway.className',
      'cluster.gateway.name',
      'cluster.gateway.namespace',
      'cluster.gateway.listeners.http',
      'cluster.gateway.listeners.https',
      'cluster.gateway.dataPlane.namespace',
    ]);
  });
});
