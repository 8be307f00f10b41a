import { type Json, type Manifest, valueAt } from '../manifest/manifest';
import { routesOf } from './ingress-routes';

/** A Service of an Ingress, as written. */
export interface IngressBackend {
  readonly path: string;
  readonly service: Json;
}

/** The Services of an Ingress: the default backend, and the backends of routes. */
export function backendsOf(ingress: Manifest): IngressBackend[] {
  const places = [
    { path: 'spec.defaultBackend.service', service: valueAt(ingress, 'spec', 'defaultBackend', 'service') },
    ...routesOf(ingress).map(({ field, backend }) => {
      return { path: `${field}.backend.service`, service: valueAt(backend, 'service') };
    }),
  ];
  return places.flatMap(({ path, service }) => (service === undefined ? [] : [{ path, service }]));
}
