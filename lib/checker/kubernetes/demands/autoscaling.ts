import { stringAt, valueAt } from '../../manifest/manifest';
import { type Demand, exactlyOne, fits, forbids, holds, isSet, needs, since, when } from '../demand';
import { dnsLabel, qualifiedName } from '../name-syntax';

const METRICS = ['containerResource', 'external', 'object', 'pods', 'resource'];
const METRIC_TYPES = METRICS.map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)] as const);

const resourceTarget: Demand = exactlyOne('target.averageUtilization', 'target.averageValue');

/** The only kind without a group that scales is the ReplicationController. */
const group: Demand = since(
  '1.34',
  holds('scaleTargetRef.apiVersion', 'a group and a version, such as apps/v1', (value) => {
    const version = stringAt(value, 'scaleTargetRef', 'apiVersion') ?? '';
    if (stringAt(value, 'scaleTargetRef', 'kind') === 'ReplicationController') return version.split('/').length < 3;
    return /^[^/]+\/[^/]*$/.test(version);
  }),
);

/** A resource that a container has. */
const containerResource: Demand = holds('name', 'cpu, memory, ephemeral-storage, or a name with a domain', (value) => {
  const name = stringAt(value, 'name') ?? '';
  return /^(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(name) || (name.includes('/') && qualifiedName.fits(name));
});

export const AUTOSCALING_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  ContainerResourceMetricSource: [needs('container'), fits('container', dnsLabel), containerResource, resourceTarget],
  ExternalMetricSource: [exactlyOne('target.averageValue', 'target.value')],
  HPAScalingRules: [
    holds(
      'policies',
      'at least one policy',
      (value) => valueAt(value, 'policies') === undefined || isSet(valueAt(value, 'policies')),
    ),
  ],
  HorizontalPodAutoscalerSpec: [group],
  HorizontalPodAutoscalerSpecV1: [group],
  MetricSpec: METRIC_TYPES.map(([name, type]) =>
    when('type', type, needs(name), forbids(...METRICS.filter((other) => other !== name))),
  ),
  ObjectMetricSource: [
    holds('target', 'averageValue or value', (value) =>
      ['averageValue', 'value'].some((name) => isSet(valueAt(value, 'target', name))),
    ),
    since('1.34', (value) =>
      (stringAt(value, 'describedObject', 'apiVersion') ?? '').split('/').length < 3
        ? []
        : [{ field: 'describedObject.apiVersion', expected: 'a group and a version, such as apps/v1' }],
    ),
  ],
  PodsMetricSource: [needs('target.averageValue')],
  ResourceMetricSource: [resourceTarget],
};
