import { entryPath } from './field-path';
import { fields, type Manifest } from './manifest';

/** A value of a Secret as pods see it. Never to be printed. */
export interface SecretValue {
  readonly key: string;
  readonly field: string;
  /** Undefined if it is no text, or no base64. */
  readonly value: string | undefined;
}

/** The values of a Secret, decoded. `stringData` wins over `data`, as in the API server. */
export function secretValues(secret: Manifest | undefined): SecretValue[] {
  const values = new Map<string, SecretValue>();
  for (const [key, value] of fields(secret, 'data')) {
    values.set(key, { key, field: entryPath('data', key), value: decoded(value) });
  }
  for (const [key, value] of fields(secret, 'stringData')) {
    const plain = typeof value === 'string' ? value : undefined;
    values.set(key, { key, field: entryPath('stringData', key), value: plain });
  }
  return [...values.values()];
}

/** Whether the API server takes a text for base64. It skips line breaks and wants the padding (Go's StdEncoding). */
export function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

function decoded(value: unknown): string | undefined {
  return typeof value === 'string' && isBase64(value) ? Buffer.from(value, 'base64').toString() : undefined;
}
