import { Duration } from 'cdk8s';

/** Where the values of a Secret come from: the four ways are one type, so that a Secret has exactly one of them. */
export type SecretSource = LiteralValues | ExistingKeys | ExternalValues | SealedValues;

/** The program knows the values, and renders a Secret: for a cluster of one developer only. */
export interface LiteralValues {
  readonly literal: Readonly<Record<string, string>>;
  readonly existing?: never;
  readonly external?: never;
  readonly sealed?: never;
}

/** Somebody puts the Secret into the namespace before the pods start. Nothing is rendered. */
export interface ExistingKeys {
  /** The keys, each with how its value reads; `PASSWORD` stands for what is not known here. */
  readonly existing: Readonly<Record<string, string>>;
  readonly literal?: never;
  readonly external?: never;
  readonly sealed?: never;
}

/** External Secrets Operator makes the Secret of what a store outside of the cluster holds. */
export interface ExternalValues {
  readonly external: {
    readonly store: SecretStore;
    /** Entries of the store, under the names that `values` has for them. */
    readonly entries: Readonly<Record<string, StoreEntry>>;
    /** The values of the Secret, each a Go template over the names of `entries`. @default the entries as they are */
    readonly values?: Readonly<Record<string, string>>;
    /** How often the store is asked. @default every hour */
    readonly refreshInterval?: Duration;
  };
  readonly literal?: never;
  readonly existing?: never;
  readonly sealed?: never;
}

/** Sealed Secrets' controller opens what `kubeseal` closed for this one namespace and name. */
export interface SealedValues {
  readonly sealed: {
    /** By key, as `kubeseal --raw` prints it; undefined where nobody has sealed the value yet. */
    readonly ciphertexts: Readonly<Record<string, string | undefined>>;
    /** Further values, each a Go template over the keys of `ciphertexts`. @default none */
    readonly values?: Readonly<Record<string, string>>;
  };
  readonly literal?: never;
  readonly existing?: never;
  readonly external?: never;
}

/** A Secret whose values are not known here. */
export type UnknownValues = ExistingKeys | ExternalValues | SealedValues;

/** A store that External Secrets Operator may read. */
export interface SecretStore {
  /** A ClusterSecretStore serves every namespace, a SecretStore its own. */
  readonly kind: 'ClusterSecretStore' | 'SecretStore';
  readonly name: string;
}

/** Where a value stands in a store. */
export interface StoreEntry {
  readonly key: string;
  /** A field of the entry, if that is a JSON object. @default the whole entry */
  readonly property?: string;
}

export const DEFAULT_REFRESH = Duration.hours(1);

/** The keys that pods find in a Secret of this source. */
export function keysOf({ literal, existing, external, sealed }: SecretSource): string[] {
  if (literal) return Object.keys(literal);
  if (existing) return Object.keys(existing);
  if (external) return Object.keys(external.values ?? external.entries);
  return Object.keys({ ...sealed.ciphertexts, ...sealed.values });
}
