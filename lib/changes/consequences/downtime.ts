import { podsBehind, selected } from '../../checker/bundle/workloads/pod-selection';
import { identity, namespaceOf, valueAt } from '../../checker/manifest/manifest';
import { firstStartSettings } from '../../checker/rules/updates/first-start-settings';
import { replicasStay } from '../../checker/rules/updates/replicas-stay';
import { causeOfObject, causesOf } from '../cause';
import type { Comparison, Pair } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { effectsOfFields, type FieldEffect } from '../field-effects';
import { autoscalers, inWords, type Pods, podsOf, stopsAll } from '../pods';
import { changedRoutes } from '../routes';
import { effectsOfRules } from '../rule-effects';
import { templateCauses } from '../settings';

/** A probe that is gone. */
const PROBES: readonly FieldEffect[] = [
  {
    field: /\.readinessProbe$/,
    when: ({ now }) => now === undefined,
    says: 'pods get traffic before they can answer',
  },
];

/** Times in which nothing answers, and guards that are gone. */
export const downtime: Consequence = {
  id: 'downtime',
  why: 'clients see errors while no pod is ready, and a node drain stops all pods of a workload that nothing guards',
  example:
    'downtime: StatefulSet shop/db: no pod runs while its pods are replaced: 1 pod, with at most 120 s to stop\n  spec.template.spec.containers[db].image: "postgres:16.9" → "postgres:16.10"',
  effects: (comparison) => [
    ...effectsOfRules(comparison, [replicasStay, firstStartSettings]),
    ...comparison.kept.flatMap((pair) => ofWorkload(comparison, pair)),
    ...lostRoutes(comparison),
    ...lostEndpoints(comparison),
    ...lostBudgets(comparison),
  ],
};

function ofWorkload(comparison: Comparison, pair: Pair): Effect[] {
  const object = pair.after;
  const [before, now] = [podsOf(comparison.before, pair.before), podsOf(comparison.after, object)];
  if (!before?.count || !now?.count || before.count.most === 0) return [];
  const effects: Effect[] = [];
  const template = templateCauses(comparison, pair);
  if (template.length > 0 && stopsAll(now)) {
    effects.push({ object, says: 'no pod runs while its pods are replaced', amount: inWords(now), causes: template });
  } else if (now.count.most > 0 && stopsAll(now) && !stopsAll(before)) {
    const causes = causesOf(comparison, object, /^spec\.(strategy|updateStrategy)/);
    effects.push({ object, says: 'each update stops all of its pods from now on', causes });
  }
  const fewer = fewerPods(before.count, now.count);
  if (fewer !== undefined) {
    const own = causesOf(comparison, object, /^spec\.replicas$/);
    const autoscaler = autoscalers(comparison.after).get(object);
    effects.push({
      object,
      says: fewer,
      causes: own.length > 0 || !autoscaler ? own : causesOf(comparison, autoscaler),
    });
  }
  return [...effects, ...effectsOfFields(comparison, PROBES, [pair])];
}

function fewerPods(before: NonNullable<Pods['count']>, now: NonNullable<Pods['count']>): string | undefined {
  if (now.least >= before.least || now.least > 1) return undefined;
  if (now.most === 0) return 'no pod runs any more';
  return 'one pod is left: nothing answers while the pod or its node stops';
}

function lostRoutes(comparison: Comparison): Effect[] {
  return changedRoutes(comparison)
    .filter(({ now }) => now === undefined)
    .map(({ object, url, causes }) => {
      const kept = comparison.gone.includes(object) ? `, as soon as the ${object.kind} is deleted` : '';
      return { object, says: `${url} leads nowhere${kept}`, causes };
    });
}

function lostEndpoints(comparison: Comparison): Effect[] {
  return comparison.before.ofKind('Service').flatMap((service): Effect[] => {
    const pair = comparison.pair(service);
    if (!pair || podsBehind(comparison.before, pair.before).length === 0) return [];
    if (podsBehind(comparison.after, pair.after).length > 0 || comparison.after.ofKind('EndpointSlice').length > 0)
      return [];
    if (valueAt(pair.after, 'spec', 'type') === 'ExternalName' || valueAt(pair.after, 'spec', 'selector') === undefined)
      return [];
    const lost = podsBehind(comparison.before, pair.before).map(({ owner }) => owner);
    const owners = lost.filter((owner) => comparison.gone.includes(owner));
    const causes = [
      ...causesOf(comparison, pair.after, /^spec\.selector/),
      ...owners.flatMap((owner) => causesOf(comparison, owner)),
    ];
    return [{ object: pair.after, says: 'no pod is behind the Service any more', causes }];
  });
}

function lostBudgets(comparison: Comparison): Effect[] {
  return comparison.gone
    .filter(({ kind }) => kind === 'PodDisruptionBudget')
    .flatMap((budget) =>
      selected(comparison.after, namespaceOf(budget), valueAt(budget, 'spec', 'selector'))
        .filter(({ owner }) => (podsOf(comparison.after, owner)?.count?.most ?? 0) > 1)
        .map(({ owner }) => ({
          object: owner,
          says: `a node drain may stop all of its pods at once, as soon as ${identity(budget)} is deleted`,
          causes: [causeOfObject(budget, 'is gone')],
        })),
    );
}
