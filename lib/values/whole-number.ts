import { problem } from '../checker/problem';

/** Refuses a fraction, zero, what is negative, and what is no number. */
export function checkWholeNumber(field: string, received: number): string[] {
  return Number.isInteger(received) && received >= 1 ? [] : [problem(field, 'a whole number, at least 1', received)];
}
