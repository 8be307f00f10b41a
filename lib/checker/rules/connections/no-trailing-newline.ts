import type { Bundle } from '../../bundle/bundle';
import { type Text, texts } from '../../bundle/containers/texts';
import { podReferences } from '../../bundle/references/pod-references';
import { stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Rule } from '../../rule';

/** No value ends in a line break, if a program takes the value as it is. */
export const noTrailingNewline: Rule = {
  id: 'no-trailing-newline',
  answer: 'risk',
  why: '`echo` without `-n` leaves a line break that nobody sees, and that makes it another password',
  example:
    'Secret default/db: data.POSTGRES_PASSWORD: expected no line break at the end of the value, received one [no-trailing-newline]',
  check: (bundle) =>
    texts(bundle)
      .filter((text) => /[\r\n]$/.test(text.value) && isValue(text) && !isFile(bundle, text))
      .map(({ object, field }) => ({
        object,
        field,
        expected: 'no line break at the end of the value',
        received: 'one',
      })),
};

/** Keys with the name of a file, whose last line ends in a line break. In a key file of MongoDB, white space does not matter. */
const FILE =
  /\.(asc|cert|cfg|conf|crt|gpg|ini|json|key|pem|properties|pub|toml|txt|xml|ya?ml)$|^(known_hosts|authorized_keys|id_(rsa|ecdsa|ed25519)|ssh-(private|public)key|\.?(netrc|npmrc|pgpass|htpasswd|gitconfig)|htpasswd|auth|users|identity(\.pub)?|crontab|passwd|acl|license|(.*[._-])?key-?file)$/;

/** True for a certificate, a key or another file, and for the key of a ConfigMap that no variable takes: the text is a file. */
function isFile(bundle: Bundle, { object, namespace, key }: Text): boolean {
  if (/^kubernetes\.io\/(tls|ssh-auth)$/.test(stringAt(object, 'type') ?? '') || FILE.test(key ?? '')) return true;
  return object.kind === 'ConfigMap' && !taken(bundle).has(`${namespace}/${object.metadata.name}/${key}`);
}

/** The keys of ConfigMaps in variables. */
const taken = once((bundle: Bundle) => {
  const references = podReferences(bundle, 'ConfigMap').filter(({ field }) =>
    /\]\.(envFrom|valueFrom)|\.envFrom\[/.test(field),
  );
  return new Set(
    references.flatMap(({ namespace, name, keys }) => {
      const all = keys.length > 0 ? keys.map(({ key }) => key) : (bundle.configMapKeys(namespace, name) ?? []);
      return [...all].map((key) => `${namespace}/${name}/${key}`);
    }),
  );
});

/** True for a value that a program takes as it is. In a file, the last line ends in a line break. */
function isValue({ object, key, value }: Text): boolean {
  const line = value.trimEnd();
  // JSON, and a line of an htpasswd file, are files although they have one line.
  if (key === undefined || /[\r\n]/.test(line) || /^(\{.*\}|[^:\s]+:[${].*)$/.test(line)) return false;
  return object.kind !== 'ConfigMap' || /^[A-Za-z_]\w*$/.test(key);
}
