import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../../lib/checker/bundle/bundle';
import { uniqueRoutes } from '../../../../lib/checker/rules/traffic/unique-routes';
import { judge, parse } from '../judge';
import { ingress, nginx } from './ingress';

function fail(): never {
  throw new Error('no Ingress');
}

describe('unique-routes', () => {
  const api = ingress('api/api', 'shop.example.com /api');

  test('a path that an Ingress of another namespace has is one of two, and only one is served', () => {
    expect(judge(uniqueRoutes, api + ingress('web/web', 'shop.example.com /api'))).toEqual([uniqueRoutes.example]);
  });

  test.each([
    ['another path', ingress('web/web', 'shop.example.com /')],
    ['another host', ingress('web/web', 'www.example.com /api')],
    ['an exact path beside one that begins alike', ingress('web/web', 'shop.example.com /api Exact')],
    ['another controller', ingress('web/web', 'shop.example.com /api', '', 'ingressClassName: internal')],
    ['a canary, which is meant to share it', ingress('web/web', 'shop.example.com /api', nginx('canary', 'true'))],
  ])('%s is another route', (_, other) => {
    expect(judge(uniqueRoutes, api + other)).toEqual([]);
    expect(judge(uniqueRoutes, other + api)).toEqual([]);
  });

  test.each([
    ['a slash at its end', ingress('web/web', 'shop.example.com /api/')],
    ['a pathType of the controller', ingress('web/web', 'shop.example.com /api ImplementationSpecific')],
    [
      'the class as an annotation',
      ingress('web/web', 'shop.example.com /api', 'kubernetes.io/ingress.class: nginx', ''),
    ],
  ])('with %s it is the same route', (_, other) => {
    expect(judge(uniqueRoutes, api + other.replace('spec: { ,', 'spec: {'))).toHaveLength(1);
  });

  test('a path that stands twice in one Ingress is named, too', () => {
    const twice = api.replace(/paths: \[(.*?)\]/, 'paths: [$1, $1]');
    expect(judge(uniqueRoutes, twice)).toEqual([
      'Ingress api/api: spec.rules[shop.example.com].http.paths[/api]: expected a path that no other route of class nginx has on this host, received one that stands here twice [unique-routes]',
    ]);
  });

  test('routes without a host are all on the same one', () => {
    const anywhere = (id: string) => ingress(id, 'x /').replace('host: x, ', '');
    expect(judge(uniqueRoutes, anywhere('a/a') + anywhere('b/b'))).toEqual([
      expect.stringMatching(/^Ingress b\/b: spec\.rules\[0\]\.http\.paths\[\/\]: /),
    ]);
  });

  test('each route is looked at once, however many there are', () => {
    let looked = 0;
    const manifests = Array.from({ length: 500 }, (_, i) => {
      const [manifest] = parse(ingress(`a/a${i}`, `shop.example.com /${i}`));
      return new Proxy(manifest ?? fail(), {
        get: (target, field, receiver) => {
          if (field === 'spec') looked++;
          return Reflect.get(target, field, receiver);
        },
      });
    });
    expect(uniqueRoutes.check(new Bundle(manifests))).toEqual([]);
    expect(looked).toBeLessThan(10 * manifests.length);
  });

  const httpRoute = (id: string, match: string, parent = 'name: public, namespace: edge') => {
    const [namespace, name] = id.split('/');
    const spec = `{ parentRefs: [{ ${parent} }], hostnames: [shop.example.com], rules: [{ matches: [{ ${match} }] }] }`;
    return `---\n{ kind: HTTPRoute, metadata: { name: ${name}, namespace: ${namespace} }, spec: ${spec} }\n`;
  };
  const prefix = 'path: { type: PathPrefix, value: /api }';

  test('a path that an HTTPRoute of another namespace has is one of two', () => {
    expect(judge(uniqueRoutes, httpRoute('api/api', prefix) + httpRoute('web/web', prefix))).toEqual([
      'HTTPRoute web/web: spec.rules[0].matches[0]: expected a path that no other HTTPRoute of Gateway edge/public has on this host, received the path of HTTPRoute api/api [unique-routes]',
    ]);
  });

  test.each([
    ['an exact path', httpRoute('web/web', 'path: { type: Exact, value: /api }')],
    ['another method', httpRoute('web/web', `${prefix}, method: POST`)],
    ['another Gateway', httpRoute('web/web', prefix, 'name: internal, namespace: edge')],
    ['another listener', httpRoute('web/web', prefix, 'name: public, namespace: edge, sectionName: web')],
    ['another port', httpRoute('web/web', prefix, 'name: public, namespace: edge, port: 8080')],
    ['a second document of the same HTTPRoute', httpRoute('api/api', prefix)],
    ['an Ingress, for the days of a move', ingress('web/web', 'shop.example.com /api')],
  ])('of HTTPRoutes, %s is another route', (_, other) => {
    expect(judge(uniqueRoutes, httpRoute('api/api', prefix) + other)).toEqual([]);
  });

  test.each([
    ['All', 1],
    ['Same', 0],
    ['Selector, selector: { matchLabels: { public: "yes" } }', 0],
  ])('HTTPRoutes compete at a Gateway that takes them for certain: from %s', (from, number) => {
    const listener = `{ name: web, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: ${from} } } }`;
    const gateway = `---\n{ kind: Gateway, metadata: { name: public, namespace: edge }, spec: { listeners: [${listener}] } }\n`;
    const routes = httpRoute('api/api', prefix) + httpRoute('web/web', prefix);
    expect(judge(uniqueRoutes, gateway + routes)).toHaveLength(number);
  });
});
