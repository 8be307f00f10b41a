import { problem } from '../checker/problem';

/** Refuses a fraction, a number below the least one, and a value that is no number. */
export function checkWholeNumber(field: string, received: number, least = 1): string[] {
  if (Number.isInteger(received) && received >= least) return [];
  return [problem(field, `a whole number, at least ${least}`, received)];
}
