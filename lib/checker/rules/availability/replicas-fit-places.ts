import type { Bundle } from '../../bundle/bundle';
import { meets, requirementsOf } from '../../bundle/label-selector';
import { autoscalerOf } from '../../bundle/workloads/autoscaled-workloads';
import { claimTemplates } from '../../bundle/workloads/claims';
import { type NodeTerm, podTerms, termsOf } from '../../bundle/workloads/node-choice';
import { listAt, type Manifest, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Replicas that keep away from each other have a place each. */
export const replicasFitPlaces: Rule = {
  id: 'replicas-fit-places',
  answer: 'broken',
  why: 'where one pod may run in each zone, and the pods may run in some zones alone, a pod more than zones stays Pending for ever',
  example:
    'Deployment default/api: spec.replicas: expected at most 3, as a required anti-affinity lets one pod into each topology.kubernetes.io/zone, and the pods may run in 3, received 5 [replicas-fit-places]',
  about: ['podAntiAffinity'],
  check: (bundle) => {
    return bundle.templates.flatMap(({ owner: object, spec, labels }): Finding[] => {
      const replicas = numberAt(object, 'spec', 'replicas') ?? 1;
      const scaled = autoscalerOf(bundle, object);
      const most = numberAt(scaled, 'spec', 'maxReplicas') ?? replicas;
      if (!['Deployment', 'Rollout', 'StatefulSet'].includes(object.kind) || most < 2) return [];
      const terms = podTerms(spec);
      const disks = disksOf(bundle, object);
      return listAt(spec, 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution').flatMap(
        (term) => {
          const selector = valueAt(term, 'labelSelector');
          const own = selector !== undefined && requirementsOf(selector).every((each) => meets(each, labels));
          const label = stringAt(term, 'topologyKey') ?? '';
          const places = least(placesOf(terms, label), placesOf(disks, standard(label)));
          if (own && places === most && scaled === undefined && waitsForRoom(object, most)) {
            const expected = `at least 1: a required anti-affinity lets one pod into each ${label}, and none of the ${places} is free for a new pod`;
            const received = quoted(valueAt(object, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable'));
            return [{ object, field: 'spec.strategy.rollingUpdate.maxUnavailable', expected, received }];
          }
          if (!own || places === undefined || most <= places) return [];
          const field = scaled === undefined ? 'spec.replicas' : 'spec.maxReplicas';
          const expected = `at most ${places}, as a required anti-affinity lets one pod into each ${label}, and the pods may run in ${places}`;
          return [{ object: scaled ?? object, field, expected, received: quoted(most) }];
        },
      );
    });
  },
};

const least = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined ? other : Math.min(one, other ?? one);

/** Names of the label with the zone of a node, by drivers of disks. */
const ZONE =
  /^topology\.(?:gke\.io|ebs\.csi\.aws\.com|disk\.csi\.azure\.com|kubernetes\.io)\/zone$|^failure-domain\.beta\.kubernetes\.io\/zone$/;
const standard = (label: string): string => (ZONE.test(label) ? 'topology.kubernetes.io/zone' : label);

/** The places of the disks that a StatefulSet makes, one for each pod: the topologies of the class. Without a class, any place. */
function disksOf(bundle: Bundle, owner: Manifest): readonly NodeTerm[] {
  const [claim] = claimTemplates(owner);
  const made = bundle.find('StorageClass', '', stringAt(claim?.spec, 'storageClassName') ?? '');
  return termsOf(valueAt(made, 'allowedTopologies')).map(
    (term) => new Map([...term].map(([label, values]) => [standard(label), values])),
  );
}

/** The number of values that a label of the nodes may have. Undefined if a term leaves the label open. */
function placesOf(terms: readonly NodeTerm[], label: string): number | undefined {
  const values = terms.map((term) => term.get(label));
  if (values.length === 0 || values.some((each) => each === undefined)) return undefined;
  return new Set(values.flatMap((each) => [...(each ?? [])])).size;
}

/** True if an update of a Deployment takes no pod away before a new one is ready: 25% of few pods is none. */
function waitsForRoom(object: Manifest, replicas: number): boolean {
  const given = valueAt(object, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable') ?? '25%';
  const [, percent] = /^(\d+)%$/.exec(String(given)) ?? [];
  const away = percent === undefined ? Number(given) : Math.floor((Number(percent) * replicas) / 100);
  return object.kind === 'Deployment' && stringAt(object, 'spec', 'strategy', 'type') !== 'Recreate' && away === 0;
}
