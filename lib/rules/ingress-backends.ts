import { get, items, type Json, type Manifest, text } from './manifest';

/** A Service to which an Ingress leads, as it names it. */
export interface IngressBackend {
  readonly path: string;
  readonly service: Json;
}

/** The backends of an Ingress that are Services: the one by default, and those of its routes. */
export function backendsOf(ingress: Manifest): IngressBackend[] {
  const routes = items(ingress, 'spec', 'rules').flatMap((rule, index) =>
    items(rule, 'http', 'paths').map((route, position) => {
      const place = `rules[${text(rule, 'host') ?? index}].http.paths[${text(route, 'path') ?? position}]`;
      return { path: `spec.${place}.backend.service`, service: get(route, 'backend', 'service') };
    }),
  );
  const service = get(ingress, 'spec', 'defaultBackend', 'service');
  return [{ path: 'spec.defaultBackend.service', service }, ...routes].flatMap(({ path, service }) =>
    service === undefined ? [] : [{ path, service }],
  );
}
