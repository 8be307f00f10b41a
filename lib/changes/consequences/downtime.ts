import { podsBehind, selected } from '../../checker/bundle/pod-selection';
import { identity, namespaceOf, valueAt } from '../../checker/manifest/manifest';
import { firstStartSettings } from '../../checker/rules/updates/first-start-settings';
import { replicasStay } from '../../checker/rules/updates/replicas-stay';
import { causeOf, causeOfObject } from '../cause';
import type { Comparison, Pair } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { inWords, type Pods, podsOf, stopsAll } from '../pods';
import { changedRoutes } from '../routes';
import { effectsOfRules } from '../rule-effects';
import { templateCauses } from '../settings';

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
  const causes = (field: RegExp) =>
    pair.changes.filter(({ path }) => field.test(path)).map((change) => causeOf(comparison, object, change));
  const template = templateCauses(comparison, pair);
  return [
    ...(template.length > 0 && stopsAll(now)
      ? [{ object, says: 'no pod runs while its pods are replaced', amount: inWords(now), causes: template }]
      : []),
    ...(template.length === 0 && now.count.most > 0 && stopsAll(now) && !stopsAll(before)
      ? [
          {
            object,
            says: 'each update stops all of its pods from now on',
            causes: causes(/^spec\.(strategy|updateStrategy)/),
          },
        ]
      : []),
    ...fewerPods(before.count, now.count).map((says) => {
      const own = causes(/^spec\.replicas$/);
      return { object, says, causes: own.length > 0 ? own : autoscalerCauses(comparison, pair) };
    }),
    ...lostProbes(comparison, pair),
  ];
}

function fewerPods(before: NonNullable<Pods['count']>, now: NonNullable<Pods['count']>): string[] {
  if (now.least >= before.least || now.least > 1) return [];
  if (now.most === 0) return ['no pod runs any more'];
  return ['one pod is left: nothing answers while the pod or its node stops'];
}

function autoscalerCauses(comparison: Comparison, { after }: Pair): Effect['causes'] {
  const isTarget = (autoscaler: unknown) =>
    valueAt(autoscaler, 'spec', 'scaleTargetRef', 'name') === after.metadata.name &&
    valueAt(autoscaler, 'spec', 'scaleTargetRef', 'kind') === after.kind;
  return comparison.changed
    .filter((pair) => pair.after.kind === 'HorizontalPodAutoscaler' && isTarget(pair.after))
    .flatMap((pair) => pair.changes.map((change) => causeOf(comparison, pair.after, change)));
}

function lostProbes(comparison: Comparison, { after, changes }: Pair): Effect[] {
  const lost = changes.filter(({ path, now }) => path.endsWith('.readinessProbe') && now === undefined);
  return lost.map((change) => ({
    object: after,
    says: 'pods get traffic before they can answer',
    causes: [causeOf(comparison, after, change)],
  }));
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
    const own = pair.changes
      .filter(({ path }) => path.startsWith('spec.selector'))
      .map((change) => causeOf(comparison, pair.after, change));
    const others = lost
      .filter((owner) => comparison.gone.includes(owner))
      .map((owner) => causeOfObject(owner, 'is gone'));
    return [{ object: pair.after, says: 'no pod is behind the Service any more', causes: [...own, ...others] }];
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
