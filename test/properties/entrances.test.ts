import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cluster, Route } from '../../lib';
import {
  listAt,
  type Manifest,
  namespaceOf,
  numberAt,
  stringAt,
  stringsAt,
  valueAt,
} from '../../lib/checker/manifest/manifest';
import { HttpExposure } from '../../lib/constructs/http/http-exposure';
import { CLUSTER, Program } from '../constructs/synthesize';

const HOST = 'shop.example.com';

const BOTH: Cluster = {
  ...CLUSTER,
  gateway: {
    className: 'envoy',
    name: 'public',
    namespace: 'edge',
    listeners: { http: 'web' },
    dataPlane: { namespace: 'edge' },
  },
};

/** The Service that answers, and the path that it is asked for; undefined for 404. */
type Answer = { readonly service: string; readonly path: string } | undefined;

interface Location {
  path: string;
  readonly exact: boolean;
  readonly service: string;
  readonly target: string | undefined;
}

const serviceOf = (object: Manifest, backend: unknown): string => {
  return `${namespaceOf(object)}/${stringAt(backend, 'name')}:${numberAt(backend, 'port') ?? numberAt(backend, 'port', 'number')}`;
};

/**
 * An answer as ingress-nginx 1.13 makes it (internal/ingress/controller/location.go, template.go): a prefix becomes two
 * locations, and with one rewrite on the host all locations are regular expressions, the longest text first.
 */
function ingressNginx(ingresses: readonly Manifest[], request: string): Answer {
  const locations = ingresses.flatMap((ingress) => {
    const target = stringsAt(ingress, 'metadata', 'annotations')['nginx.ingress.kubernetes.io/rewrite-target'];
    return listAt(ingress, 'spec', 'rules').flatMap((rule) =>
      listAt(rule, 'http', 'paths').flatMap((route): Location[] => {
        const path = stringAt(route, 'path') ?? '/';
        const service = serviceOf(ingress, valueAt(route, 'backend', 'service'));
        const location = { path, exact: false, service, target };
        if (path === '/' || target !== undefined || stringAt(route, 'pathType') !== 'Prefix') return [location];
        const folder = path.endsWith('/') ? path : `${path}/`;
        return [
          { ...location, path: folder },
          { ...location, exact: true },
        ];
      }),
    );
  });
  locations.sort((a, b) => b.path.length - a.path.length);
  const found = locations.some(({ target }) => target !== undefined)
    ? locations.find(({ path }) => new RegExp(`^${path}`).test(request))
    : (locations.find(({ path, exact }) => exact && path === request) ??
      locations.find(({ path, exact }) => !exact && request.startsWith(path)));
  if (!found) return undefined;
  const { service, target } = found;
  if (target === undefined) return { service, path: request };
  const groups = new RegExp(found.path).exec(request) ?? [];
  return { service, path: target.replace(/\$(\d)/g, (_, group) => groups[Number(group)] ?? '') };
}

/** An answer as Gateway API describes it: an exact path first, then the prefix with the most characters. */
function gatewayApi(routes: readonly Manifest[], request: string): Answer {
  const matches = routes.flatMap((route) =>
    listAt(route, 'spec', 'rules').flatMap((rule) =>
      listAt(rule, 'matches').map((match) => {
        const value = stringAt(match, 'path', 'value') ?? '/';
        return { route, rule, value, exact: stringAt(match, 'path', 'type') === 'Exact' };
      }),
    ),
  );
  const below = (prefix: string) => prefix === '/' || request === prefix || request.startsWith(`${prefix}/`);
  const [found] = matches
    .filter(({ exact, value }) => (exact ? request === value : below(value)))
    .sort((a, b) => Number(b.exact) - Number(a.exact) || b.value.length - a.value.length);
  if (!found) return undefined;
  const service = serviceOf(found.route, listAt(found.rule, 'backendRefs')[0]);
  const rewrite = valueAt(listAt(found.rule, 'filters')[0], 'urlRewrite', 'path');
  if (rewrite === undefined) return { service, path: request };
  const full = stringAt(rewrite, 'replaceFullPath');
  if (full !== undefined) return { service, path: full };
  const prefix = stringAt(rewrite, 'replacePrefixMatch') ?? '';
  const rest = request.slice(found.value.length);
  return { service, path: `${prefix === '/' ? '' : prefix}${rest}` || '/' };
}

const path = fc.array(fc.constantFrom('api', 'a', 'b', 'board', 'v1.0', 'boards'), { maxLength: 4 });
const joined = (segments: readonly string[]): string => `/${segments.join('/')}`;

const route = fc
  .record({ segments: path, kind: fc.constantFrom('keep', 'keep', 'strip', 'stripTree'), stripped: fc.nat(4) })
  .map(({ segments, kind, stripped }) => {
    const prefix = joined(segments.slice(0, Math.max(stripped, 1)));
    if (kind === 'keep' || segments.length === 0) return Route.keep(joined(segments));
    return kind === 'strip' ? Route.strip(prefix, joined(segments)) : Route.stripTree(prefix, joined(segments));
  });

const program = (routes: readonly Route[]) => {
  const result = new Program(BOTH);
  ['shop', 'boards'].forEach((name, i) => {
    const own = routes.filter((_, index) => index % 2 === i);
    if (own.length === 0) return;
    new HttpExposure(result.chart(name), 'exposure', {
      namespace: result.namespace(name),
      labels: {},
      exposure: { host: HOST, routes: own },
      service: { name: 'api', port: 80 },
    });
  });
  return result;
};

describe('the same routes by Ingress and by Gateway API', () => {
  test('answer the same paths with the same service and the same rewritten path, whoever shares the host', () => {
    const routes = fc.uniqueArray(route, { minLength: 1, maxLength: 7, selector: (each) => each.path });
    const requests = fc.array(fc.tuple(fc.nat(6), fc.constantFrom('', '/', 'x', '-docs', '/x', '/b', '/a/b')), {
      minLength: 10,
      maxLength: 10,
    });
    fc.assert(
      fc.property(routes, requests, (given, picks) => {
        const { all } = program(given);
        const ingresses = all.filter(({ kind }) => kind === 'Ingress');
        const httpRoutes = all.filter(({ kind }) => kind === 'HTTPRoute');
        for (const [index, ending] of picks) {
          const request = `${given[index % given.length]?.path ?? ''}${ending}`.replace('//', '/');
          const answer = { request, answer: ingressNginx(ingresses, request) };
          expect(answer).toEqual({ request, answer: gatewayApi(httpRoutes, request) });
        }
      }),
      { numRuns: 300 },
    );
  });
});
