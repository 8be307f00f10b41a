import type { Bundle } from '../../bundle/bundle';
import { type IngressRoute, nginxAnnotation, routesOf } from '../../bundle/traffic/ingress-routes';
import { identity, type Manifest } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Paths are written as regular expressions if ingress-nginx reads them so. */
export const regexPaths: Rule = {
  id: 'regex-paths',
  answer: 'risk',
  why: 'one Ingress with use-regex or rewrite-target makes regular expressions of all paths of its host: /api takes /api-docs, too',
  example:
    'Ingress web/docs: spec.rules[shop.example.com].http.paths[/docs].path: expected a path that says where it ends, such as /docs/, or /docs(/|$) of pathType ImplementationSpecific: Ingress api/api has rewrite-target on this host, received "/docs" [regex-paths]',
  about: ['rewrite-target', 'use-regex'],
  check: (bundle) => {
    const causes = causesByHost(bundle);
    const groups = bundle.ofKind('Ingress').flatMap(routesOf).flatMap(missingGroup);
    return groups.concat(
      bundle
        .ofKind('Ingress')
        .flatMap(routesOf)
        .flatMap((route) => {
          const cause = causes.get(keyOf(route));
          if (!cause || !['Exact', 'Prefix'].includes(route.pathType) || isClear(route)) return [];
          const reason = cause.ingress === route.ingress ? 'this Ingress' : identity(cause.ingress);
          return [
            {
              object: route.ingress,
              field: `${route.field}.${isExpression(route) ? 'pathType' : 'path'}`,
              expected: `${remedy(route)}: ${reason} has ${cause.annotation} on this host`,
              received: quoted(isExpression(route) ? route.pathType : route.path),
            },
          ];
        }),
    );
  },
};

/** A target such as /$2 takes the second group in brackets of the path. */
function missingGroup({ ingress, field, path }: IngressRoute): Finding[] {
  const wanted = [...(nginxAnnotation(ingress, 'rewrite-target') ?? '').matchAll(/\$(\d)/g)].map(([, number]) =>
    Number(number),
  );
  const groups = path.match(/(?<!\\)\((?!\?)/g)?.length ?? 0;
  const most = Math.max(0, ...wanted);
  if (most <= groups) return slashAlone(ingress, path, wanted);
  const expected = `a path with ${most} groups in brackets: rewrite-target takes $${most}`;
  return [{ object: ingress, field: `${field}.path`, expected, received: quoted(path) }];
}

/** The target takes the group of the slash, and drops the group of all that follows. */
function slashAlone(object: Manifest, path: string, wanted: readonly number[]): Finding[] {
  const groups = [...path.matchAll(/(?<!\\)\(([^()]*)\)/g)].map(([, group = '']) => group);
  const rest = groups.findIndex((group) => /^\.[*+]$/.test(group)) + 1;
  const isSlash = (number: number) => /^(\/|\/\|\$|\$\|\/)$/.test(groups[number - 1] ?? '');
  if (rest === 0 || wanted.length === 0 || !wanted.every(isSlash)) return [];
  const field = 'metadata.annotations[nginx.ingress.kubernetes.io/rewrite-target]';
  const received = quoted(nginxAnnotation(object, 'rewrite-target'));
  return [
    { object, field, expected: `$${rest}, the group with the rest of ${path}: $${wanted[0]} is a slash`, received },
  ];
}

const isExpression = ({ path }: IngressRoute): boolean => /[$()*+?[\\|]/.test(path);

/** As an expression, a beginning with a slash at its end takes what it takes as a prefix. */
const isClear = (route: IngressRoute): boolean =>
  route.pathType === 'Prefix' && route.path.endsWith('/') && !isExpression(route);

function remedy(route: IngressRoute): string {
  if (isExpression(route)) return 'ImplementationSpecific';
  const { path, pathType } = route;
  if (pathType === 'Exact')
    return `a path that says where it ends, such as ${path}$ of pathType ImplementationSpecific`;
  return `a path that says where it ends, such as ${path}/, or ${path}(/|$) of pathType ImplementationSpecific`;
}

interface Cause {
  readonly ingress: Manifest;
  readonly annotation: string;
}

/** By host, the first Ingress that makes all paths of the host regular expressions. */
function causesByHost(bundle: Bundle): Map<string, Cause> {
  const causes = new Map<string, Cause>();
  for (const ingress of bundle.ofKind('Ingress')) {
    const annotation = regexAnnotation(ingress);
    if (annotation === undefined) continue;
    for (const route of routesOf(ingress)) {
      if (!causes.has(keyOf(route))) causes.set(keyOf(route), { ingress, annotation });
    }
  }
  return causes;
}

function regexAnnotation(ingress: Manifest): string | undefined {
  if (nginxAnnotation(ingress, 'rewrite-target')) return 'rewrite-target';
  return nginxAnnotation(ingress, 'use-regex') === 'true' ? 'use-regex' : undefined;
}

const keyOf = ({ className, host }: IngressRoute): string => JSON.stringify([className, host]);
