import { problem } from '../checker/problem';
import { checkWholeNumber } from './whole-number';

/** How many pods: a number, or an autoscaler between two. Never both: an autoscaler owns the number. */
export type Scaling = FixedReplicas | Autoscaled;

export interface FixedReplicas {
  /** At least 1. From 2 on, a PodDisruptionBudget keeps node drains from taking more than one at a time. */
  readonly replicas: number;
  readonly minReplicas?: never;
  readonly maxReplicas?: never;
  readonly cpuPercent?: never;
}

export interface Autoscaled {
  /** At least 1. */
  readonly minReplicas: number;
  /** At least `minReplicas`. */
  readonly maxReplicas: number;
  /** Mean CPU use, in percent of the request, above which pods are added. @default 70 */
  readonly cpuPercent?: number;
  readonly replicas?: never;
}

export const DEFAULT_CPU_PERCENT = 70;

/** The number of pods that always run. */
export function leastReplicas(scaling: Scaling): number {
  return scaling.replicas ?? scaling.minReplicas;
}

/** Pods beyond the wanted number while an update goes on. */
export const MAX_SURGE = 1;

/**
 * The most pods that run at a time: in a rolling update, those that are about to stop are not counted by Kubernetes, and
 * do what they did. One more begins to stop each time that a new one has become ready.
 */
export function mostPods(scaling: Scaling, secondsToStop: number, secondsToReady: number): number {
  const replicas = scaling.replicas ?? scaling.maxReplicas;
  return replicas + MAX_SURGE + Math.min(replicas, Math.ceil(secondsToStop / Math.max(secondsToReady, 1)));
}

export function checkScaling(field: string, scaling: Scaling): string[] {
  if (scaling.replicas !== undefined) return checkWholeNumber(`${field}.replicas`, scaling.replicas);
  const { minReplicas, maxReplicas, cpuPercent = DEFAULT_CPU_PERCENT } = scaling;
  const problems = [
    ...checkWholeNumber(`${field}.minReplicas`, minReplicas),
    ...checkWholeNumber(`${field}.maxReplicas`, maxReplicas),
    ...checkWholeNumber(`${field}.cpuPercent`, cpuPercent),
  ];
  if (minReplicas > maxReplicas) {
    problems.push(problem(`${field}.minReplicas`, `at most maxReplicas, ${maxReplicas}`, minReplicas));
  }
  return problems;
}
