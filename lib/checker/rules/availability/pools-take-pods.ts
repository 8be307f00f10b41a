import type { PodTemplate } from '../../bundle/bundle';
import { podTerms } from '../../bundle/workloads/node-choice';
import { entriesAt, type Json, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A pod that asks for a label of a pool fits the pool, and tolerates its taints: https://karpenter.sh/docs/concepts/nodepools/ */
export const poolsTakePods: Rule = {
  id: 'pools-take-pods',
  answer: 'risk',
  why: 'Karpenter makes no node for a pod that no pool takes: the pod stays Pending, and says no more than that no node is available',
  example:
    'Deployment default/api: spec.template.spec.tolerations: expected a toleration of dedicated=gpu:NoSchedule, the taint of NodePool gpu with the labels of the pod, received none [pools-take-pods]',
  check: (bundle) => {
    const pools = bundle.ofKind('NodePool');
    return pools.length === 0 ? [] : bundle.templates.flatMap((template) => ofPod(pools, template));
  },
};

function ofPod(pools: readonly Manifest[], { owner: object, path, spec }: PodTemplate): Finding[] {
  const [wanted = new Map<string, ReadonlySet<string>>(), ...others] = podTerms(spec);
  // Only a pool's own label is the pool's to decide.
  const own = [...wanted].filter(([key]) => pools.some((pool) => valuesOf(pool, key) !== undefined));
  if (others.length > 0 || own.length === 0) return [];
  const fitting = pools.filter((pool) =>
    own.every(([key, values]) => [...values].some((value) => valuesOf(pool, key)?.includes(value))),
  );
  if (fitting.length === 0) {
    const stray = own.find(
      ([key, values]) => !pools.some((pool) => [...values].some((value) => valuesOf(pool, key)?.includes(value))),
    );
    if (stray === undefined) return [];
    const [key, values] = stray;
    const known = [...new Set(pools.flatMap((pool) => valuesOf(pool, key) ?? []))];
    // Nodes of other manifests may have the label with another value.
    const meant = known.find((each) => [...values].some((value) => isTypo(value, each)));
    if (meant === undefined) return [];
    const expected = `a value that a NodePool has (${known.join(', ')})`;
    return [
      { meant, object, field: `${path}.nodeSelector[${key}]`, expected, received: quoted([...values].join(', ')) },
    ];
  }
  const closed = fitting.map((pool) => ({ pool, taint: taintsOf(pool).find((each) => !isTolerated(spec, each)) }));
  const [first] = closed;
  if (first?.taint === undefined || closed.some(({ taint }) => taint === undefined)) return [];
  const { key, value, effect } = first.taint as Record<string, Json>;
  const expected = `a toleration of ${key}${value === undefined ? '' : `=${value}`}:${effect}, the taint of NodePool ${first.pool.metadata.name} with the labels of the pod`;
  return [{ object, field: `${path}.tolerations`, expected, received: shown(spec, String(key)) }];
}

function shown(spec: Json | undefined, key: string): string {
  const near = listAt(spec, 'tolerations').find((each) => stringAt(each, 'key') === key);
  return near === undefined ? 'none' : quoted(near);
}

/** The values that the nodes of a pool have for a label: its labels, or its requirements. */
function valuesOf(pool: Manifest, key: string): readonly string[] | undefined {
  const label = stringAt(pool, 'spec', 'template', 'metadata', 'labels', key);
  if (label !== undefined) return [label];
  const requirement = listAt(pool, 'spec', 'template', 'spec', 'requirements').find(
    (each) =>
      stringAt(each, 'key') === key &&
      stringAt(each, 'operator') === 'In' &&
      !/(^|\.)(kubernetes\.io|k8s\.aws)\//.test(key),
  );
  return requirement === undefined ? undefined : listAt(requirement, 'values').map(String);
}

const taintsOf = (pool: Manifest): Json[] =>
  [...listAt(pool, 'spec', 'template', 'spec', 'taints')].filter(
    (taint) => stringAt(taint, 'effect') !== 'PreferNoSchedule',
  );

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function isTolerated(spec: Json | undefined, taint: Json): boolean {
  return listAt(spec, 'tolerations').some((each) => {
    const fields = Object.fromEntries(entriesAt(each));
    const isKey = fields.key === undefined || fields.key === '' || fields.key === valueAt(taint, 'key');
    const isEffect = !fields.effect || fields.effect === valueAt(taint, 'effect');
    const isValue = fields.operator === 'Exists' || (fields.value ?? '') === (valueAt(taint, 'value') ?? '');
    return isKey && isEffect && isValue;
  });
}
