import type { Duration } from 'cdk8s';
import type { SecretSource, SecretStore, StoreEntry } from './secret';
import { described, filled, goTemplate, PASSWORD, type SecretValue } from './secret-value';

/** What a Secret says about one password. */
export interface Credential {
  /** The key that holds the password as it is. */
  readonly passwordKey: string;
  /** What else its readers need, by key: a user, a URL. */
  readonly values: Readonly<Record<string, SecretValue>>;
}

/** A namespace and a name: `board-api-prod/db-secret`. */
export type SecretPlace = `${string}/${string}`;

type Origin =
  | { readonly from: 'literal'; readonly value: string }
  | { readonly from: 'existing' }
  | { readonly from: 'external'; readonly store: SecretStore; readonly entry: StoreEntry; readonly refresh?: Duration }
  | { readonly from: 'sealed'; readonly ciphertexts: Readonly<Record<SecretPlace, string>> };

export interface ExternalPassword extends StoreEntry {
  readonly store: SecretStore;
  /** How often the store is asked. @default every hour */
  readonly refreshInterval?: Duration;
}

/**
 * A password, or the knowledge of where there is one. What is made of it (a user, a connection URL) is described once,
 * and comes out as whatever the place that it comes from needs: nobody who uses it notices where that is.
 */
export class Password<From extends Origin['from'] = Origin['from']> {
  /** A value in code. Environments other than local do not accept one: the type has no place for it. */
  static literal(value: string): Password<'literal'> {
    return new Password({ from: 'literal', value });
  }

  /** In a Secret that exists already in each namespace that needs it. */
  static existing(): Password<'existing'> {
    return new Password({ from: 'existing' });
  }

  /** In a store outside of the cluster, which External Secrets Operator reads: one entry for all namespaces. */
  static external({ store, refreshInterval, ...entry }: ExternalPassword): Password<'external'> {
    return new Password({ from: 'external', store, entry, ...(refreshInterval && { refresh: refreshInterval }) });
  }

  /**
   * In ciphertexts that `kubeseal` made of it, one for each Secret that holds it, by namespace and name. One that is
   * missing is refused with the command that makes it.
   */
  static sealed(ciphertexts: Readonly<Record<SecretPlace, string>>): Password<'sealed'> {
    return new Password({ from: 'sealed', ciphertexts });
  }

  private constructor(private readonly origin: Origin & { readonly from: From }) {}

  get from(): From {
    return this.origin.from;
  }

  /** The Secrets that ciphertexts were made for. */
  get sealedFor(): string[] {
    const origin: Origin = this.origin;
    return origin.from === 'sealed' ? Object.keys(origin.ciphertexts) : [];
  }

  /** The source of the Secret in one place that says this about the password. */
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
