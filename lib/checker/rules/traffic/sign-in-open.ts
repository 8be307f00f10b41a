import type { Bundle } from '../../bundle/bundle';
import { type IngressRoute, nginxAnnotation, routesOf } from '../../bundle/traffic/ingress-routes';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, type Manifest } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** https://kubernetes.github.io/ingress-nginx/examples/auth/oauth-external-auth/ */
const SIGN_IN = /^https?:\/\/(\$host|[\w.-]+)(\/[\w./-]*)/;

/** The page to which an Ingress sends strangers is open to strangers. */
export const signInOpen: Rule = {
  id: 'sign-in-open',
  answer: 'broken',
  why: 'a page for signing in that asks for a sign-in itself sends the browser round in a circle: nobody gets in',
  example:
    'Ingress default/web: metadata.annotations[nginx.ingress.kubernetes.io/auth-signin]: expected a path that an Ingress without auth-url serves (shop.example.com/oauth2), received "/oauth2/start" [sign-in-open]',
  about: ['auth-signin'],
  check: (bundle) => {
    const guarded = bundle.ofKind('Ingress').filter((ingress) => nginxAnnotation(ingress, 'auth-signin'));
    if (guarded.length === 0) return [];
    const routes = routesByHost(bundle);
    return guarded.flatMap((ingress) => circles(ingress, routes));
  },
};

function circles(object: Manifest, routes: ReadonlyMap<string, readonly IngressRoute[]>): Finding[] {
  const [, target = '', path = '/'] = SIGN_IN.exec(nginxAnnotation(object, 'auth-signin') ?? '') ?? [];
  const hosts = target === '$host' ? [...new Set(routesOf(object).map(({ host }) => host))] : [target];
  const circle = hosts.find((host) => {
    const all = routes.get(host) ?? [];
    const [first] = all.filter((route) => takes(route, path)).sort((a, b) => b.path.length - a.path.length);
    return first !== undefined && nginxAnnotation(first.ingress, 'auth-url') !== undefined;
  });
  if (target === '' || circle === undefined) return [];
  const open = (routes.get(circle) ?? []).filter(({ ingress }) => nginxAnnotation(ingress, 'auth-url') === undefined);
  const places = open.map((route) => `${route.host}${route.path} of ${identity(route.ingress)}`).join(', ');
  return [
    {
      object,
      field: 'metadata.annotations[nginx.ingress.kubernetes.io/auth-signin]',
      expected: `a path that an Ingress without auth-url serves (${places || 'there is none'})`,
      received: quoted(path),
    },
  ];
}

/** An expression takes what begins as its plain part does. */
function takes({ path, pathType }: IngressRoute, wanted: string): boolean {
  const [plain = ''] = path.split(/[$()*+?[\\|]/, 1);
  if (plain !== path) return wanted.startsWith(plain);
  const base = path.replace(/\/+$/, '');
  return pathType === 'Exact' ? wanted === path : wanted === base || wanted.startsWith(`${base}/`);
}

function routesByHost(bundle: Bundle): ReadonlyMap<string, readonly IngressRoute[]> {
  const found = new Map<string, IngressRoute[]>();
  for (const route of bundle.ofKind('Ingress').flatMap(routesOf)) getOrInsert(found, route.host, () => []).push(route);
  return found;
}
