import { type Json, listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  atLeastOne,
  atMost,
  atMostItems,
  type Demand,
  exactlyOne,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  when,
  whenSet,
} from '../demand';
import { dnsLabel } from '../name-syntax';

/** Exit codes stand in rising order. */
const rising: Demand = holds('values', 'whole numbers in rising order', (value) => {
  const codes = listAt(value, 'values').map(Number);
  return codes.every((code, index) => index === 0 || code > Number(codes[index - 1]));
});

const containerNames: Demand = holds('podFailurePolicy', 'the name of a container in containerName', (job) => {
  const pod = valueAt(job, 'template', 'spec');
  const names = [...listAt(pod, 'containers'), ...listAt(pod, 'initContainers')].map((each) => stringAt(each, 'name'));
  return listAt(job, 'podFailurePolicy', 'rules').every((rule) => {
    const name = stringAt(rule, 'onExitCodes', 'containerName');
    return name === undefined || names.includes(name);
  });
});

const indexedFailure: Demand = holds('podFailurePolicy', 'no FailIndex without backoffLimitPerIndex', (job) => {
  const actions = listAt(job, 'podFailurePolicy', 'rules').map((rule) => valueAt(rule, 'action'));
  return !actions.includes('FailIndex') || isSet(valueAt(job, 'backoffLimitPerIndex') ?? undefined);
});

/** The number of indexes in `1,3-5`. Undefined for other texts. */
function countIndexes(text: string, completions: number): number | undefined {
  let [last, count] = [-1, 0];
  for (const part of text === '' ? [] : text.split(',')) {
    const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part) ?? [];
    const [first, end] = [Number(from), Number(to)];
    if (!(first > last && end >= first && end < completions) || (part.includes('-') && first === end)) return undefined;
    [last, count] = [end, count + end - first + 1];
  }
  return count;
}

/** A Job succeeds by indexes that it has. */
const success: Demand = holds('successPolicy', 'indexes such as "1,3-5" and a count, both below completions', (job) => {
  const completions = numberAt(job, 'completions') ?? Number.POSITIVE_INFINITY;
  return listAt(job, 'successPolicy', 'rules').every((rule) => {
    const indexes = stringAt(rule, 'succeededIndexes');
    const listed = indexes === undefined ? completions : countIndexes(indexes, completions);
    return listed !== undefined && (numberAt(rule, 'succeededCount') ?? 0) <= Math.min(completions, listed);
  });
});

const atMostNumber = (field: string, most: number): Demand =>
  holds(field, `at most ${most}`, (value) => (numberAt(value, field) ?? 0) <= most);

/** Without both numbers, a Job has one index. The Jobs of a CronJob are judged without defaults. */
const counted: Demand = (job, place) =>
  place.object.kind === 'Job' && !isSet(valueAt(job, 'parallelism') ?? undefined)
    ? []
    : needs('completions')(job, place);

/** Above 100,000 completions, indexes fail in bounds. */
const manyIndexes: Demand = whenSet('backoffLimitPerIndex', (job, place) =>
  (numberAt(job, 'completions') ?? 0) <= 100_000
    ? []
    : [
        needs('maxFailedIndexes'),
        atMostNumber('parallelism', 10_000),
        atMostNumber('maxFailedIndexes', 10_000),
      ].flatMap((demand) => demand(job, place)),
);

/** The pod of an index has the name of the Job and the index. */
const podNames: Demand = holds('metadata.name', 'a DNS label, with the index of the last pod', (job: Json) => {
  const completions = numberAt(job, 'spec', 'completions') ?? 0;
  if (stringAt(job, 'spec', 'completionMode') !== 'Indexed' || completions < 1) return true;
  return dnsLabel.fits(`${stringAt(job, 'metadata', 'name') ?? ''}-${completions - 1}`);
});

export const JOB_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  CronJobSpec: [holds('schedule', 'timeZone instead of TZ', (value) => !/TZ=/.test(stringAt(value, 'schedule') ?? ''))],
  Job: [podNames],
  JobSpec: [
    when(
      'completionMode',
      'Indexed',
      counted,
      atMost('maxFailedIndexes', 'completions'),
      atMostNumber('parallelism', 100_000),
      atMostNumber('maxFailedIndexes', 100_000),
      success,
      manyIndexes,
    ),
    when(
      'completionMode',
      ['NonIndexed', undefined],
      forbids('backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'),
    ),
    whenSet('maxFailedIndexes', needs('backoffLimitPerIndex')),
    whenSet('podFailurePolicy', oneOf('podReplacementPolicy', 'Failed'), oneOf('template.spec.restartPolicy', 'Never')),
    containerNames,
    indexedFailure,
    when('manualSelector', true, needs('selector')),
    when('manualSelector', [false, undefined], forbids('selector')),
    holds('managedBy', 'at most 63 letters', (value) => (stringAt(value, 'managedBy') ?? '').length <= 63),
  ],
  PodFailurePolicy: [atMostItems('rules', 20)],
  PodFailurePolicyOnExitCodesRequirement: [
    needs('values'),
    atMostItems('values', 255),
    rising,
    when(
      'operator',
      'In',
      holds('values', 'no 0', (value) => !listAt(value, 'values').includes(0)),
    ),
  ],
  PodFailurePolicyOnPodConditionsPattern: [oneOf('status', 'True', 'False', 'Unknown')],
  PodFailurePolicyRule: [exactlyOne('onExitCodes', 'onPodConditions'), atMostItems('onPodConditions', 20)],
  SuccessPolicy: [needs('rules'), atMostItems('rules', 20)],
  SuccessPolicyRule: [atLeastOne('succeededCount', 'succeededIndexes')],
};
