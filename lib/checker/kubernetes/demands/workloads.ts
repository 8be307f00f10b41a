import { listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  atMost,
  atMostOne,
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

const endless: Demand = forbids('template.spec.activeDeadlineSeconds');
const METRICS = ['containerResource', 'external', 'object', 'pods', 'resource'];
const METRIC_TYPES = METRICS.map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)] as const);

const resourceTarget: Demand = exactlyOne('target.averageUtilization', 'target.averageValue');

const scaledGroup: Demand = holds('scaleTargetRef.apiVersion', 'a group and a version, such as apps/v1', (value) => {
  const version = stringAt(value, 'scaleTargetRef', 'apiVersion') ?? '';
  return /^[^/]+\/[^/]+$/.test(version) || version === 'v1';
});

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

export const WORKLOAD_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  ContainerResourceMetricSource: [needs('container'), resourceTarget],
  CronJobSpec: [holds('schedule', 'timeZone instead of TZ', (value) => !/TZ=/.test(stringAt(value, 'schedule') ?? ''))],
  DaemonSetSpec: [endless],
  DeploymentSpec: [
    endless,
    holds('progressDeadlineSeconds', 'more than minReadySeconds', (value) => {
      const [deadline, ready] = [
        numberAt(value, 'progressDeadlineSeconds') ?? 600,
        numberAt(value, 'minReadySeconds') ?? 0,
      ];
      return deadline > ready;
    }),
  ],
  DeploymentStrategy: [when('type', 'Recreate', forbids('rollingUpdate'))],
  ExternalMetricSource: [exactlyOne('target.averageValue', 'target.value')],
  HPAScalingRules: [
    holds(
      'policies',
      'at least one policy',
      (value) => valueAt(value, 'policies') === undefined || isSet(valueAt(value, 'policies')),
    ),
  ],
  HorizontalPodAutoscalerSpec: [scaledGroup],
  HorizontalPodAutoscalerSpecV1: [scaledGroup],
  JobSpec: [
    when(
      'completionMode',
      'Indexed',
      needs('completions'),
      atMost('maxFailedIndexes', 'completions'),
      holds('parallelism', 'at most 100000', (value) => (numberAt(value, 'parallelism') ?? 1) <= 100_000),
    ),
    when(
      'completionMode',
      ['NonIndexed', undefined],
      forbids('backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'),
    ),
    whenSet('maxFailedIndexes', needs('backoffLimitPerIndex')),
    whenSet('podFailurePolicy', oneOf('podReplacementPolicy', 'Failed'), oneOf('template.spec.restartPolicy', 'Never')),
    whenSet('backoffLimitPerIndex', oneOf('template.spec.restartPolicy', 'Never')),
    containerNames,
    forbids('selector'),
  ],
  MetricSpec: METRIC_TYPES.map(([name, type]) =>
    when('type', type, needs(name), forbids(...METRICS.filter((other) => other !== name))),
  ),
  ObjectMetricSource: [exactlyOne('target.averageValue', 'target.value')],
  PodDisruptionBudgetSpec: [atMostOne('minAvailable', 'maxUnavailable')],
  PodFailurePolicyOnExitCodesRequirement: [
    rising,
    when(
      'operator',
      'In',
      holds('values', 'no 0', (value) => !listAt(value, 'values').includes(0)),
    ),
  ],
  PodFailurePolicyOnPodConditionsPattern: [oneOf('status', 'True', 'False', 'Unknown')],
  PodFailurePolicyRule: [exactlyOne('onExitCodes', 'onPodConditions')],
  PodsMetricSource: [needs('target.averageValue')],
  ReplicaSetSpec: [endless],
  ResourceMetricSource: [resourceTarget],
  RollingUpdateDaemonSet: [
    holds('maxSurge', '0, as maxUnavailable is not', (value) => {
      const isNone = (each: unknown) => /^0%?$/.test(String(each));
      return isNone(valueAt(value, 'maxSurge') ?? 0) || isNone(valueAt(value, 'maxUnavailable') ?? 1);
    }),
  ],
  RollingUpdateStatefulSetStrategy: [
    holds('maxUnavailable', 'more than 0', (value) => !/^0+%?$/.test(String(valueAt(value, 'maxUnavailable') ?? 1))),
  ],
  StatefulSetSpec: [endless],
  StatefulSetUpdateStrategy: [when('type', 'OnDelete', forbids('rollingUpdate'))],
};
