import { createHash } from 'node:crypto';

/** SHA-256 of configuration values, whatever the order of their keys. */
export function checksum(values: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
