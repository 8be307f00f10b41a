import { problem } from '../checker/problem';

/** The five fields of a schedule, each with the lowest number, the highest number, and the names from the lowest on. */
const FIELDS = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  // Sunday is 0. Unlike cron on Linux, Kubernetes rejects 7 for Sunday: https://pkg.go.dev/github.com/robfig/cron/v3
  { least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

type Field = (typeof FIELDS)[number];

/** Refuses a schedule that Kubernetes cannot parse as minute, hour, day of the month, month and day of the week. */
export function checkCron(field: string, schedule: string): string[] {
  const parts = schedule.split(' ');
  if (parts.length === FIELDS.length && FIELDS.every((each, index) => isList(parts[index] ?? '', each))) return [];
  const expected = 'five fields (minute, hour, day of the month, month, day of the week), such as "0 3 * * *"';
  return [problem(field, expected, schedule)];
}

/** The same times in six fields, the second first, as CloudNativePG expects. */
export function cronWithSeconds(schedule: string): string {
  return `0 ${schedule}`;
}

/** Accepts `0,30`, `1-5` and `0-59/15`: ranges with an optional step, joined by commas. */
function isList(text: string, field: Field): boolean {
  return text.split(',').every((range) => {
    const [, all, first = '', last = first, step = '1'] =
      /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(range.toLowerCase()) ?? [];
    if (Number(step) < 1) return false;
    if (all !== undefined) return true;
    const [from, to] = [numberOf(first, field), numberOf(last, field)];
    return field.least <= from && from <= to && to <= field.most;
  });
}

/** NaN for a text that is neither a number nor a name, since NaN is within no bounds. */
function numberOf(text: string, { least, names }: Field): number {
  const index = (names as readonly string[]).indexOf(text);
  if (index >= 0) return least + index;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}
