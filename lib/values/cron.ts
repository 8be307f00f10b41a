import { momentsOf } from '../checker/kubernetes/cron-schedule';
import { problem } from '../checker/problem';

/** Refuses a schedule that Kubernetes cannot parse as minute, hour, day of the month, month and day of the week. */
export function checkCron(field: string, schedule: string): string[] {
  if (/^\S+( \S+){4}$/.test(schedule) && momentsOf(schedule) !== undefined) return [];
  const expected = 'five fields (minute, hour, day of the month, month, day of the week), such as "0 3 * * *"';
  return [problem(field, expected, schedule)];
}

/** The same times in six fields, the second first, as CloudNativePG expects. */
export function cronWithSeconds(schedule: string): string {
  return `0 ${schedule}`;
}
