import { Duration } from 'cdk8s';
import { atLeast, type KubernetesVersion } from '../checker/kubernetes/kubernetes-version';
import { problem, Unquoted } from '../checker/problem';
import type { k8s } from '../kubernetes';
import { checkSeconds, seconds } from './seconds';

/**
 * The time from the deletion of a pod to SIGKILL. During `preStop` the process still serves, until no proxy sends new
 * requests. During `drain` the process finishes open requests. `buffer` is spare time.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export interface GracefulShutdown {
  /** Time before SIGTERM, in whole seconds, at least 1. kube-proxy and ingress controllers need the time to react. */
  readonly preStop: Duration;
  /** Time after SIGTERM for open requests, in whole seconds, at least 0. */
  readonly drain: Duration;
  /** Spare time before SIGKILL, in whole seconds, at least 0. */
  readonly buffer: Duration;
  /**
   * The total time, in whole seconds, for a team with a fixed total. The total must be at least the sum of the parts.
   *
   * @default preStop + drain + buffer
   */
  readonly gracePeriod?: Duration;
}

/** A shutdown with or without a time before SIGTERM: no proxy sends requests to a worker. */
export type Shutdown = Omit<GracefulShutdown, 'preStop'> & Partial<Pick<GracefulShutdown, 'preStop'>>;

/** 10 s + 15 s + 5 s. The sum is the default of Kubernetes, 30 s. */
export const DEFAULT_SHUTDOWN: GracefulShutdown = {
  preStop: Duration.seconds(10),
  drain: Duration.seconds(15),
  buffer: Duration.seconds(5),
};

/** `lifecycle.preStop`. The types of cdk8s-plus-28 have no `sleep` yet. */
export type PreStop = { readonly sleep: { readonly seconds: number } } | { readonly exec: k8s.ExecAction };

/** The value of `terminationGracePeriodSeconds`. */
export function gracePeriodSeconds(shutdown: Shutdown): number {
  return shutdown.gracePeriod ? seconds(shutdown.gracePeriod) : parts(shutdown);
}

/**
 * The hook that delays SIGTERM. The `sleep` of the kubelet needs no program in the image, and is on by default from
 * Kubernetes 1.30 (KEP-3960). An older cluster runs the `sleep` of the image in a shell.
 */
export function preStopHook({ preStop }: Shutdown, kubernetes: KubernetesVersion): PreStop | undefined {
  if (!preStop) return undefined;
  const wait = seconds(preStop);
  if (atLeast(kubernetes, '1.30')) return { sleep: { seconds: wait } };
  return { exec: { command: ['/bin/sh', '-c', `sleep ${wait}`] } };
}

/** Refuses parts that are no whole seconds, a total below the sum of the parts, and a hook that cannot run. */
export function checkShutdown(
  field: string,
  shutdown: Shutdown,
  kubernetes: KubernetesVersion,
  hasShell: boolean,
): string[] {
  const problems = [
    // Kubernetes before 1.33 rejects a hook of 0 s.
    ...(shutdown.preStop ? checkSeconds(`${field}.preStop`, shutdown.preStop, 1) : []),
    ...checkSeconds(`${field}.drain`, shutdown.drain, 0),
    ...checkSeconds(`${field}.buffer`, shutdown.buffer, 0),
  ];
  if (shutdown.gracePeriod) {
    const needed = parts(shutdown);
    const given = seconds(shutdown.gracePeriod);
    if (!(given >= needed)) {
      const expected = `at least ${shutdown.preStop ? 'preStop + ' : ''}drain + buffer = ${needed} s`;
      problems.push(problem(`${field}.gracePeriod`, expected, new Unquoted(`${given} s`)));
    } else {
      problems.push(...checkSeconds(`${field}.gracePeriod`, shutdown.gracePeriod, 1));
    }
  }
  if (shutdown.preStop && !hasShell && !atLeast(kubernetes, '1.30')) {
    const expected = 'at least 1.30 for an image without a shell: the preStop hook of an older version needs a shell';
    problems.push(problem('cluster.kubernetes', expected, kubernetes));
  }
  return problems;
}

function parts({ preStop, drain, buffer }: Shutdown): number {
  return [...(preStop ? [preStop] : []), drain, buffer].reduce((sum, part) => sum + seconds(part), 0);
}
