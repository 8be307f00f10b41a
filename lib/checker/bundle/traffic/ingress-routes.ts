import { type Json, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';

/** A path of a host in an Ingress. */
export interface IngressRoute {
  readonly ingress: Manifest;
  /** Path of the field: `spec.rules[shop.example.com].http.paths[/api]`. */
  readonly field: string;
  /** The class of the controller. Empty for the default class. */
  readonly className: string;
  /** Empty for all other hosts. */
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly backend: Json | undefined;
}

/** The routes of an Ingress, in order. */
export function routesOf(ingress: Manifest): IngressRoute[] {
  const className =
    stringAt(ingress, 'spec', 'ingressClassName') ??
    stringAt(ingress, 'metadata', 'annotations', 'kubernetes.io/ingress.class') ??
    '';
  return listAt(ingress, 'spec', 'rules').flatMap((rule, index) => {
    const host = stringAt(rule, 'host');
    return listAt(rule, 'http', 'paths').map((route, position) => ({
      ingress,
      field: `spec.rules[${host ?? index}].http.paths[${stringAt(route, 'path') ?? position}]`,
      className,
      host: host ?? '',
      path: stringAt(route, 'path') ?? '/',
      pathType: stringAt(route, 'pathType') ?? 'Prefix',
      backend: valueAt(route, 'backend'),
    }));
  });
}

/** The value of an annotation of ingress-nginx. */
export function nginxAnnotation(ingress: Manifest, name: string): string | undefined {
  return stringAt(ingress, 'metadata', 'annotations', `nginx.ingress.kubernetes.io/${name}`);
}
