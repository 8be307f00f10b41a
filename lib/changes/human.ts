import { identity } from '../checker/manifest/manifest';
import { type Environment, type Place, type Row, rowsOf } from './rows';

/** Objects and causes in print; the others are counted. */
const MOST = 6;
/** The number of consequences for a person to read singly. */
const MOST_LINES = 20;

/** A row in one line: `prod: restart: Deployment shop/api: its pods are replaced: 2 pods, 1 at a time, …`. */
export function rowLine(row: Row): string {
  const where = row.environments.filter((name) => name !== '').join(', ');
  return [...(where === '' ? [] : [where]), row.consequence.id, rowText(row)].join(': ');
}

/** The object, the consequence and the amounts of a row. */
export function rowText({ objects, says, places }: Row): string {
  const amounts = [...new Set(places.map(({ amount }) => amount ?? ''))];
  const isAlike = amounts.length === 1;
  // Each amount stands beside its object, or beside its environment if the row has one object.
  const told = isAlike ? amounts.filter((amount) => amount !== '') : [few(named(places, objects.length > 1), '; ')];
  const listed = isAlike ? ` (${few(objects, ', ')})` : '';
  const subject = objects.length > 1 ? [`${objects.length} objects${listed}`] : objects;
  return [...subject, says, ...told].join(': ');
}

function named(places: readonly Place[], byObject: boolean): string[] {
  return places.map(({ environment, object, amount = '' }) => {
    return `${byObject && object ? identity(object) : environment} ${amount}`;
  });
}

/** The lines of all rows, each with its causes. */
export function human(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => [rowLine(row), ...causeLines(row).map((line) => `  ${line}`)]);
}

/** A line for each row, without causes. The lines after the first twenty are counted. */
export function inShort(environments: readonly Environment[]): string[] {
  const lines = rowsOf(environments).map(rowLine);
  const more = lines.length - MOST_LINES;
  return more > 0
    ? [
        ...lines.slice(0, MOST_LINES),
        `${more} more ${more === 1 ? 'consequence' : 'consequences'}: npm run changes -- HEAD`,
      ]
    : lines;
}

/** The causes of a row. An object that is new or gone needs no cause beside itself. */
export function causeLines({ causes }: Row): string[] {
  const told = causes.filter((cause) => !/^the object is (new|gone)$/.test(cause));
  const more = told.length - MOST;
  return more > 0 ? [...told.slice(0, MOST), `and ${more} more`] : told;
}

export function few(items: readonly string[], separator: string): string {
  const more = items.length - MOST;
  return more > 0 ? `${items.slice(0, MOST).join(separator)} and ${more} more` : items.join(separator);
}
