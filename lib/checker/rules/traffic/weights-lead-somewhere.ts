import { listItems } from '../../manifest/field-path';
import { valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A rule of a route sends requests to a backend. */
export const weightsLeadSomewhere: Rule = {
  id: 'weights-lead-somewhere',
  answer: 'broken',
  // https://gateway-api.sigs.k8s.io/reference/spec/#backendref
  why: 'a backend of weight 0 gets no request: a rule whose weights are all 0 answers each request with 500',
  example:
    'HTTPRoute default/shop: spec.rules[0].backendRefs: expected a weight above 0, received 0 in each backend [weights-lead-somewhere]',
  about: ['backendRefs'],
  check: (bundle) =>
    ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object) =>
        listItems(object, '', 'spec.rules').flatMap(({ item }, index): Finding[] => {
          const weights = listItems(item, '', 'backendRefs').map(({ item: backend }) => valueAt(backend, 'weight'));
          if (weights.length === 0 || weights.some((weight) => weight !== 0)) return [];
          const field = `spec.rules[${index}].backendRefs`;
          return [{ object, field, expected: 'a weight above 0', received: '0 in each backend' }];
        }),
      ),
    ),
};
