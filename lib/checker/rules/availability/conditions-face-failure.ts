import type { Bundle } from '../../bundle/bundle';
import { listItems } from '../../manifest/field-path';
import { type Json, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Names of metrics of which more is better, and of which less is. */
const GOOD = /success|availab|healthy|uptime|satisf/i;
const BAD = /error|fail|latency|duration|response[-_]?time|\bp9\d|5xx|lag\b/i;
const NEITHER = /free|without|non|budget|burn|ratio[-_]of/i;

/** The condition of a release lets good values pass, and stops bad ones. */
export const conditionsFaceFailure: Rule = {
  id: 'conditions-face-failure',
  answer: 'risk',
  why: 'a condition that looks the wrong way stops every good release, and lets through the bad ones',
  example:
    'AnalysisTemplate default/rate: spec.metrics[success-rate].successCondition: expected >= or > for success-rate, of which more is better, received "result[0] <= 0.98" [conditions-face-failure]',
  about: ['successCondition', 'failureCondition', 'thresholdRange'],
  check: (bundle) => [...analyses(bundle), ...canaries(bundle)],
};

/** 1 if more of a metric is better, -1 if less is. Undefined if the name does not tell. */
function wanted(name: string): 1 | -1 | undefined {
  const [good, bad] = [GOOD.test(name), BAD.test(name)];
  return NEITHER.test(name) || good === bad ? undefined : good ? 1 : -1;
}

/** https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#evaluation */
function analyses(bundle: Bundle): Finding[] {
  return ['AnalysisTemplate', 'ClusterAnalysisTemplate'].flatMap((kind) =>
    bundle.ofKind(kind).flatMap((object) =>
      listItems(object, '', 'spec.metrics').flatMap(({ item, path }) =>
        (['successCondition', 'failureCondition'] as const).flatMap((field): Finding[] => {
          const name = stringAt(item, 'name') ?? '';
          const condition = stringAt(item, field) ?? '';
          const signs = [...condition.matchAll(/\bresult(?:\[\d+\])?\s*(<=?|>=?)\s*\d*\.?\d+/g)].map(
            ([, sign]) => sign?.[0],
          );
          const more = wanted(name);
          const right = more === undefined ? undefined : (field === 'successCondition') === more > 0 ? '>' : '<';
          if (signs.length !== 1 || right === undefined || signs[0] === right) return [];
          const expected = `${right}= or ${right} for ${name}, of which ${more === 1 ? 'more' : 'less'} is better`;
          return [{ object, field: `${path.slice(1)}.${field}`, expected, received: quoted(condition) }];
        }),
      ),
    ),
  );
}

/** https://docs.flagger.app/usage/metrics#builtin-metrics */
function canaries(bundle: Bundle): Finding[] {
  return bundle
    .ofKind('Canary')
    .flatMap((object) =>
      listItems(object, '', 'spec.analysis.metrics').flatMap(({ item, path }) => ofCanary(object, item, path.slice(1))),
    );
}

function ofCanary(object: Manifest, item: Json, path: string): Finding[] {
  const [name, range] = [stringAt(item, 'name') ?? '', valueAt(item, 'thresholdRange')];
  const more = wanted(name);
  const bounds = ['min', 'max'].filter((bound) => valueAt(range, bound) !== undefined);
  const right = more === 1 ? 'min' : 'max';
  if (more === undefined || bounds.length !== 1 || bounds[0] === right) return [];
  const expected = `${right} for ${name}, of which ${more === 1 ? 'more' : 'less'} is better`;
  return [{ object, field: `${path}.thresholdRange`, expected, received: quoted(range) }];
}
