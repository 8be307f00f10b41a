import type { Duration } from 'cdk8s';
import { problem, Unquoted } from '../checker/problem';

/** A duration in seconds, whole or not: whether it may be a fraction is `checkSeconds`' business. */
export function seconds(duration: Duration): number {
  return duration.toSeconds({ integral: false });
}

/** Refuses a duration that Kubernetes cannot hold in a field of whole seconds. */
export function checkSeconds(field: string, duration: Duration, least: number): string[] {
  const received = seconds(duration);
  if (Number.isInteger(received) && received >= least) return [];
  return [problem(field, `whole seconds, at least ${least}`, new Unquoted(`${received} s`))];
}
