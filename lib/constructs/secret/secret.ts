import { Construct } from 'constructs';
import { SealedSecret } from '../../../imports/bitnami.com';
import { ExternalSecret } from '../../../imports/external-secrets.io';
import { problem, Unquoted } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import { checkDnsLabel, checkSubdomain } from '../../values/name';
import { checkSeconds, seconds } from '../../values/seconds';
import {
  DEFAULT_REFRESH,
  type ExternalValues,
  keysOf,
  type LiteralValues,
  type SealedValues,
  type SecretSource,
} from '../../values/secret';
import { checksum } from '../workload/checksum';
import type { Namespace } from '../workload/namespace';
import { ExistingSecret } from './existing-object';

export interface SecretProps {
  /** The namespace of the Secret. */
  readonly namespace: Namespace;
  /** The name of the Secret, a DNS label. */
  readonly name: string;
  /** The labels of the Secret. */
  readonly labels: Readonly<Record<string, string>>;
  /** The source of the values. */
  readonly source: SecretSource;
}

/**
 * A Secret of one namespace, wherever its values come from.
 *
 * Renders a Secret from literal values, an ExternalSecret or a SealedSecret for the operator that makes the Secret, and
 * nothing for one that exists already. Refuses an empty value, one that ends in a line break, as `echo` without `-n`
 * makes it, one that no variable or no file can hold, and a ciphertext that is missing or that `kubeseal` did not make.
 */
export class Secret extends Construct {
  readonly name: string;
  /** The keys that pods find in it. */
  readonly keys: readonly string[];
  /** The checksum for the pod template, so that a change rolls the pods; undefined if nothing is rendered. */
  readonly checksum: string | undefined;
  readonly source: SecretSource;
  readonly namespace: string;

  constructor(scope: Construct, id: string, { namespace, name, labels, source }: SecretProps) {
    super(scope, id);
    this.name = name;
    this.namespace = namespace.name;
    this.source = source;
    this.keys = keysOf(source);
    this.node.addValidation({ validate: () => [...checkDnsLabel('name', name), ...this.problems()] });
    const metadata = { name, namespace: namespace.name, labels: { ...labels } };
    if (source.existing) {
      new ExistingSecret(this, 'existing', { namespace: namespace.name, name, keys: source.existing });
    } else if (source.literal) {
      this.checksum = checksum(source.literal);
      new k8s.KubeSecret(this, 'secret', {
        metadata,
        type: 'Opaque',
        // A key that goes out of `data` goes out of the cluster; one that goes out of `stringData` stays.
        data: encoded(source.literal),
      });
    } else if (source.external) {
      const { store, entries, values, refreshInterval = DEFAULT_REFRESH } = source.external;
      this.checksum = checksum({ ...values, '': JSON.stringify([store, entries]) });
      new ExternalSecret(this, 'external-secret', {
        metadata,
        spec: {
          refreshInterval: goDuration(seconds(refreshInterval)),
          secretStoreRef: { kind: store.kind, name: store.name },
          target: { name, ...(values && { template: { data: { ...values } } }) },
          data: Object.entries(entries).map(([secretKey, { key, property }]) => ({
            secretKey,
            remoteRef: { key, ...(property !== undefined && { property }) },
          })),
        },
      });
    } else {
      const { ciphertexts, values = {} } = source.sealed;
      const encryptedData = Object.fromEntries(Object.entries(ciphertexts).map(([key, text = '']) => [key, text]));
      this.checksum = checksum({ ...values, ...encryptedData });
      new SealedSecret(this, 'sealed-secret', {
        metadata,
        spec: { encryptedData, ...(Object.keys(values).length > 0 && { template: { data: { ...values } } }) },
      });
    }
  }

  /** Values themselves stay out of the sentences. */
  private problems(): string[] {
    const { literal, external, sealed } = this.source;
    if (literal) return checkValues(literal);
    if (external) return checkExternal(external);
    return sealed ? this.checkSealed(sealed) : [];
  }

  private checkSealed({ ciphertexts }: SealedValues['sealed']): string[] {
    const place = `${this.namespace}/${this.name}`;
    const seal = `printf %s "$PASSWORD" | kubeseal --raw --namespace ${this.namespace} --name ${this.name}`;
    return Object.entries(ciphertexts).flatMap(([key, ciphertext]) => {
      const expected = `the ciphertext for ${place}, as this prints it: ${seal}`;
      if (ciphertext === undefined) return [problem(key, expected, new Unquoted('none'))];
      return isCiphertext(ciphertext) ? [] : [problem(key, expected, new Unquoted('something else'))];
    });
  }
}

function encoded(literal: LiteralValues['literal']): Record<string, string> {
  const entries = Object.entries(literal).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  return Object.fromEntries(entries);
}

/** Patterns of refused values, each with the words for the sentence. The sentence never shows the value. */
const MISTAKES: [RegExp, string, string][] = [
  [/^$/, 'a value', 'an empty one'],
  [/[\r\n]$/, 'a value that does not end in a line break', 'one that does'],
  [/\0/, 'a value without NUL', 'one with it'],
  [/\p{Surrogate}/u, 'a value of whole characters', 'one with half a character (a lone surrogate)'],
];

function checkValues(literal: LiteralValues['literal']): string[] {
  return Object.entries(literal).flatMap(([key, value]) => {
    const made = MISTAKES.filter(([pattern]) => pattern.test(value));
    return made.map(([, expected, received]) => problem(key, expected, new Unquoted(received)));
  });
}

function checkExternal({ store, entries, refreshInterval = DEFAULT_REFRESH }: ExternalValues['external']): string[] {
  const names = Object.entries(entries).flatMap(([name, { key, property }]): [string, string][] => [
    [`entries.${name}.key`, key],
    ...(property === undefined ? [] : [[`entries.${name}.property`, property] as [string, string]]),
  ]);
  return [
    ...checkSubdomain('store.name', store.name),
    ...checkSeconds('refreshInterval', refreshInterval, 1),
    ...names
      .filter(([, name]) => name.trim() !== name || name === '' || /[\r\n]/.test(name))
      .map(([field, name]) => problem(field, 'a name of the store, without spaces at its ends or line breaks', name)),
  ];
}

/**
 * `kubeseal` writes the length of an encrypted session key (512 bytes, since its RSA keys have 4096 bits), that key, and
 * the value with a tag of 16 bytes: bitnami-labs/sealed-secrets, pkg/crypto.
 */
function isCiphertext(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text && bytes.length > 2 + 512 + 16 && bytes.readUInt16BE() === 512;
}

/** As Go and operators read durations; the largest unit that leaves whole numbers. */
function goDuration(amount: number): string {
  if (amount % 3600 === 0) return `${amount / 3600}h`;
  return amount % 60 === 0 ? `${amount / 60}m` : `${amount}s`;
}
