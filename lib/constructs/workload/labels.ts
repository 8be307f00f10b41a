import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * The labels that select the pods of a workload. Selectors are immutable in Kubernetes, so they hold nothing that may ever change:
 * not the version, and not cdk8s's hash of the construct path, which changes when a construct is renamed.
 */
export function selectorLabels(name: string, instance: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': instance };
}

/**
 * The labels of a workload's objects and pods: the labels of the chart, such as the product and the environment; the
 * selector; and what people type: `kubectl get pods -l app=board-api`.
 */
export function workloadLabels(construct: IConstruct, name: string, instance: string): Record<string, string> {
  return {
    ...Chart.of(construct).labels,
    app: name,
    ...selectorLabels(name, instance),
    'app.kubernetes.io/managed-by': 'cdk8s',
  };
}
