import type { Bundle } from '../checker/bundle/bundle';
import { autoscaledWorkloads } from '../checker/bundle/workloads/autoscaled-workloads';
import { type Json, type Manifest, namespaceOf, numberAt, stringAt, valueAt } from '../checker/manifest/manifest';
import { once } from '../checker/manifest/once';

/** The pods of a workload, and the way in which Kubernetes replaces the pods. */
export interface Pods {
  /** The fewest and the most pods. Undefined for a DaemonSet: the nodes decide. */
  readonly count: { readonly least: number; readonly most: number } | undefined;
  /** Additional pods in a rolling update. */
  readonly surge: number;
  /** Pods that may stop before their successors are ready. */
  readonly unavailable: number;
  /** The end of a rollout without progress, in seconds. Undefined if Kubernetes waits without end. */
  readonly deadline: number | undefined;
  /** The time that a pod has to stop, in seconds. */
  readonly grace: number;
}

/** The defaults of Kubernetes. */
const GRACE = 30;
const DEADLINE = 600;
const SHARE = '25%';

/** The pods of a Deployment, StatefulSet or DaemonSet. Undefined for other kinds: Kubernetes replaces none of their pods. */
export function podsOf(bundle: Bundle, owner: Manifest): Pods | undefined {
  const spec = valueAt(owner, 'spec');
  const grace = numberAt(spec, 'template', 'spec', 'terminationGracePeriodSeconds') ?? GRACE;
  const count = podCount(bundle, owner);
  if (owner.kind === 'Deployment') {
    const deadline = numberAt(spec, 'progressDeadlineSeconds') ?? DEADLINE;
    const most = count?.most ?? 1;
    if (stringAt(spec, 'strategy', 'type') === 'Recreate')
      return { count, surge: 0, unavailable: most, deadline, grace };
    const rolling = valueAt(spec, 'strategy', 'rollingUpdate');
    const surge = share(valueAt(rolling, 'maxSurge') ?? SHARE, most, Math.ceil);
    const unavailable = share(valueAt(rolling, 'maxUnavailable') ?? SHARE, count?.least ?? 1, Math.floor);
    return { count, surge, unavailable: surge + unavailable === 0 ? 1 : unavailable, deadline, grace };
  }
  if (owner.kind !== 'StatefulSet' && owner.kind !== 'DaemonSet') return undefined;
  if (stringAt(spec, 'updateStrategy', 'type') === 'OnDelete') return undefined;
  const rolling = valueAt(spec, 'updateStrategy', 'rollingUpdate');
  const surge = share(valueAt(rolling, 'maxSurge') ?? 0, 1, Math.ceil);
  const unavailable =
    surge > 0 ? 0 : Math.max(1, share(valueAt(rolling, 'maxUnavailable') ?? 1, count?.least ?? 1, Math.ceil));
  return { count, surge, unavailable, deadline: undefined, grace };
}

/** The fewest and the most pods of any workload, without the additional pods of an update. */
export function podCount(bundle: Bundle, owner: Manifest): Pods['count'] {
  const spec = valueAt(owner, 'spec');
  if (owner.kind === 'DaemonSet') return undefined;
  if (owner.kind === 'Job' || owner.kind === 'CronJob') {
    const pods = owner.kind === 'Job' ? spec : valueAt(spec, 'jobTemplate', 'spec');
    const most = valueAt(spec, 'suspend') === true ? 0 : (numberAt(pods, 'parallelism') ?? 1);
    return { least: 0, most };
  }
  const autoscaler = autoscalers(bundle).get(owner);
  if (autoscaler === undefined) {
    const replicas = numberAt(spec, 'replicas') ?? 1;
    return { least: replicas, most: replicas };
  }
  const least = numberAt(autoscaler, 'spec', 'minReplicas') ?? 1;
  return { least, most: Math.max(least, numberAt(autoscaler, 'spec', 'maxReplicas') ?? least) };
}

/** The autoscalers of a bundle by the workload of each. */
export const autoscalers = once(
  (bundle: Bundle): ReadonlyMap<Manifest, Manifest> =>
    new Map(autoscaledWorkloads(bundle).map(({ autoscaler, target }) => [target, autoscaler])),
);

/** True if an update stops the last pod before a successor is ready. */
export const stopsAll = ({ count, unavailable }: Pods): boolean => count !== undefined && unavailable >= count.least;

/** An update in words: `3 to 10 pods, 1 at a time, each with at most 600 s to start and 45 s to stop`. */
export function inWords({ count, surge, unavailable, deadline, grace }: Pods): string {
  const most = count?.most ?? Number.POSITIVE_INFINITY;
  const together = Math.min(Math.max(1, surge + unavailable), most);
  const pace = together === most && most > 1 ? 'all at once' : `${together} at a time`;
  const time = deadline === undefined ? `${grace} s to stop` : `${deadline} s to start and ${grace} s to stop`;
  return `${countInWords(count)}, ${most === 1 ? '' : `${pace}, each `}with at most ${time}`;
}

function countInWords(count: Pods['count']): string {
  if (count === undefined) return 'a pod on each node';
  const { least, most } = count;
  const range = least === most ? String(most) : `${least} to ${most}`;
  return `${range} ${range === '1' ? 'pod' : 'pods'}`;
}

/** A number of pods, or a percentage of the pods. */
function share(value: Json, pods: number, round: (exact: number) => number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(String(value))?.[1];
  return percent === undefined ? 0 : round((Number(percent) * pods) / 100);
}

/** The command that restarts the pods of a workload. */
export const restartCommand = (owner: Manifest): string =>
  `kubectl rollout restart ${owner.kind.toLowerCase()}/${owner.metadata.name} --namespace ${namespaceOf(owner)}`;
