import { routesOf } from './ingress-routes';
import { get, type Json, type Manifest } from '../manifest/manifest';

/** A Service to which an Ingress leads, as it names it. */
export interface IngressBackend {
  readonly path: string;
  readonly service: Json;
}

/** The backends of an Ingress that are Services: the one by default, and those of its routes. */
export function backendsOf(ingress: Manifest): IngressBackend[] {
  const places = [
    { path: 'spec.defaultBackend.service', service: get(ingress, 'spec', 'defaultBackend', 'service') },
    ...routesOf(ingress).map(({ field, backend }) => {
      return { path: `${field}.backend.service`, service: get(backend, 'service') };
    }),
  ];
  return places.flatMap(({ path, service }) => (service === undefined ? [] : [{ path, service }]));
}
