import { Duration } from 'cdk8s';
import { atLeast, type KubernetesVersion } from '../checker/kubernetes/kubernetes-version';
import { problem, Unquoted } from '../checker/problem';
import type { k8s } from '../kubernetes';
import { checkSeconds, seconds } from './seconds';

/**
 * The time between "this pod goes" and the kill: `preStop` keeps the process untouched until no proxy sends to it any
 * more, `drain` lets it finish what it has begun, `buffer` is spare.
 */
export interface GracefulShutdown {
  /** Wait before SIGTERM, in whole seconds: kube-proxy and ingress controllers learn of the removal meanwhile. */
  readonly preStop: Duration;
  /** Time for requests in flight after SIGTERM, in whole seconds. */
  readonly drain: Duration;
  /** Spare time before SIGKILL, in whole seconds. */
  readonly buffer: Duration;
  /**
   * The whole budget, where a policy of yours fixes it. Refused if it is shorter than the parts.
   *
   * @default preStop + drain + buffer
   */
  readonly gracePeriod?: Duration;
}

/** 10 s + 15 s + 5 s, in all the 30 s that Kubernetes itself gives a pod. */
export const DEFAULT_SHUTDOWN: GracefulShutdown = {
  preStop: Duration.seconds(10),
  drain: Duration.seconds(15),
  buffer: Duration.seconds(5),
};

/** `lifecycle.preStop`: an API that cdk8s-plus-28 does not know yet, beside those that it does. */
export type PreStop = { readonly sleep: { readonly seconds: number } } | { readonly exec: k8s.ExecAction };

/** `terminationGracePeriodSeconds`. */
export function gracePeriodSeconds(shutdown: GracefulShutdown): number {
  return shutdown.gracePeriod ? seconds(shutdown.gracePeriod) : parts(shutdown);
}

/**
 * The hook that waits. The kubelet's own `sleep` needs nothing from the image and is on by default from Kubernetes 1.30
 * (KEP-3960); on an older cluster a shell does it.
 */
export function preStopHook(shutdown: GracefulShutdown, kubernetes: KubernetesVersion): PreStop {
  const wait = seconds(shutdown.preStop);
  if (atLeast(kubernetes, '1.30')) return { sleep: { seconds: wait } };
  return { exec: { command: ['/bin/sh', '-c', `sleep ${wait}`] } };
}

/** Refuses a budget whose parts do not fit, or a hook that the image or the cluster cannot run. */
export function checkShutdown(
  field: string,
  shutdown: GracefulShutdown,
  kubernetes: KubernetesVersion,
  hasShell: boolean,
): string[] {
  const problems = [
    // A hook of 0 s is refused by clusters before 1.33.
    ...checkSeconds(`${field}.preStop`, shutdown.preStop, 1),
    ...checkSeconds(`${field}.drain`, shutdown.drain, 0),
    ...checkSeconds(`${field}.buffer`, shutdown.buffer, 0),
  ];
  if (shutdown.gracePeriod) {
    const needed = parts(shutdown);
    const given = seconds(shutdown.gracePeriod);
    if (!(given >= needed)) {
      const expected = `at least preStop + drain + buffer = ${needed} s`;
      problems.push(problem(`${field}.gracePeriod`, expected, new Unquoted(`${given} s`)));
    } else {
      problems.push(...checkSeconds(`${field}.gracePeriod`, shutdown.gracePeriod, 1));
    }
  }
  if (!hasShell && !atLeast(kubernetes, '1.30')) {
    const expected = 'at least 1.30, whose native sleep hook needs no shell (the image has none)';
    problems.push(problem('cluster.kubernetes', expected, kubernetes));
  }
  return problems;
}

function parts({ preStop, drain, buffer }: GracefulShutdown): number {
  return [preStop, drain, buffer].reduce((sum, part) => sum + seconds(part), 0);
}
