import { typedFields } from '../../bundle/typed-fields';
import { type Bounds, isWithin, NUMBER_BOUNDS } from '../../kubernetes/number-bounds';
import { entryPath, itemPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** Numbers, percentages and quantities are within the bounds of their fields. */
export const numberBounds: Rule = {
  id: 'number-bounds',
  answer: 'broken',
  why: 'the API server rejects a number below or above what its field allows',
  example: 'Deployment default/api: spec.replicas: expected at least 0, received -1 [number-bounds]',
  check: (bundle) =>
    typedFields(bundle, NUMBER_BOUNDS).flatMap(({ object, path, value, entry }) =>
      numbersIn(value, path)
        .filter(([, each]) => !isWithin(each, entry))
        .map(([field, each]) => ({ object, field, expected: inWords(entry), received: quoted(each) })),
    ),
};

function numbersIn(value: Json, path: string): (readonly [string, Json])[] {
  if (Array.isArray(value)) return listAt(value).map((item, index) => [itemPath(path, item, index), item]);
  if (typeof value === 'object') return entriesAt(value).map(([key, each]) => [entryPath(path, key), each]);
  return [[path, value]];
}

function inWords({ least, above, most, percent }: Bounds): string {
  const low = least === undefined ? [] : [above ? `more than ${least}` : `at least ${least}`];
  const high = most === undefined ? [] : [`at most ${most}`];
  const share = percent === undefined ? [] : [`at most ${percent}%`];
  return [...low, ...high, ...share].join(' and ');
}
