/**
 * True if the API server accepts a text as base64. The API server skips line breaks and requires padding (Go's
 * StdEncoding).
 */
export function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

/** The text behind a base64 value; undefined if the value is no base64. */
export function decoded(value: unknown): string | undefined {
  return typeof value === 'string' && isBase64(value) ? Buffer.from(value, 'base64').toString() : undefined;
}
