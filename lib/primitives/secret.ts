/**
 * Where the values of a Secret come from: the program (`literal`, rendered as a Secret), or a Secret that somebody else
 * has put into the namespace (`existing`, not rendered; its keys are known, its values are not).
 */
export type SecretSource = LiteralValues | ExistingKeys;

export interface LiteralValues {
  readonly literal: Readonly<Record<string, string>>;
  readonly existing?: never;
}

export interface ExistingKeys {
  /** The keys, each with how its value reads; `PASSWORD` stands for what is not known here. */
  readonly existing: Readonly<Record<string, string>>;
  readonly literal?: never;
}

/**
 * A password, or the knowledge that there is one. What is made of it (a connection URL, say) is described once, and
 * comes out as a Secret where the value is known and as a list of keys where it is not.
 */
export class Password<Source extends 'literal' | 'existing' = 'literal' | 'existing'> {
  /** A value in code. Environments other than local do not accept one: the type has no place for it. */
  static literal(value: string): Password<'literal'> {
    return new Password('literal', value);
  }

  /** In a Secret that exists already in each namespace that needs it. */
  static existing(): Password<'existing'> {
    return new Password('existing', undefined);
  }

  private constructor(
    readonly source: Source,
    private readonly value: string | undefined,
  ) {}

  /** The Secret whose values are made of this password, key by key. */
  secret(keys: Readonly<Record<string, (password: string) => string>>): SecretSource {
    const make = (password: string) => {
      return Object.fromEntries(Object.entries(keys).map(([key, compose]) => [key, compose(password)]));
    };
    return this.value === undefined ? { existing: make('PASSWORD') } : { literal: make(this.value) };
  }
}
