import type { Json } from '../../manifest/manifest';

/** Names of secret values. */
const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)(_|\d|$)/i;
/** Names of facts about a secret value: the place, the lifetime. */
const ABOUT_IT =
  /_(FILE|PATH|DIR|NAME|URL|URI|HOST|TYPE|HEADER|ISSUER|AUDIENCE|ALGORITHM|LENGTH|POLICY|VERSION|TTL|LIFETIME|EXPIR\w*|SECONDS|MINUTES|HOURS|DAYS)$/i;
/** The name that members of an etcd give to a new cluster: https://etcd.io/docs/latest/op-guide/clustering/ */
const CLUSTER_NAME = /^(ETCD_)?INITIAL_CLUSTER_TOKEN$/i;
/** Paths, file names, references to other variables, and switches. */
const HARMLESS = /^([.~]?\/.*|\$\(.*\)|[\w.-]+\.(pem|key|crt|json|txt|ya?ml|env|p12|jks)|true|false|yes|no|on|off)$/i;

/** Values that are recognizable. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS access key', /\bAKIA[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22})/],
  ['a Slack token', /\bxox[abprs]-[\w-]{10}/],
  ['a JSON web token', /\beyJ[\w-]{8,999}\.eyJ[\w-]{8,999}\./],
  // Not a placeholder that somebody fills in: `$(PASSWORD)`, `${PASSWORD}`, `{{ .password }}`, `<password>`, `%s`.
  ['a URL with a password', /:\/\/[^\s/?#:@"'`]{0,999}:(?!\$|\{|<|\*|%[^0-9A-F])[^\s/?#@"'`]{1,999}@/i],
];

/** A description of a credential without the value. Undefined for other values. */
export function credentialIn(name: string, value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const [shape] = SHAPES.find(([, pattern]) => pattern.test(value)) ?? [];
  if (shape !== undefined) return shape;
  const named = SECRET_NAME.test(name) && !ABOUT_IT.test(name) && !CLUSTER_NAME.test(name) && !HARMLESS.test(value);
  return named ? 'a value for a name like a credential' : undefined;
}
