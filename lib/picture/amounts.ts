const UNITS: readonly (readonly [string, number])[] = [
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
];

/** Bytes as people write them in manifests: `20Gi`, `1.5Gi`. */
export function bytes(amount: number): string {
  const [unit, size] = UNITS.find(([, size]) => amount >= size) ?? ['', 1];
  return `${rounded(amount / size)}${unit}`;
}

/** Cores as people write them in manifests: `100m`, `2`. */
export function cores(amount: number): string {
  return amount < 1 ? `${Math.round(amount * 1000)}m` : String(rounded(amount));
}

/** `3–10`, or `2` if both are the same. */
export function range(least: number, most: number): string {
  return least === most ? String(least) : `${least}–${most}`;
}

export const counted = (count: number | string, noun: string): string =>
  `${count} ${noun}${count === 1 || count === '1' ? '' : 's'}`;

const rounded = (amount: number): number => Math.round(amount * 10) / 10;
