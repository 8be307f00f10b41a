import { type IngressRoute, nginxAnnotation, routesOf } from '../../bundle/ingress-routes';
import { identity } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Every path of a host leads to a single place, across all namespaces. */
export const uniqueRoutes: Rule = {
  id: 'unique-routes',
  answer: 'risk',
  why: 'of two Ingresses with one host and path the older one is served: the other is refused, or ignored without a word',
  example:
    'Ingress web/web: spec.rules[shop.example.com].http.paths[/api]: expected a path that no other Ingress of class nginx has on this host, received the path of Ingress api/api [unique-routes]',
  check: (bundle) => {
    const seen = new Map<string, IngressRoute>();
    return bundle
      .ofKind('Ingress')
      .filter((ingress) => nginxAnnotation(ingress, 'canary') !== 'true') // shares a path on purpose
      .flatMap(routesOf)
      .flatMap((route): Finding[] => {
        const key = keyOf(route);
        const first = seen.get(key);
        if (!first) {
          seen.set(key, route);
          return [];
        }
        const { ingress, field, className } = route;
        const twice = first.ingress === ingress;
        const ofClass = className === '' ? '' : ` of class ${className}`;
        return [
          {
            object: ingress,
            field,
            expected: `a path that no other ${twice ? 'route' : 'Ingress'}${ofClass} has on this host`,
            received: twice ? 'one that stands here twice' : `the path of ${identity(first.ingress)}`,
          },
        ];
      });
  },
};

/** An exact path may repeat a prefix. A slash at the end of a prefix makes no difference. */
function keyOf({ className, host, path, pathType }: IngressRoute): string {
  const beginning = pathType === 'Prefix' && path.length > 1 ? path.replace(/\/$/, '') : path;
  return JSON.stringify([className, host, pathType === 'Exact' ? ['exact', path] : beginning]);
}
