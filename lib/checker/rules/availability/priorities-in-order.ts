import { type Manifest, numberAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

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
  check: (bundle) => {
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
  },
};
