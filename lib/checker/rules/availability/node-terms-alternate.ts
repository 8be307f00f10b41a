import { listAt, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Labels of every node. A term of one of them alone takes nodes of all kinds. */
const PLACE = /^(topology\.kubernetes\.io\/(zone|region)|kubernetes\.io\/(os|arch|hostname))$/;
/** Other names of such labels. */
const ALIAS = /(zone|region|os|arch|hostname)$/;
const LIST = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'];

/** Conditions for the same node stand in the same term. */
export const nodeTermsAlternate: Rule = {
  id: 'node-terms-alternate',
  answer: 'risk',
  why: 'one fitting term of nodeSelectorTerms is enough: a condition in a term of its own lets a pod onto each node of a zone, whatever the other term asks for',
  example:
    'Deployment default/api: spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: expected one term with topology.kubernetes.io/zone and example.com/pool, since a node needs to fit one term only, received 2 terms [node-terms-alternate]',
  about: ['nodeSelectorTerms'],
  check: ({ templates }) =>
    templates.flatMap(({ owner: object, spec, path }): Finding[] => {
      const terms = listAt(spec, ...LIST).map((term) =>
        listAt(term, 'matchExpressions').map((each) => stringAt(each, 'key') ?? ''),
      );
      const place = terms.find((keys) => keys.length > 0 && keys.every((key) => PLACE.test(key)));
      const others = terms.filter((keys) => keys !== place);
      const isApart =
        others.length > 0 && others.every((keys) => keys.length > 0 && !keys.some((key) => ALIAS.test(key)));
      if (place === undefined || !isApart) return [];
      const all = [...new Set(terms.flat())];
      const expected = `one term with ${all.join(' and ')}, since a node needs to fit one term only`;
      return [{ object, field: `${path}.${LIST.join('.')}`, expected, received: `${terms.length} terms` }];
    }),
};
