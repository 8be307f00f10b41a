import type { Bundle, Container } from '../../bundle/bundle';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Names of secret values. */
const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)(_|\d|$)/i;
/** Names of facts about a secret value: the place, the lifetime. */
const ABOUT_IT =
  /_(FILE|PATH|DIR|NAME|URL|URI|HOST|TYPE|HEADER|ISSUER|AUDIENCE|ALGORITHM|LENGTH|POLICY|VERSION|TTL|LIFETIME|EXPIR\w*|SECONDS|MINUTES|HOURS|DAYS)$/i;
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

/** Credentials stand in Secrets alone. */
export const noPlaintextCredentials: Rule = {
  id: 'no-plaintext-credentials',
  answer: 'risk',
  why: 'everyone who may look at workloads or at the repository reads a credential that stands outside of a Secret',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[DB_PASSWORD].value: expected a secretKeyRef in valueFrom, received a value for a name like a credential [no-plaintext-credentials]',
  check: (bundle) => [...inContainers(bundle), ...inConfigMaps(bundle)],
};

function inContainers({ containers }: Bundle): Finding[] {
  return containers.flatMap((container) => {
    const variables = listAt(container.spec, 'env').flatMap((entry): Place[] => {
      const name = stringAt(entry, 'name') ?? '';
      return [{ field: `env[${name}].value`, name, value: valueAt(entry, 'value') }];
    });
    return [...variables, ...wordsOf(container)].flatMap(({ field, name, value }) => {
      const credential = credentialIn(name, value);
      if (credential === undefined) return [];
      const expected = field.startsWith('env') ? 'a secretKeyRef in valueFrom' : 'a variable that a Secret fills';
      return [
        { object: container.template.owner, field: `${container.path}.${field}`, expected, received: credential },
      ];
    });
  });
}

interface Place {
  readonly field: string;
  readonly name: string;
  readonly value: Json | undefined;
}

/** The words of a container's command line. `--db-password=x` has a name. */
function wordsOf({ spec }: Container): Place[] {
  return ['command', 'args'].flatMap((list) =>
    listAt(spec, list).map((word, index) => {
      const [, name = '', value = word] = /^--?([\w.-]+)=(.*)$/s.exec(typeof word === 'string' ? word : '') ?? [];
      return { field: `${list}[${index}]`, name: name.replace(/[.-]/g, '_'), value };
    }),
  );
}

function inConfigMaps(bundle: Bundle): Finding[] {
  return bundle.ofKind('ConfigMap').flatMap((object) =>
    entriesAt(object, 'data').flatMap(([key, value]) => {
      const credential = credentialIn(key, value);
      if (credential === undefined) return [];
      return [{ object, field: entryPath('data', key), expected: 'a place for it in a Secret', received: credential }];
    }),
  );
}

/** A description of a credential without the value. Undefined for other values. */
function credentialIn(name: string, value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const [shape] = SHAPES.find(([, pattern]) => pattern.test(value)) ?? [];
  if (shape !== undefined) return shape;
  const named = SECRET_NAME.test(name) && !ABOUT_IT.test(name) && !HARMLESS.test(value);
  return named ? 'a value for a name like a credential' : undefined;
}
