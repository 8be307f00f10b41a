import { entryPath } from '../manifest/field-path';
import { fields, get, items, type Json, type Manifest, namespaceOf, text } from '../manifest/manifest';

/** A Secret as pods find it, whichever object it is made of. */
export interface MadeSecret {
  /** The Secret itself, or what an operator makes it of. */
  readonly maker: Manifest;
  readonly namespace: string;
  readonly name: string;
  /** Undefined where no manifest tells the keys. */
  readonly values: readonly SecretValue[] | undefined;
}

/** A value of a Secret as pods see it. Never to be printed. */
export interface SecretValue {
  readonly key: string;
  readonly field: string;
  /** Undefined if it is no text, no base64, or comes from elsewhere. Of a template, `{{}}` stands for what does. */
  readonly value: string | undefined;
  /** The template as it stands there, if it is one. */
  readonly template?: string;
}

/** The Secrets that are made of an object: by itself, or by cert-manager, External Secrets or Sealed Secrets. */
export function secretsMadeOf(maker: Manifest): MadeSecret[] {
  const secret = (name: string | undefined, values?: readonly SecretValue[]): MadeSecret[] =>
    name === undefined ? [] : [{ maker, namespace: namespaceOf(maker), name, values }];
  switch (maker.kind) {
    case 'Secret':
      return secret(maker.metadata.name, plainValues(maker));
    case 'ExternalSecret':
      return secret(text(maker, 'spec', 'target', 'name') ?? maker.metadata.name, externalValues(maker));
    case 'SealedSecret':
      return secret(maker.metadata.name, sealedValues(maker));
    case 'Certificate':
      return secret(text(maker, 'spec', 'secretName'));
    case 'Ingress':
      // https://cert-manager.io/docs/usage/ingress/: the annotation makes a Certificate of each entry of `tls`.
      return fields(maker, 'metadata', 'annotations').some(([key]) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key))
        ? items(maker, 'spec', 'tls').flatMap((entry) => secret(text(entry, 'secretName')))
        : [];
    default:
      return [];
  }
}

/** `stringData` wins over `data`, as in the API server. */
function plainValues(secret: Manifest): SecretValue[] {
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

/** With a template, its keys alone, unless it says otherwise: https://external-secrets.io/latest/guides/templating/ */
function externalValues(external: Manifest): SecretValue[] | undefined {
  const template = get(external, 'spec', 'target', 'template');
  const templated = templatedValues(get(template, 'data'), 'spec.target.template.data');
  if (items(template, 'templateFrom').length > 0) return undefined;
  if (templated.length > 0 && text(template, 'mergePolicy') !== 'Merge') return templated;
  if (items(external, 'spec', 'dataFrom').length > 0) return undefined;
  const fetched = items(external, 'spec', 'data').flatMap((entry, index) => {
    const key = text(entry, 'secretKey');
    return key === undefined ? [] : [{ key, field: `spec.data[${index}].secretKey`, value: undefined }];
  });
  return someOf([...fetched, ...templated]);
}

function sealedValues(sealed: Manifest): SecretValue[] | undefined {
  const removed = fields(sealed, 'spec', 'template', 'data').filter(([, value]) => value === null);
  const encrypted = fields(sealed, 'spec', 'encryptedData')
    .filter(([key]) => !removed.some(([name]) => name === key))
    .map(([key]) => ({ key, field: entryPath('spec.encryptedData', key), value: undefined }));
  return someOf([...encrypted, ...templatedValues(get(sealed, 'spec', 'template', 'data'), 'spec.template.data')]);
}

/** A manifest that tells no key does not mean that there is none. */
const someOf = (values: SecretValue[]) => (values.length === 0 ? undefined : values);

function templatedValues(data: Json | undefined, path: string): SecretValue[] {
  return fields(data).flatMap(([key, value]) => {
    if (typeof value !== 'string') return [];
    return [{ key, field: entryPath(path, key), value: value.replace(/\{\{.*?\}\}/gs, '{{}}'), template: value }];
  });
}

/** Whether the API server takes a text for base64. It skips line breaks and wants the padding (Go's StdEncoding). */
export function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

function decoded(value: unknown): string | undefined {
  return typeof value === 'string' && isBase64(value) ? Buffer.from(value, 'base64').toString() : undefined;
}
