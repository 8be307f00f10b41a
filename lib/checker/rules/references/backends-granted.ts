import type { Bundle } from '../../bundle/bundle';
import { routeBackends } from '../../bundle/traffic/route-backends';
import { type Json, listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A namespace grants the routes and Gateways of other namespaces the Services and Secrets that they name. */
export const backendsGranted: Rule = {
  id: 'backends-granted',
  answer: 'risk',
  why: 'a Gateway answers 500 for a Service of another namespace without a ReferenceGrant there, and serves no listener without its certificate',
  example:
    'HTTPRoute web/web: spec.rules[0].backendRefs[0].namespace: expected a ReferenceGrant in namespace api from HTTPRoutes of web to Service api, received none [backends-granted]',
  about: ['backendRefs', 'certificateRefs'],
  check: (bundle) => [
    ...certificates(bundle),
    ...routeBackends(bundle).flatMap(({ object, field, namespace, name }) => {
      const [kind, own] = [object.kind, namespaceOf(object)];
      // Traefik asks for no grant. The grant for a Service of other manifests stands there.
      if (
        own === namespace ||
        !/^[A-Z]+Route$/.test(kind) ||
        !bundle.find('Service', namespace, name) ||
        isGranted(bundle, [kind, own], ['Service', namespace], name)
      ) {
        return [];
      }
      const expected = `a ReferenceGrant in namespace ${namespace} from ${kind}s of ${own} to Service ${name}`;
      return [{ object, field: `${field}.namespace`, expected, received: 'none' }];
    }),
  ],
};

/** The certificates of Gateways, in namespaces with a Secret of that name or a grant: others are granted elsewhere. */
function certificates(bundle: Bundle): Finding[] {
  return bundle.ofKind('Gateway').flatMap((object) =>
    listAt(object, 'spec', 'listeners').flatMap((listener, index) =>
      listAt(listener, 'tls', 'certificateRefs').flatMap((reference, position): Finding[] => {
        const own = namespaceOf(object);
        const [namespace, name] = [stringAt(reference, 'namespace') ?? own, stringAt(reference, 'name') ?? ''];
        const isKnown = bundle.find('Secret', namespace, name) !== undefined || grantsIn(bundle, namespace).length > 0;
        if (own === namespace || !isKnown || isGranted(bundle, ['Gateway', own], ['Secret', namespace], name))
          return [];
        const field = `spec.listeners[${index}].tls.certificateRefs[${position}].namespace`;
        const expected = `a ReferenceGrant in namespace ${namespace} from Gateways of ${own} to Secret ${name}`;
        return [{ object, field, expected, received: 'none' }];
      }),
    ),
  );
}

const grantsIn = (bundle: Bundle, namespace: string): Manifest[] =>
  bundle.ofKind('ReferenceGrant').filter((grant) => namespaceOf(grant) === namespace);

type KindIn = readonly [kind: string, namespace: string];

function isGranted(bundle: Bundle, [fromKind, from]: KindIn, [toKind, to]: KindIn, name: string): boolean {
  const isFrom = (each: Json) => stringAt(each, 'kind') === fromKind && stringAt(each, 'namespace') === from;
  const isTo = (each: Json) => stringAt(each, 'kind') === toKind && (stringAt(each, 'name') ?? name) === name;
  return grantsIn(bundle, to).some(
    (grant) => listAt(grant, 'spec', 'from').some(isFrom) && listAt(grant, 'spec', 'to').some(isTo),
  );
}
