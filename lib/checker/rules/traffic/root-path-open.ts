import { routesOf } from '../../bundle/traffic/ingress-routes';
import { getOrInsert } from '../../manifest/get-or-insert';
import { valueAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** A host with the root as its only path serves the paths below the root, too. */
export const rootPathOpen: Rule = {
  id: 'root-path-open',
  answer: 'risk',
  why: 'with the path type Exact, the path / is the front page alone: its scripts, pictures and links answer 404',
  example:
    'Ingress default/web: spec.rules[shop.example.com].http.paths[/].pathType: expected "Prefix": no other path of the host is served, received "Exact" [root-path-open]',
  about: ['Exact'],
  check: (bundle) => {
    const routes = bundle.ofKind('Ingress').flatMap(routesOf);
    const paths = new Map<string, Set<string>>();
    for (const { host, path, pathType } of routes) getOrInsert(paths, host, () => new Set()).add(`${pathType} ${path}`);
    return routes
      .filter(({ host, path, pathType }) => path === '/' && pathType === 'Exact' && paths.get(host)?.size === 1)
      .filter(({ ingress }) => valueAt(ingress, 'spec', 'defaultBackend') === undefined)
      .map(({ ingress: object, field }) => ({
        object,
        field: `${field}.pathType`,
        expected: '"Prefix": no other path of the host is served',
        received: quoted('Exact'),
      }));
  },
};
