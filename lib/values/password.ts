import type { Duration } from 'cdk8s';
import type { SecretSource, SecretStore, StoreEntry } from './secret';
import { described, filled, goTemplate, PASSWORD, type SecretValue } from './secret-value';

/** The keys and values of a Secret with one password. */
export interface Credential {
  /** The key of the password itself. */
  readonly passwordKey: string;
  /** The other values by key, such as the user and a URL with the password. */
  readonly values: Readonly<Record<string, SecretValue>>;
}

/** The namespace and the name of a Secret: `board-api-prod/db-secret`. */
export type SecretPlace = `${string}/${string}`;

type Origin =
  | { readonly from: 'literal'; readonly value: string }
  | { readonly from: 'existing' }
  | { readonly from: 'external'; readonly store: SecretStore; readonly entry: StoreEntry; readonly refresh?: Duration }
  | { readonly from: 'sealed'; readonly ciphertexts: Readonly<Record<SecretPlace, string>> };

/** The place of a password in a store outside of the cluster. */
export interface ExternalPassword extends StoreEntry {
  /** The SecretStore or ClusterSecretStore with the password: `{ kind: 'ClusterSecretStore', name: 'vault' }`. */
  readonly store: SecretStore;
  /** Time between two reads of the store, in whole seconds, at least 1. @default 1 h */
  readonly refreshInterval?: Duration;
}

/**
 * A password, or the place of a password. A construct describes each value with the password once, such as a connection
 * URL. `secret` turns the description into the form of the place, so no construct depends on the place.
 */
export class Password<From extends Origin['from'] = Origin['from']> {
  /** A password in code, for the cluster of one developer only. Other environments can forbid `Password<'literal'>`. */
  static literal(value: string): Password<'literal'> {
    return new Password({ from: 'literal', value });
  }

  /** A password in Secrets that somebody creates: one Secret in each namespace that needs the password. */
  static existing(): Password<'existing'> {
    return new Password({ from: 'existing' });
  }

  /** A password in a store outside of the cluster, for External Secrets Operator. One entry serves all namespaces. */
  static external({ store, refreshInterval, ...entry }: ExternalPassword): Password<'external'> {
    return new Password({ from: 'external', store, entry, ...(refreshInterval && { refresh: refreshInterval }) });
  }

  /**
   * A password in ciphertexts of `kubeseal`, one ciphertext for each Secret, by namespace and name. The refusal of a
   * missing ciphertext shows the command that creates the ciphertext.
   */
  static sealed(ciphertexts: Readonly<Record<SecretPlace, string>>): Password<'sealed'> {
    return new Password({ from: 'sealed', ciphertexts });
  }

  private constructor(private readonly origin: Origin & { readonly from: From }) {}

  /** The kind of place: `literal`, `existing`, `external` or `sealed`. */
  get from(): From {
    return this.origin.from;
  }

  /** The Secrets with a ciphertext, each as namespace and name; empty for another kind of place. */
  get sealedFor(): string[] {
    const origin: Origin = this.origin;
    return origin.from === 'sealed' ? Object.keys(origin.ciphertexts) : [];
  }

  /** Returns the source of one Secret, with the keys and values of the given credential. */
  secret(place: SecretPlace, { passwordKey, values }: Credential): SecretSource {
    const origin: Origin = this.origin;
    const all: Record<string, SecretValue> = { [passwordKey]: [PASSWORD], ...values };
    const each = (read: (value: SecretValue) => string, of = all) => {
      return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, read(value)]));
    };
    switch (origin.from) {
      case 'literal':
        return { literal: each((value) => filled(value, origin.value)) };
      case 'existing':
        return { existing: each(described) };
      case 'external': {
        const { store, entry, refresh } = origin;
        const templates = each((value) => goTemplate(value, 'password'));
        return {
          external: {
            store,
            entries: { password: entry },
            values: templates,
            ...(refresh && { refreshInterval: refresh }),
          },
        };
      }
      case 'sealed':
        return {
          sealed: {
            ciphertexts: { [passwordKey]: origin.ciphertexts[place] },
            values: each((value) => goTemplate(value, passwordKey), values),
          },
        };
    }
  }
}
