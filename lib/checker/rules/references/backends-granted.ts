import type { Bundle } from '../../bundle/bundle';
import { routeBackends } from '../../bundle/route-backends';
import { type Json, listAt, namespaceOf, stringAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** The namespace of a Service lets the HTTPRoutes of other namespaces lead to the Service. */
export const backendsGranted: Rule = {
  id: 'backends-granted',
  answer: 'risk',
  why: 'a Gateway answers 500 for a Service of another namespace without a ReferenceGrant there',
  example:
    'HTTPRoute web/web: spec.rules[0].backendRefs[0].namespace: expected a ReferenceGrant in namespace api from HTTPRoutes of web to Service api, received none [backends-granted]',
  check: (bundle) =>
    routeBackends(bundle).flatMap(({ object, field, namespace, name }) => {
      const own = namespaceOf(object);
      // The grant for a Service of other manifests stands there.
      if (own === namespace || !bundle.find('Service', namespace, name) || isGranted(bundle, own, namespace, name)) {
        return [];
      }
      const expected = `a ReferenceGrant in namespace ${namespace} from HTTPRoutes of ${own} to Service ${name}`;
      return [{ object, field: `${field}.namespace`, expected, received: 'none' }];
    }),
};

function isGranted(bundle: Bundle, from: string, to: string, service: string): boolean {
  const grants = bundle.ofKind('ReferenceGrant').filter((grant) => namespaceOf(grant) === to);
  const isFrom = (each: Json) => stringAt(each, 'kind') === 'HTTPRoute' && stringAt(each, 'namespace') === from;
  const isTo = (each: Json) => stringAt(each, 'kind') === 'Service' && (stringAt(each, 'name') ?? service) === service;
  return grants.some((grant) => listAt(grant, 'spec', 'from').some(isFrom) && listAt(grant, 'spec', 'to').some(isTo));
}
