import { Duration } from 'cdk8s';

/** The source of a Secret's values. A Secret has exactly one of the four sources. */
export type SecretSource = LiteralValues | ExistingKeys | ExternalValues | SealedValues;

/** Values in code, for the cluster of one developer only. Renders a Secret. */
export interface LiteralValues {
  /** The values by key. */
  readonly literal: Readonly<Record<string, string>>;
  readonly existing?: never;
  readonly external?: never;
  readonly sealed?: never;
}

/** A Secret that somebody creates in the namespace before the pods start. Renders nothing. */
export interface ExistingKeys {
  /** The form of each value by key, with a word such as `PASSWORD` in place of the unknown part. */
  readonly existing: Readonly<Record<string, string>>;
  readonly literal?: never;
  readonly external?: never;
  readonly sealed?: never;
}

/**
 * Values in a store outside of the cluster. Renders an ExternalSecret; External Secrets Operator creates the Secret
 * (https://external-secrets.io).
 */
export interface ExternalValues {
  /** The store, and the entries of the store. */
  readonly external: {
    /** The store of the values. */
    readonly store: SecretStore;
    /** The entries of the store, by the names for the templates of `values`. */
    readonly entries: Readonly<Record<string, StoreEntry>>;
    /** The values of the Secret by key, each a Go template with the names of `entries`. @default the entries by name */
    readonly values?: Readonly<Record<string, string>>;
    /** Time between two reads of the store, in whole seconds, at least 1. @default 1 h */
    readonly refreshInterval?: Duration;
  };
  readonly literal?: never;
  readonly existing?: never;
  readonly sealed?: never;
}

/**
 * Values that `kubeseal` has encrypted for one namespace and one name. Renders a SealedSecret; the controller of Sealed
 * Secrets creates the Secret (https://github.com/bitnami-labs/sealed-secrets).
 */
export interface SealedValues {
  /** The ciphertexts, and the values that contain the decrypted texts. */
  readonly sealed: {
    /** The output of `kubeseal --raw` by key. A Secret with an undefined ciphertext is refused. */
    readonly ciphertexts: Readonly<Record<string, string | undefined>>;
    /** Additional values by key, each a Go template with the keys of `ciphertexts`. @default none */
    readonly values?: Readonly<Record<string, string>>;
  };
  readonly literal?: never;
  readonly existing?: never;
  readonly external?: never;
}

/** A source without values in code, for every cluster that other people can reach. */
export type UnknownValues = ExistingKeys | ExternalValues | SealedValues;

/** A store object of External Secrets Operator. The store object must exist in the cluster. */
export interface SecretStore {
  /** The kind: a ClusterSecretStore serves every namespace, a SecretStore serves one namespace. */
  readonly kind: 'ClusterSecretStore' | 'SecretStore';
  /** The name of the store object: DNS labels joined by dots. */
  readonly name: string;
}

/** The place of a value in a store. */
export interface StoreEntry {
  /** The name of the entry. */
  readonly key: string;
  /** The field of an entry with a JSON object. @default the whole entry */
  readonly property?: string;
}

export const DEFAULT_REFRESH = Duration.hours(1);

/** The keys of the Secret. */
export function keysOf({ literal, existing, external, sealed }: SecretSource): string[] {
  if (literal) return Object.keys(literal);
  if (existing) return Object.keys(existing);
  if (external) return Object.keys(external.values ?? external.entries);
  return Object.keys({ ...sealed.ciphertexts, ...sealed.values });
}
