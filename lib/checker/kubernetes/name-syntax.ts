import { atLeast, type KubernetesVersion } from './kubernetes-version';

/** The syntax of a name. */
export interface Syntax {
  readonly expected: string;
  fits(name: string): boolean;
  /** True if the server takes an empty text for a value, not for a field without a value. */
  readonly filled?: boolean;
  /** The syntax of versions before another. */
  readonly before?: { readonly version: KubernetesVersion; readonly syntax: Syntax | undefined };
}

/** A syntax that the server compares with an empty text, too. */
export const filled = (syntax: Syntax): Syntax => ({ ...syntax, filled: true });

/** A syntax from a version on. Without an older syntax, older servers take any text. */
export const from = (version: KubernetesVersion, syntax: Syntax, older?: Syntax): Syntax => ({
  ...syntax,
  before: { version, syntax: older },
});

/** The syntax of a version. Undefined if any text will do. */
export function syntaxIn(kubernetes: KubernetesVersion, syntax: Syntax): Syntax | undefined {
  return syntax.before && !atLeast(kubernetes, syntax.before.version) ? syntax.before.syntax : syntax;
}

function syntax(expected: string, longest: number, pattern: RegExp): Syntax {
  return { expected, fits: (name) => name.length <= longest && pattern.test(name) };
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const ENDS = 'a letter or digit at both ends';

// Source: k8s.io/apimachinery, pkg/util/validation/validation.go and pkg/api/validation/path/name.go.

export const dnsLabel = syntax(
  `a DNS label (1 to 63 lower case letters, digits and -, ${ENDS})`,
  63,
  new RegExp(`^${LABEL}$`),
);

export const dnsSubdomain = subdomain(253);

/** Some names are lengthened by the cluster, and may only be so long. */
export function subdomain(longest: number): Syntax {
  return syntax(
    `a DNS name (1 to ${longest} lower case letters, digits, - and ., ${ENDS} of each part)`,
    longest,
    new RegExp(`^${SUBDOMAIN}$`),
  );
}

/** RFC 1035: names for the first name servers. */
export const letterLabel = syntax(
  'a DNS label that begins with a letter (1 to 63 lower case letters, digits and -, no - at the end)',
  63,
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
);

/** RelaxedServiceNameValidation */
export const serviceName = from('1.36', dnsLabel, letterLabel);

/** A name that is a prefix of others may end in -. */
export const namePrefix: Syntax = { ...dnsSubdomain, fits: (name) => dnsSubdomain.fits(name.replace(/-$/, 'a')) };

/** A resource of Kubernetes that may stand beside others in a name: `spec.finalizers`, `metadata.finalizers`. */
export const finalizer: Syntax = {
  expected: 'orphan, foregroundDeletion, kubernetes, or a name with a domain such as example.com/name',
  fits: (name) =>
    /^(orphan|foregroundDeletion|kubernetes)$/.test(name) || (name.includes('/') && qualifiedName.fits(name)),
};

/** Names that are only part of a URL. */
export const pathSegment = syntax(
  'a name without / and %, and neither . nor ..',
  Number.POSITIVE_INFINITY,
  /^(?!\.{1,2}$)[^/%]+$/,
);

const keyName = new RegExp(`^${QUALIFIED}$`);

/** Keys of labels and annotations. */
export const qualifiedName: Syntax = {
  expected: `a key such as example.com/name (at most 63 letters, digits, -, _ and ., ${ENDS}; before / a DNS name)`,
  fits: (key) => {
    const slash = key.indexOf('/');
    const name = key.slice(slash + 1);
    return name.length <= 63 && keyName.test(name) && (slash < 0 || dnsSubdomain.fits(key.slice(0, slash)));
  },
};

/** Annotations may have capital letters before the / too. */
export const annotationKey: Syntax = { ...qualifiedName, fits: (key) => qualifiedName.fits(key.toLowerCase()) };

export const labelValue = syntax(
  `a label value (at most 63 letters, digits, -, _ and ., ${ENDS})`,
  63,
  new RegExp(`^(${QUALIFIED})?$`),
);

/** IANA_SVC_NAME, RFC 6335. */
export const portName = syntax(
  'a port name (1 to 15 lower case letters, digits and -, at least one letter, no - at an end or beside another)',
  15,
  /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
);

const plainEnvironmentName = syntax(
  'a name of letters, digits, _, - and . that does not begin with a digit',
  Number.POSITIVE_INFINITY,
  /^(?!\.$|\.\.)[-._A-Za-z][-._A-Za-z0-9]*$/,
);

/** RelaxedEnvironmentVariableValidation */
export const environmentName = from(
  '1.32',
  syntax('a name of printable ASCII characters without =', Number.POSITIVE_INFINITY, /^[ -<>-~]+$/),
  plainEnvironmentName,
);

/** Keys of a ConfigMap or Secret: each can become a file. */
export const dataKey = syntax(
  'a key of letters, digits, -, _ and . that does not begin with .. (at most 253)',
  253,
  /^(?!\.$|\.\.)[-._A-Za-z0-9]+$/,
);

export const ingressHost = syntax(
  'a host name in lower case, with or without *. in front',
  253,
  new RegExp(`^(?!\\d+(\\.\\d+){3}$)(\\*\\.)?${SUBDOMAIN}$`),
);
