import { stringsAt } from '../lib/checker/manifest/manifest';

/** The values of a Secret as its pods see them, by key. */
export function secretValues(secret: unknown): Record<string, string> {
  const encoded = Object.entries(stringsAt(secret, 'data'));
  return Object.fromEntries(encoded.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
}
