import { problem } from '../checker/problem';
import type { k8s } from '../kubernetes';
import { checkWholeNumber } from './whole-number';

/** The number of pods: fixed, or set by an autoscaler. Both together do not compile. */
export type Scaling = FixedReplicas | Autoscaled;

/** A fixed number of pods. */
export interface FixedReplicas {
  /** Number of pods, at least 1. From 2 pods on, a PodDisruptionBudget lets a node drain evict one pod at a time. */
  readonly replicas: number;
  readonly minReplicas?: never;
  readonly maxReplicas?: never;
  readonly cpuPercent?: never;
  readonly metrics?: never;
  readonly behavior?: never;
}

/** A number of pods that a HorizontalPodAutoscaler sets. */
export interface Autoscaled {
  /** Lowest number of pods, at least 1. */
  readonly minReplicas: number;
  /** Highest number of pods, at least `minReplicas`. */
  readonly maxReplicas: number;
  /** Mean CPU use of all pods above which pods are added, in percent of the CPU request, 1 to 100. @default 70, or none beside `metrics` */
  readonly cpuPercent?: number;
  /** Further metrics: memory, or metrics of another program. The autoscaler takes the highest result. @default none */
  readonly metrics?: readonly k8s.MetricSpecV2[];
  /** How fast the autoscaler adds and removes pods. @default the behavior of Kubernetes */
  readonly behavior?: k8s.HorizontalPodAutoscalerBehaviorV2;
  readonly replicas?: never;
}

export const DEFAULT_CPU_PERCENT = 70;

/** The lowest number of pods. */
export function leastReplicas(scaling: Scaling): number {
  return scaling.replicas ?? scaling.minReplicas;
}

/** Extra pods during a rolling update. */
export const MAX_SURGE = 1;

/**
 * The highest number of pods that run at a time. Kubernetes does not count terminating pods in a rolling update, but
 * terminating pods still hold connections. Each time a new pod becomes ready, one more pod begins to terminate.
 */
export function mostPods(scaling: Scaling, secondsToStop: number, secondsToReady: number): number {
  const replicas = scaling.replicas ?? scaling.maxReplicas;
  return replicas + MAX_SURGE + Math.min(replicas, Math.ceil(secondsToStop / Math.max(secondsToReady, 1)));
}

/** Refuses numbers that are not whole or below 1, and `minReplicas` above `maxReplicas`. */
export function checkScaling(field: string, scaling: Scaling): string[] {
  if (scaling.replicas !== undefined) return checkWholeNumber(`${field}.replicas`, scaling.replicas);
  const { minReplicas, maxReplicas, cpuPercent = DEFAULT_CPU_PERCENT } = scaling;
  const problems = [
    ...checkWholeNumber(`${field}.minReplicas`, minReplicas),
    ...checkWholeNumber(`${field}.maxReplicas`, maxReplicas),
    ...checkPercent(`${field}.cpuPercent`, cpuPercent),
  ];
  if (minReplicas > maxReplicas) {
    problems.push(problem(`${field}.minReplicas`, `at most maxReplicas, ${maxReplicas}`, minReplicas));
  }
  return problems;
}

/** Refuses more than the request: the nodes may give the rest to other pods. */
function checkPercent(field: string, received: number): string[] {
  if (!(received > 100 && Number.isInteger(received))) return checkWholeNumber(field, received);
  return [problem(field, 'at most 100, a share of the CPU request', received)];
}
