import type { Bundle } from '../../bundle/bundle';
import { matchesOf, parentsOf, type RouteParent, takesRoutesOf } from '../../bundle/traffic/http-routes';
import { type IngressRoute, nginxAnnotation, routesOf } from '../../bundle/traffic/ingress-routes';
import { identity, listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Every path of a host leads to a single place, across all namespaces. */
export const uniqueRoutes: Rule = {
  id: 'unique-routes',
  answer: 'risk',
  why: 'of two Ingresses, or two HTTPRoutes, with one host and path the older one is served: the other is refused, or ignored without a word',
  example:
    'Ingress web/web: spec.rules[shop.example.com].http.paths[/api]: expected a path that no other Ingress of class nginx has on this host, received the path of Ingress api/api [unique-routes]',
  check: (bundle) => [
    ...repeated(
      bundle
        .ofKind('Ingress')
        .filter((ingress) => nginxAnnotation(ingress, 'canary') !== 'true') // shares a path on purpose
        .flatMap(routesOf)
        .map((route) => {
          const { ingress, field, className } = route;
          return {
            object: ingress,
            field,
            key: keyOf(route),
            entrance: className === '' ? '' : ` of class ${className}`,
          };
        }),
    ),
    ...repeated(
      bundle.ofKind('HTTPRoute').flatMap((route) => {
        const matches = matchesOf(route).filter(({ narrower }) => !narrower);
        const parents = parentsOf(route).filter((parent) => takes(bundle, parent, route));
        return parents.flatMap((parent) =>
          matches.map(({ field, host, path, pathType }) => {
            const { kind, namespace, name, listener, port } = parent;
            const key = JSON.stringify([kind, namespace, name, listener, port, host, pathType, withoutSlash(path)]);
            return { object: route, field, key, entrance: ` of ${kind} ${namespace}/${name}` };
          }),
        );
      }),
    ),
  ],
};

/** True if a listener of the parent takes the route for certain, or stands elsewhere. */
function takes(bundle: Bundle, { kind, namespace, name, listener }: RouteParent, route: Manifest): boolean {
  const parent = bundle.find(kind, namespace, name);
  if (!parent) return true;
  return listAt(parent, 'spec', 'listeners')
    .filter((each) => listener === undefined || stringAt(each, 'name') === listener)
    .some((each) => takesRoutesOf(bundle, each, namespace, namespaceOf(route)) === true);
}

interface PublicPath {
  readonly object: Manifest;
  readonly field: string;
  /** Equal for two paths of which one is never served. */
  readonly key: string;
  /** The class or the parent, for the sentence. */
  readonly entrance: string;
}

function repeated(paths: readonly PublicPath[]): Finding[] {
  const seen = new Map<string, PublicPath>();
  return paths.flatMap(({ object, field, key, entrance }): Finding[] => {
    const first = seen.get(key);
    // Two documents of one name are one object.
    if (first && first.object !== object && identity(first.object) === identity(object)) return [];
    if (!first) {
      seen.set(key, { object, field, key, entrance });
      return [];
    }
    const twice = first.object === object;
    return [
      {
        object,
        field,
        expected: `a path that no other ${twice ? 'route' : object.kind}${entrance} has on this host`,
        received: twice ? 'one that stands here twice' : `the path of ${identity(first.object)}`,
      },
    ];
  });
}

const withoutSlash = (path: string): string => (path.length > 1 ? path.replace(/\/$/, '') : path);

/** An exact path may repeat a prefix. A slash at the end of a prefix makes no difference. */
function keyOf({ className, host, path, pathType }: IngressRoute): string {
  const beginning = pathType === 'Prefix' ? withoutSlash(path) : path;
  return JSON.stringify([className, host, pathType === 'Exact' ? ['exact', path] : beginning]);
}
