import { operatedKind } from '../../checker/operators';
import type { Comparison, Pair } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { effectsOfFields, type FieldEffect } from '../field-effects';
import { inWords, podsOf } from '../pods';
import { templateCauses } from '../settings';

/** Fields of an operator's object that replace its pods. */
const OPERATED: readonly FieldEffect[] = [
  {
    field: /^spec\.(imageName|image|resources|affinity)\b/,
    says: 'its operator replaces the servers one after the other',
  },
];

/** Pods that are replaced. */
export const restart: Consequence = {
  id: 'restart',
  why: 'each change of a pod template replaces all pods of the workload: connections end, caches are empty, and a broken image stops the rollout',
  example:
    'restart: Deployment shop/api: its pods are replaced: 3 to 10 pods, 1 at a time, each with at most 600 s to start and 45 s to stop\n  spec.template.spec.containers[api].image: "acme/api:1.0.0" → "acme/api:1.1.0"',
  effects: (comparison) => comparison.changed.flatMap((pair) => restartOf(comparison, pair)),
};

function restartOf(comparison: Comparison, pair: Pair): Effect[] {
  const object = pair.after;
  if (operatedKind(object)?.data !== undefined) return effectsOfFields(comparison, OPERATED, [pair]);
  const pods = podsOf(comparison.after, object);
  const isPaused = pair.changes.some(({ path, now }) => path === 'spec.paused' && now === true);
  const causes = pods && !isPaused ? templateCauses(comparison, pair) : [];
  if (!pods || causes.length === 0 || pods.count?.most === 0) return [];
  return [{ object, says: 'its pods are replaced', amount: inWords(pods), causes }];
}
