import type { Duration } from 'cdk8s';
import { problem, Unquoted } from '../checker/problem';

/** A duration in seconds, including fractions. `checkSeconds` refuses fractions. */
export function seconds(duration: Duration): number {
  return duration.toSeconds({ integral: false });
}

/** Refuses a duration that is not a whole number of seconds, or is below the least number of seconds. */
export function checkSeconds(field: string, duration: Duration, least: number): string[] {
  const received = seconds(duration);
  if (Number.isInteger(received) && received >= least) return [];
  return [problem(field, `whole seconds, at least ${least}`, new Unquoted(`${received} s`))];
}
