import { decoded } from '../manifest/base64';
import { entryPath } from '../manifest/field-path';
import { entriesAt, type Manifest, namespaceOf } from '../manifest/manifest';
import { operatedKind } from '../operators';
import type { OperatedSecret, SecretValue } from '../operators/operator';

/** A Secret as pods see it. */
export interface MadeSecret extends OperatedSecret {
  /** The Secret itself, or the object from which an operator makes the Secret. */
  readonly maker: Manifest;
  readonly namespace: string;
}

/** The Secrets of an object: itself, or the Secrets of its operator. */
export function secretsMadeOf(maker: Manifest): MadeSecret[] {
  const made =
    maker.kind === 'Secret'
      ? [{ name: maker.metadata.name, values: plainValues(maker) }]
      : (operatedKind(maker)?.secrets?.(maker) ?? []);
  return made.map((secret) => ({ maker, namespace: namespaceOf(maker), ...secret }));
}

/** `stringData` wins over `data`, as in the API server. */
function plainValues(secret: Manifest): SecretValue[] {
  const values = new Map<string, SecretValue>();
  for (const [key, value] of entriesAt(secret, 'data')) {
    values.set(key, { key, field: entryPath('data', key), value: decoded(value) });
  }
  for (const [key, value] of entriesAt(secret, 'stringData')) {
    const plain = typeof value === 'string' ? value : undefined;
    values.set(key, { key, field: entryPath('stringData', key), value: plain });
  }
  return [...values.values()];
}
