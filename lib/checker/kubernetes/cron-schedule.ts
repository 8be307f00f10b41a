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

const DESCRIPTORS = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \d+(\.\d+)?(ns|us|ms|[smh]).*)$/;

/** True for a schedule of a CronJob: five fields, or a descriptor such as `@daily`. */
export function isSchedule(schedule: string): boolean {
  if (schedule.startsWith('@')) return DESCRIPTORS.test(schedule);
  return momentsOf(schedule) !== undefined;
}

/** The numbers that each field allows. Undefined for a schedule without five valid fields. */
export function momentsOf(schedule: string): readonly (readonly number[])[] | undefined {
  const parts = schedule.trim().split(/\s+/);
  const fields = FIELDS.map((field, index) => numbersOf(parts[index] ?? '', field));
  return parts.length === FIELDS.length && fields.every((field) => field.length > 0) ? fields : undefined;
}

/** The numbers of `0,30`, `1-5` and `0-59/15`: ranges with an optional step, joined by commas. Empty for other texts. */
function numbersOf(text: string, field: Field): number[] {
  const ranges = text.split(',').map((range) => rangeOf(range, field));
  return ranges.some((range) => range.length === 0) ? [] : [...new Set(ranges.flat())];
}

function rangeOf(text: string, field: Field): number[] {
  const [, all, first = '', last, step] =
    /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d{1,9}))?$/.exec(text.toLowerCase()) ?? [];
  const from = all === undefined ? numberOf(first, field) : field.least;
  // `5/15`: from 5 on, to the end.
  const to = last !== undefined ? numberOf(last, field) : all !== undefined || step !== undefined ? field.most : from;
  const by = Number(step ?? 1);
  if (!(field.least <= from && from <= to && to <= field.most && by >= 1)) return [];
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** NaN for a text that is neither a number nor a name, since NaN is within no bounds. */
function numberOf(text: string, { least, names }: Field): number {
  const index = (names as readonly string[]).indexOf(text);
  if (index >= 0) return least + index;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}
