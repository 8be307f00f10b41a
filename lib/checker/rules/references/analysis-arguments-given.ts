import { valuesAt } from '../../manifest/field-path';
import { listAt, type Manifest, named, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import type { Finding, Rule } from '../../rule';

/** The analyses of a Rollout: https://argo-rollouts.readthedocs.io/en/stable/features/analysis/ */
const ANALYSES = [
  'spec.strategy.canary.analysis',
  'spec.strategy.canary.steps[].analysis',
  'spec.strategy.blueGreen.prePromotionAnalysis',
  'spec.strategy.blueGreen.postPromotionAnalysis',
];

/** A Rollout gives an analysis every argument of the template. */
export const analysisArgumentsGiven: Rule = {
  id: 'analysis-arguments-given',
  answer: 'broken',
  why: 'Argo Rollouts starts no analysis without an argument of its template: the update stops, and the Rollout is Degraded',
  example:
    'Rollout shop/api: spec.strategy.canary.analysis.args: expected the argument service of AnalysisTemplate shop/success-rate, received only service-name [analysis-arguments-given]',
  about: ['AnalysisTemplate'],
  check: (bundle) =>
    bundle.ofKind('Rollout').flatMap((object) =>
      ANALYSES.flatMap((place) => valuesAt(object, place)).flatMap(({ value, path }) => {
        const given = listAt(value, 'args').flatMap((each) => stringAt(each, 'name') ?? []);
        return listAt(value, 'templates').flatMap((template): Finding[] => {
          const kind = valueAt(template, 'clusterScope') === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
          const namespace = kind === 'AnalysisTemplate' ? namespaceOf(object) : '';
          const name = stringAt(template, 'templateName') ?? '';
          const missing = needed(bundle.find(kind, namespace, name)).filter((each) => !given.includes(each));
          return missing.map((each) => ({
            object,
            field: `${path}.args`,
            expected: `the argument ${each} of ${named(kind, namespace, name)}`,
            received: given.length === 0 ? 'no arguments' : `only ${given.join(', ')}`,
            meant: nearest(each, given) === undefined ? undefined : each,
          }));
        });
      }),
    ),
};

/** The arguments of a template without a value of their own. */
function needed(template: Manifest | undefined): string[] {
  return listAt(template, 'spec', 'args').flatMap((argument) => {
    const isGiven = valueAt(argument, 'value') !== undefined || valueAt(argument, 'valueFrom') !== undefined;
    return isGiven ? [] : (stringAt(argument, 'name') ?? []);
  });
}
