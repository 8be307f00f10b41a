import type { PodTemplate } from '../../bundle/bundle';
import { podTerms } from '../../bundle/workloads/node-choice';
import { listAt, type Manifest, stringAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A pod that asks for a label of a pool asks for a value that a pool has: https://karpenter.sh/docs/concepts/nodepools/ */
export const poolsTakePods: Rule = {
  id: 'pools-take-pods',
  answer: 'risk',
  why: 'Karpenter makes no node for a pod that no pool takes: the pod stays Pending, and says no more than that no node is available',
  example:
    'Deployment default/api: spec.template.spec.nodeSelector[pool]: expected a value that a NodePool has (gpu), received "gpus"; did you mean "gpu"? [pools-take-pods]',
  about: ['NodePool'],
  check: (bundle) => {
    const pools = bundle.ofKind('NodePool');
    return pools.length === 0 ? [] : bundle.templates.flatMap((template) => ofPod(pools, template));
  },
};

function ofPod(pools: readonly Manifest[], { owner: object, path, spec }: PodTemplate): Finding[] {
  const [wanted = new Map<string, ReadonlySet<string>>(), ...others] = podTerms(spec);
  if (others.length > 0) return [];
  return [...wanted].flatMap(([key, values]): Finding[] => {
    const known = [...new Set(pools.flatMap((pool) => valuesOf(pool, key)))];
    if (known.some((each) => values.has(each))) return [];
    // Nodes of other manifests may have the label with another value.
    const meant = known.find((each) => [...values].some((value) => isTypo(value, each)));
    if (meant === undefined) return [];
    const expected = `a value that a NodePool has (${known.join(', ')})`;
    const received = quoted([...values].join(', '));
    return [{ meant, object, field: `${path}.nodeSelector[${key}]`, expected, received }];
  });
}

/** The values that the nodes of a pool have for a label: its labels, or its requirements. */
function valuesOf(pool: Manifest, key: string): readonly string[] {
  const label = stringAt(pool, 'spec', 'template', 'metadata', 'labels', key);
  if (label !== undefined) return [label];
  if (/(^|\.)(kubernetes\.io|k8s\.aws)\//.test(key)) return [];
  return listAt(pool, 'spec', 'template', 'spec', 'requirements')
    .filter((each) => stringAt(each, 'key') === key && stringAt(each, 'operator') === 'In')
    .flatMap((each) => listAt(each, 'values').map(String));
}
