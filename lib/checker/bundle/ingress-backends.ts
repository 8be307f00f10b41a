import { type Json, type Manifest, valueAt } from '../manifest/manifest';
import { routesOf } from './ingress-routes';

/** A Service to which an Ingress leads, as it names it. */
export interface IngressBackend {
  readonly path: string;
  readonly service: Json;
}

/** The backends of an Ingress that are Services: the one by default, and those of its routes. */
export function backendsOf(ingress: Manifest): IngressBackend[] {
  const places = [
    { path: 'spec.defaultBackend.service', service: valueAt(ingress, 'spec', 'defaultBackend', 'service') },
    ...routesOf(ingress).map(({ field, backend }) => {
      return { path: `${field}.backend.service`, service: valueAt(backend, 'service') };
    }),
  ];
  return places.flatMap(({ path, service }) => (service === undefined ? [] : [{ path, service }]));
}
