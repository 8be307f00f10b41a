import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { regexPaths } from '../../../lib/checker/rules/traffic/regex-paths';
import { uniqueRoutes } from '../../../lib/checker/rules/traffic/unique-routes';
import { judge, parse } from './judge';

/** An Ingress with one route, in YAML's short form. */
function ingress(id: string, route: string, annotations = '', spec = 'ingressClassName: nginx'): string {
  const [namespace, name] = id.split('/');
  const [host, path, pathType = 'Prefix'] = route.split(' ');
  const rule = `{ host: ${host}, http: { paths: [{ path: '${path}', pathType: ${pathType} }] } }`;
  const metadata = `{ name: ${name}, namespace: ${namespace}, annotations: { ${annotations} } }`;
  return `---\n{ kind: Ingress, metadata: ${metadata}, spec: { ${spec}, rules: [${rule}] } }\n`;
}

const nginx = (name: string, value: string) => `nginx.ingress.kubernetes.io/${name}: "${value}"`;

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
});

describe('regex-paths', () => {
  const rewriting = ingress(
    'api/api',
    'shop.example.com /api(/|$)(.*) ImplementationSpecific',
    nginx('rewrite-target', '/$2'),
  );

  test('beside a rewrite a plain path is one that takes more than it says', () => {
    expect(judge(regexPaths, rewriting + ingress('web/docs', 'shop.example.com /docs'))).toEqual([regexPaths.example]);
    expect(judge(regexPaths, ingress('web/docs', 'shop.example.com /docs') + rewriting)).toEqual([regexPaths.example]);
  });

  test('an exact path is none any more', () => {
    expect(judge(regexPaths, rewriting + ingress('web/docs', 'shop.example.com /docs Exact'))).toEqual([
      expect.stringContaining('such as /docs$: Ingress api/api has rewrite-target on this host, received "Exact"'),
    ]);
  });

  test.each([
    ['on another host', ingress('web/docs', 'www.example.com /docs')],
    ['of another controller', ingress('web/docs', 'shop.example.com /docs', '', 'ingressClassName: internal')],
    ['that takes everything', ingress('web/web', 'shop.example.com /')],
    ['written as an expression', ingress('web/docs', 'shop.example.com /docs(/|$) ImplementationSpecific')],
  ])('a path %s is right', (_, other) => {
    expect(judge(regexPaths, rewriting + other)).toEqual([]);
  });

  test('the path of the Ingress that rewrites is an expression itself', () => {
    const own = (path: string) => ingress('api/api', `shop.example.com ${path}`, nginx('use-regex', 'true'));
    expect(judge(regexPaths, own('/api'))).toEqual([
      expect.stringContaining(
        'expected ImplementationSpecific, and a path that says where it ends, such as /api(/|$): this Ingress has use-regex on this host',
      ),
    ]);
    expect(judge(regexPaths, own('/api(/|$)(.*)'))).toEqual([
      expect.stringContaining('expected ImplementationSpecific: this Ingress has use-regex on this host'),
    ]);
  });

  test('without a rewrite, or with use-regex "false", paths are plain', () => {
    const plain = ingress('api/api', 'shop.example.com /api', nginx('use-regex', 'false'));
    expect(judge(regexPaths, plain + ingress('web/docs', 'shop.example.com /docs'))).toEqual([]);
  });
});

function fail(): never {
  throw new Error('no Ingress');
}
