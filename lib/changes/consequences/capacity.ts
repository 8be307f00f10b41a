import { identity, type Manifest } from '../../checker/manifest/manifest';
import { AMOUNTS, contributions } from '../amounts';
import { type Cause, causeOf, causeOfObject } from '../cause';
import type { Comparison } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { autoscalers } from '../pods';

/** Fields with a part in the amounts. */
const SIZED =
  /^spec\.(replicas|minReplicas|maxReplicas|parallelism|suspend|instances|storage|strategy|volumeClaimTemplates|resources|jobTemplate\.spec\.parallelism)\b|\.(resources|env|containers|initContainers)\b/;

/** Room in the cluster: amounts of all pods together. */
export const capacity: Consequence = {
  id: 'capacity',
  why: 'pods stay Pending when the nodes have no room for the most pods that an autoscaler and a rolling update may run',
  example:
    'capacity: requests of CPU, with the most pods and those of a rolling update: 0.3 → 0.4 cores\n  Deployment shop/api: spec.replicas: 2 → 3',
  effects: (comparison) => {
    const [before, after] = [contributions(comparison.before), contributions(comparison.after)];
    return AMOUNTS.flatMap(({ says, unit, of }): Effect[] => {
      const ids = new Set([...before.keys(), ...after.keys()]);
      const differing = [...ids].flatMap((id) => {
        const [old, current] = [before.get(id), after.get(id)];
        const same = (old ? of(old) : 0) === (current ? of(current) : 0);
        return same ? [] : [current?.object ?? old?.object].flatMap((object) => object ?? []);
      });
      if (differing.length === 0) return [];
      const sum = (side: typeof before) => [...side.values()].reduce((total, each) => total + of(each), 0);
      const causes = differing.flatMap((object) => causesOf(comparison, object));
      return [{ says, amount: `${unit(sum(before))} → ${unit(sum(after))}`, causes }];
    });
  },
};

function causesOf(comparison: Comparison, object: Manifest): Cause[] {
  const autoscaler = autoscalers(comparison.after).get(object) ?? autoscalers(comparison.before).get(object);
  return [object, ...(autoscaler ? [autoscaler] : [])].flatMap((each) => {
    const pair = comparison.pair(each);
    const isMissing = comparison.created.some((other) => identity(other) === identity(each));
    if (pair === undefined) return [causeOfObject(each, isMissing ? 'is new' : 'is gone')];
    return pair.changes.filter(({ path }) => SIZED.test(path)).map((change) => causeOf(comparison, pair.after, change));
  });
}
