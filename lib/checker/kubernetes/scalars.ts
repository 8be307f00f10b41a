import { isBase64 } from '../manifest/base64';
import type { Json } from '../manifest/manifest';
import { quantity } from '../manifest/quantity';
import type { Scalar } from './object-shapes';

/** The allowed values of a type, and the words for a sentence. */
export interface ScalarType {
  readonly expected: string;
  fits(value: Json): boolean;
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d{1,2}:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

export const SCALARS: Readonly<Record<Scalar, ScalarType>> = {
  any: { expected: 'anything', fits: () => true },
  base64: { expected: 'text in base64', fits: (value) => typeof value === 'string' && isBase64(value) },
  boolean: { expected: 'true or false', fits: (value) => typeof value === 'boolean' },
  'int-or-percent': {
    expected: 'a whole number, or a percentage such as 25%',
    fits: (value) => isInt32(value) || (typeof value === 'string' && /^\d+%$/.test(value)),
  },
  int32: { expected: 'a whole number', fits: isInt32 },
  integer: { expected: 'a whole number', fits: Number.isInteger },
  number: { expected: 'a number', fits: (value) => typeof value === 'number' },
  port: {
    expected: 'the number or the name of a port',
    fits: (value) => Number.isInteger(value) || typeof value === 'string',
  },
  quantity: { expected: 'a quantity such as 500m or 1Gi', fits: (value) => quantity(value) !== undefined },
  string: { expected: 'a string', fits: (value) => typeof value === 'string' },
  time: {
    expected: 'a time such as 2026-01-31T12:00:00Z',
    fits: (value) => typeof value === 'string' && DATE_TIME.test(value),
  },
};

function isInt32(value: Json): boolean {
  return Number.isInteger(value) && Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31;
}

const UNITS = ['m', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti'];

/** The quantity near a mistyped quantity: `512M` for `512MB`, `1Gi` for `1 gib`. */
export function meantQuantity(value: Json): string | undefined {
  const [, amount, unit] = /^([\d.]+) ?([kmgt]i?)b?$/i.exec(String(value)) ?? [];
  const suffix =
    UNITS.find((each) => each === unit) ?? UNITS.find((each) => each.toLowerCase() === unit?.toLowerCase());
  return suffix === undefined ? undefined : `${amount}${suffix}`;
}
