import { decoded } from '../manifest/base64';
import { entryPath } from '../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../manifest/manifest';

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
      return secret(stringAt(maker, 'spec', 'target', 'name') ?? maker.metadata.name, externalValues(maker));
    case 'SealedSecret':
      return secret(maker.metadata.name, sealedValues(maker));
    case 'Certificate':
      return secret(stringAt(maker, 'spec', 'secretName'));
    case 'Ingress':
      // https://cert-manager.io/docs/usage/ingress/: the annotation makes a Certificate of each entry of `tls`.
      return entriesAt(maker, 'metadata', 'annotations').some(([key]) =>
        /^cert-manager\.io\/(cluster-)?issuer$/.test(key),
      )
        ? listAt(maker, 'spec', 'tls').flatMap((entry) => secret(stringAt(entry, 'secretName')))
        : [];
    default:
      return [];
  }
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

/** With a template, its keys alone, unless it says otherwise: https://external-secrets.io/latest/guides/templating/ */
function externalValues(external: Manifest): SecretValue[] | undefined {
  const template = valueAt(external, 'spec', 'target', 'template');
  const templated = templatedValues(valueAt(template, 'data'), 'spec.target.template.data');
  if (listAt(template, 'templateFrom').length > 0) return undefined;
  if (templated.length > 0 && stringAt(template, 'mergePolicy') !== 'Merge') return templated;
  if (listAt(external, 'spec', 'dataFrom').length > 0) return undefined;
  const fetched = listAt(external, 'spec', 'data').flatMap((entry, index) => {
    const key = stringAt(entry, 'secretKey');
    return key === undefined ? [] : [{ key, field: `spec.data[${index}].secretKey`, value: undefined }];
  });
  return someOf([...fetched, ...templated]);
}

function sealedValues(sealed: Manifest): SecretValue[] | undefined {
  const removed = entriesAt(sealed, 'spec', 'template', 'data').filter(([, value]) => value === null);
  const encrypted = entriesAt(sealed, 'spec', 'encryptedData')
    .filter(([key]) => !removed.some(([name]) => name === key))
    .map(([key]) => ({ key, field: entryPath('spec.encryptedData', key), value: undefined }));
  return someOf([...encrypted, ...templatedValues(valueAt(sealed, 'spec', 'template', 'data'), 'spec.template.data')]);
}

/** A manifest that tells no key does not mean that there is none. */
const someOf = (values: SecretValue[]) => (values.length === 0 ? undefined : values);

function templatedValues(data: Json | undefined, path: string): SecretValue[] {
  return entriesAt(data).flatMap(([key, value]) => {
    if (typeof value !== 'string') return [];
    return [{ key, field: entryPath(path, key), value: value.replace(/\{\{.*?\}\}/gs, '{{}}'), template: value }];
  });
}
