import { type Json, listAt, type Manifest, stringAt, valueAt } from '../manifest/manifest';

/** One path of one host, as an Ingress leads it somewhere. */
export interface IngressRoute {
  readonly ingress: Manifest;
  /** Path of the field: `spec.rules[shop.example.com].http.paths[/api]`. */
  readonly field: string;
  /** Which controller serves it; empty for the default one. */
  readonly className: string;
  /** Empty for every host that no other route names. */
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly backend: Json | undefined;
}

/** Every route of an Ingress, in the order in which they stand there. */
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

/** The value of an annotation that ingress-nginx reads. */
export function nginxAnnotation(ingress: Manifest, name: string): string | undefined {
  return stringAt(ingress, 'metadata', 'annotations', `nginx.ingress.kubernetes.io/${name}`);
}
