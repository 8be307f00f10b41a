import { identity, type Manifest } from '../../checker/manifest/manifest';
import { AMOUNTS, type Contribution, contributions } from '../amounts';
import { type Cause, causeOf, causeOfObject } from '../cause';
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
    const differing = [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
      const [old, current] = [before.get(id), after.get(id)];
      const isSame = AMOUNTS.every(({ of }) => (old?.[of] ?? 0) === (current?.[of] ?? 0));
      return isSame ? [] : [current?.object ?? old?.object].flatMap((object) => object ?? []);
    });
    const amounts = AMOUNTS.flatMap(({ of, inWords, unit }) => {
      const [old, current] = [before, after].map((side) => inWords(total(side, of)));
      return old === current ? [] : [`${old} → ${current} ${unit}`];
    });
    if (amounts.length === 0) return [];
    const causes = differing.flatMap((object) => causesOf(comparison, object));
    return [{ says: 'requests of the most pods, with those of a rolling update', amount: amounts.join(', '), causes }];
  },
};

const total = (side: ReadonlyMap<string, Contribution>, of: (typeof AMOUNTS)[number]['of']): number =>
  [...side.values()].reduce((sum, each) => sum + each[of], 0);

function causesOf(comparison: Comparison, object: Manifest): Cause[] {
  const autoscaler = autoscalers(comparison.after).get(object) ?? autoscalers(comparison.before).get(object);
  const found = [object, ...(autoscaler ? [autoscaler] : [])].flatMap((each) => {
    const pair = comparison.pair(each);
    const isMissing = comparison.created.some((other) => identity(other) === identity(each));
    if (pair === undefined) return [causeOfObject(each, isMissing ? 'is new' : 'is gone')];
    return pair.changes.filter(({ path }) => SIZED.test(path)).map((change) => causeOf(comparison, pair.after, change));
  });
  return found.length > 0 ? found : changedSettings(comparison, object, true);
}
