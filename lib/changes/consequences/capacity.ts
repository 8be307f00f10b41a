import type { Manifest } from '../../checker/manifest/manifest';
import { AMOUNTS, contributions, sum } from '../amounts';
import { type Cause, causesOf } from '../cause';
import type { Comparison } from '../comparison';
import type { Consequence } from '../consequence';
import { autoscalers } from '../pods';
import { changedSettings } from '../settings';

/** Fields with a part in the amounts. */
const SIZED =
  /^spec\.(replicas|minReplicas|maxReplicas|parallelism|suspend|instances|storage|strategy|volumeClaimTemplates|jobTemplate\.spec\.parallelism)\b|\.resources\b|\.env\[[^\]]*POOL|\.(initContainers|containers)\[[^\]]*\]$/;

/** Room in the cluster: amounts of all pods together. */
export const capacity: Consequence = {
  id: 'capacity',
  why: 'pods stay Pending when the nodes have no room for the most pods that an autoscaler and a rolling update may run',
  example:
    'capacity: requests of the most pods, with those of a rolling update: 3 → 4 pods, 0.3 → 0.4 cores, 384Mi → 512Mi of memory\n  Deployment shop/api: spec.replicas: 2 → 3',
  effects: (comparison) => {
    const [before, after] = [contributions(comparison.before), contributions(comparison.after)];
    const [old, current] = [before, after].map((side) => sum([...side.values()].map(({ amounts }) => amounts)));
    const amounts = AMOUNTS.flatMap(({ of, inWords, unit }) => {
      const [was, is] = [inWords(old?.[of] ?? 0), inWords(current?.[of] ?? 0)];
      return was === is ? [] : [`${was} → ${is} ${unit}`];
    });
    if (amounts.length === 0) return [];
    const differing = [...new Map([...before, ...after])].filter(([id]) => {
      return AMOUNTS.some(({ of }) => (before.get(id)?.amounts[of] ?? 0) !== (after.get(id)?.amounts[of] ?? 0));
    });
    const causes = differing.flatMap(([, { object }]) => causesOfSize(comparison, object));
    return [{ says: 'requests of the most pods, with those of a rolling update', amount: amounts.join(', '), causes }];
  },
};

function causesOfSize(comparison: Comparison, object: Manifest): Cause[] {
  const autoscaler = autoscalers(comparison.after).get(object) ?? autoscalers(comparison.before).get(object);
  const found = [object, ...(autoscaler ? [autoscaler] : [])].flatMap((each) => causesOf(comparison, each, SIZED));
  return found.length > 0 ? found : changedSettings(comparison, object, true);
}
