import type { Bundle } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { runs } from '../../bundle/workloads/members';
import { type Manifest, numberAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Words of names for work that may wait, and for work that may not. */
const LOW =
  /(^|-)(background|batch|best-?effort|bulk|cron|idle|low|lowest|nightly|offline|opportunistic|preemptible|reports-batch|spare)(-|$)/;
const HIGH =
  /(^|-)(critical|customer|frontend|high|highest|interactive|latency|live|mission|online|production|realtime|real-time|serving|urgent|user-facing)(-|$)/;

/** A class of urgent work has a higher value than a class of work that may wait. */
export const prioritiesInOrder: Rule = {
  id: 'priorities-in-order',
  answer: 'risk',
  why: 'the scheduler knows the value of a PriorityClass and not its name: with the lower value, urgent pods wait for the others, and are evicted first',
  example:
    'PriorityClass online: value: expected above 1000, the value of PriorityClass batch, received 100 [priorities-in-order]',
  about: ['PriorityClass'],
  check: (bundle) => [...inOrder(bundle), ...expendable(bundle), ...forAll(bundle)],
};

function inOrder(bundle: Bundle): Finding[] {
  const classes = bundle.ofKind('PriorityClass').map((object) => ({ object, value: numberAt(object, 'value') ?? 0 }));
  const is =
    (words: RegExp, other: RegExp) =>
    ({ object }: { readonly object: Manifest }) =>
      words.test(object.metadata.name) && !other.test(object.metadata.name);
  const [highest] = classes.filter(is(LOW, HIGH)).sort((a, b) => b.value - a.value);
  if (highest === undefined) return [];
  return classes
    .filter(is(HIGH, LOW))
    .filter(({ value }) => value <= highest.value)
    .map(({ object, value }) => ({
      object,
      field: 'value',
      expected: `above ${highest.value}, the value of PriorityClass ${highest.object.metadata.name}`,
      received: quoted(value),
    }));
}

/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#how-can-i-configure-overprovisioning-with-cluster-autoscaler */
const CUTOFF = -10;

/** Pods that hold room for others are of no use below the cutoff: the cluster autoscaler adds no node for such pods. */
function expendable(bundle: Bundle): Finding[] {
  const low = bundle.ofKind('PriorityClass').filter((object) => (numberAt(object, 'value') ?? 0) < CUTOFF);
  if (low.length === 0) return [];
  const holders = bundle.containers.filter((container) => runs(container, /^pause(-amd64)?$/));
  const isMoved = bundle.containers.some((container) =>
    commandLine(container).some((word) => word.includes('expendable-pods-priority-cutoff')),
  );
  return low
    .filter(({ metadata }) =>
      holders.some(({ template }) => stringAt(template.spec, 'priorityClassName') === metadata.name),
    )
    .filter(() => !isMoved)
    .map((object) => ({
      object,
      field: 'value',
      expected: `${CUTOFF} or more: the cluster autoscaler adds no node for pods below`,
      received: quoted(numberAt(object, 'value')),
    }));
}

/** Names of a class that pods may well have by default. */
const NORMAL = /(^|-)(default|global|medium|normal|standard)(-|$)/;

/** The class of all pods without one: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass */
function forAll(bundle: Bundle): Finding[] {
  return bundle
    .ofKind('PriorityClass')
    .filter(({ globalDefault, metadata }) => globalDefault === true && !NORMAL.test(metadata.name))
    .filter((object) => {
      const value = numberAt(object, 'value') ?? 0;
      const isNamed = bundle.templates.some(({ spec }) => stringAt(spec, 'priorityClassName') === object.metadata.name);
      // A default a little below all others does no harm.
      return (
        (value > 0 || value < CUTOFF) && (isNamed || LOW.test(object.metadata.name) || HIGH.test(object.metadata.name))
      );
    })
    .map((object) => ({
      object,
      field: 'globalDefault',
      expected: 'false: each new pod of the cluster without a class has this one otherwise',
      received: 'true',
    }));
}
