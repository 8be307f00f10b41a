import type { Bundle } from '../../bundle/bundle';
import { type IngressRoute, nginxAnnotation, routesOf } from '../../bundle/ingress-routes';
import { identity, type Manifest } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** Paths are written as regular expressions if ingress-nginx reads them so. */
export const regexPaths: Rule = {
  id: 'regex-paths',
  answer: 'risk',
  why: 'one Ingress with use-regex or rewrite-target makes regular expressions of all paths of its host: /api takes /api-docs, too',
  example:
    'Ingress web/docs: spec.rules[shop.example.com].http.paths[/docs].pathType: expected ImplementationSpecific, and a path that says where it ends, such as /docs(/|$): Ingress api/api has rewrite-target on this host, received "Prefix" [regex-paths]',
  check: (bundle) => {
    const causes = causesByHost(bundle);
    return bundle
      .ofKind('Ingress')
      .flatMap(routesOf)
      .flatMap((route) => {
        const cause = causes.get(keyOf(route));
        // As an expression, / takes what it takes as a beginning: everything.
        if (!cause || !['Exact', 'Prefix'].includes(route.pathType) || route.path === '/') return [];
        const reason = cause.ingress === route.ingress ? 'this Ingress' : identity(cause.ingress);
        return [
          {
            object: route.ingress,
            field: `${route.field}.pathType`,
            expected: `ImplementationSpecific${ending(route)}: ${reason} has ${cause.annotation} on this host`,
            received: quoted(route.pathType),
          },
        ];
      });
  },
};

/** The ending of a path as an expression. Empty for an expression. */
function ending({ path, pathType }: IngressRoute): string {
  if (/[$()*+?[\\|]/.test(path)) return '';
  const end = pathType === 'Exact' ? '$' : '(/|$)';
  return `, and a path that says where it ends, such as ${path.replace(/\/$/, '')}${end}`;
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
