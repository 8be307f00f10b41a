import { describe, expect, test } from '@jest/globals';
import { routeParentExists } from '../../../../lib/checker/rules/references/route-parent-exists';
import { judge } from '../judge';
import { object } from '../object';

const VERSION = 'gateway.networking.k8s.io/v1';
const route = (parent: string, id = 'shop/web') =>
  object('HTTPRoute', id, `spec: { parentRefs: [{ ${parent} }] }`, VERSION);
const edge = object('Namespace', 'edge', '');
const gateway = (listeners: string) => object('Gateway', 'edge/public', `spec: { listeners: [${listeners}] }`, VERSION);
const all = 'allowedRoutes: { namespaces: { from: All } }';
const open = gateway(`{ name: web, ${all} }, { name: websecure, ${all} }`);
const PUBLIC = 'name: public, namespace: edge';

describe('route-parent-exists', () => {
  test('a mistyped listener is one that the Gateway does not have', () => {
    expect(judge(routeParentExists, route(`${PUBLIC}, sectionName: htpp`) + edge + open)).toEqual([
      routeParentExists.example,
    ]);
    expect(judge(routeParentExists, route(`${PUBLIC}, sectionName: web`) + edge + open)).toEqual([]);
  });

  test('a mistyped Gateway is none', () => {
    expect(judge(routeParentExists, route('name: publik, namespace: edge') + edge + open)).toEqual([
      'HTTPRoute shop/web: spec.parentRefs[0].name: expected a Gateway in namespace edge, received "publik"; did you mean "public"? [route-parent-exists]',
    ]);
  });

  test('a Gateway of others is known by what is declared, and where nothing is, not judged', () => {
    const gateways = [{ namespace: 'edge', name: 'public', listeners: ['web'] }];
    expect(judge(routeParentExists, route(`${PUBLIC}, sectionName: web`), { gateways })).toEqual([]);
    expect(judge(routeParentExists, route(`${PUBLIC}, sectionName: wep`), { gateways })).toHaveLength(1);
    expect(judge(routeParentExists, route(PUBLIC), { gateways: [] })).toHaveLength(1);
    expect(judge(routeParentExists, route(PUBLIC))).toEqual([]);
  });

  test('a listener takes routes of its own namespace unless told otherwise', () => {
    const closed = gateway('{ name: web }');
    expect(judge(routeParentExists, route(PUBLIC) + edge + closed)).toEqual([
      'HTTPRoute shop/web: spec.parentRefs[0]: expected a listener of Gateway edge/public whose allowedRoutes take namespace shop, received allowedRoutes of other namespaces [route-parent-exists]',
    ]);
    expect(judge(routeParentExists, route(PUBLIC, 'edge/web') + edge + closed)).toEqual([]);
    expect(judge(routeParentExists, route(PUBLIC) + edge + open)).toEqual([]);
  });

  test('a listener selects namespaces by their labels', () => {
    const selecting = (labels: string) =>
      gateway(
        `{ name: web, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { ${labels} } } } } }`,
      );
    const wrong = selecting('kubernetes.io/metadata.name: shops');
    expect(judge(routeParentExists, route(PUBLIC) + edge + wrong)).toHaveLength(1);
    expect(judge(routeParentExists, route(PUBLIC) + edge + selecting('kubernetes.io/metadata.name: shop'))).toEqual([]);
    // The labels of a namespace of other manifests are unknown.
    expect(judge(routeParentExists, route(PUBLIC) + edge + selecting('team: shop'))).toEqual([]);
    const shop = object('Namespace', 'shop', '');
    expect(judge(routeParentExists, route(PUBLIC) + edge + shop + selecting('team: shop'))).toHaveLength(1);
  });

  test('a host of a route is one of its listeners', () => {
    const serving = (host: string) =>
      gateway(`{ name: web, hostname: "${host}", ${all} }, { name: api, hostname: a.org, ${all} }`);
    const hosted = (host: string) =>
      object('HTTPRoute', 'shop/web', `spec: { parentRefs: [{ ${PUBLIC} }], hostnames: ["${host}"] }`, VERSION);
    expect(judge(routeParentExists, hosted('shop.example.net') + edge + serving('*.example.org'))).toEqual([
      'HTTPRoute shop/web: spec.hostnames[0]: expected a host of a listener of Gateway edge/public (*.example.org, a.org), received "shop.example.net" [route-parent-exists]',
    ]);
    const grpc = hosted('shop.example.net').replace('HTTPRoute', 'GRPCRoute');
    expect(judge(routeParentExists, grpc + edge + serving('*.example.org'))).toHaveLength(1);
    expect(judge(routeParentExists, hosted('example.org') + edge + serving('*.example.org'))).toHaveLength(1);
    for (const host of ['eu.shop.example.org', '*.example.org', '*.shop.example.org', '*.org', 'a.org']) {
      expect(judge(routeParentExists, hosted(host) + edge + serving('*.example.org'))).toEqual([]);
    }
    expect(judge(routeParentExists, hosted('shop.example.net') + edge + open)).toEqual([]);
  });

  test('a ListenerSet is a parent, and has one', () => {
    const set = (parent: string) =>
      object('ListenerSet', 'shop/web', `spec: { parentRef: { ${parent} }, listeners: [{ name: shop }] }`, VERSION);
    const toSet = (listener: string) => route(`kind: ListenerSet, name: web, sectionName: ${listener}`);
    expect(judge(routeParentExists, toSet('shop') + set(PUBLIC) + edge + open)).toEqual([]);
    expect(judge(routeParentExists, toSet('shop') + object('Namespace', 'shop', ''))).toHaveLength(1);
    expect(judge(routeParentExists, toSet('till') + set('name: gone, namespace: edge') + edge + open)).toEqual([
      expect.stringMatching(/^HTTPRoute shop\/web: spec\.parentRefs\[0\]\.sectionName: .* \(shop\)/),
      expect.stringMatching(/^ListenerSet shop\/web: spec\.parentRef\.name: /),
    ]);
  });

  test('a parent that is neither a Gateway nor a ListenerSet, such as a Service of a mesh, is not judged', () => {
    expect(judge(routeParentExists, route('kind: Service, name: gone'), { gateways: [] })).toEqual([]);
  });

  test('a listener takes the routes of its protocol, and of the kinds that it names', () => {
    const taken = (kind: string, listener: string) =>
      judge(
        routeParentExists,
        object(kind, 'edge/web', 'spec: { parentRefs: [{ name: public }] }', VERSION) +
          gateway(`{ name: a, ${listener} }`),
      );
    expect(taken('HTTPRoute', 'protocol: TCP')).toEqual([
      expect.stringContaining(
        'expected a listener of Gateway edge/public that takes HTTPRoutes, received listeners for TCPRoute alone',
      ),
    ]);
    expect(taken('HTTPRoute', 'protocol: TLS')).toHaveLength(1);
    expect(taken('UDPRoute', 'protocol: TCP')).toHaveLength(1);
    expect(taken('GRPCRoute', 'protocol: HTTPS')).toEqual([]);
    expect(taken('TCPRoute', 'protocol: TLS')).toEqual([]);
    expect(taken('HTTPRoute', 'protocol: example.com/own')).toEqual([]);
    expect(taken('HTTPRoute', 'protocol: HTTP, allowedRoutes: { kinds: [{ kind: GRPCRoute }] }')).toHaveLength(1);
    expect(taken('HTTPRoute', 'protocol: HTTP, allowedRoutes: { kinds: [{ kind: HTTPRoute }] }')).toEqual([]);
  });
});
