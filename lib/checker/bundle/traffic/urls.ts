/** A URL in a text: its target and its credentials. */
export interface Url {
  /** Without the driver: `postgresql` of `postgresql+asyncpg`. */
  readonly scheme: string;
  /** As written. Undefined if missing, or a placeholder. Never to be printed. */
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Hosts that are certainly no part of a password. */
  readonly hosts: readonly UrlHost[];
  /** The text between the first slash after the hosts and the query: the database. */
  readonly path: string | undefined;
  /** True if an unencoded character ends the credentials too early. */
  readonly torn: boolean;
}

export interface UrlHost {
  readonly name: string;
  /** Undefined if unknown, or a placeholder. */
  readonly port: number | undefined;
  /** True if the port is the default of the scheme. */
  readonly implicit: boolean;
}

/** Default ports of schemes: https://www.iana.org/assignments/service-names-port-numbers */
const PORTS = new Map([
  ['amqp', 5672],
  ['amqps', 5671],
  ['ftp', 21],
  ['http', 80],
  ['https', 443],
  ['ldap', 389],
  ['ldaps', 636],
  ['mariadb', 3306],
  ['mongodb', 27017],
  ['mqtt', 1883],
  ['mysql', 3306],
  ['nats', 4222],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['redis', 6379],
  ['rediss', 6379],
  ['ws', 80],
  ['wss', 443],
]);
/** Schemes with a file, a bucket or a record in place of the host. */
const WITHOUT_HOST = /^(?:abfss?|az|classpath|data|docker|file|gs|mem|memory|s3[an]?|sqlite|unix|wasbs?|.*\+srv)$/;
const WEB = new Set(['http', 'https', 'ws', 'wss']);
/** Placeholders of Kubernetes, a shell or a template. */
const PLACEHOLDER = /\$[({]|\{\{|^\$\w+$|^<.*>$/;
/** No URL is longer in earnest; a text may be. */
const LONGEST = 2048;
/** No text lists more URLs in earnest. */
const MOST = 500;

/** The URLs of a text, in order. */
export function urlsIn(text: string): Url[] {
  const urls: Url[] = [];
  let next = 0;
  for (let at = text.indexOf('://'); at !== -1 && urls.length < MOST; at = text.indexOf('://', next)) {
    next = at + 3;
    const scheme = /[a-z][a-z0-9+.-]*$/i.exec(text.slice(Math.max(0, at - 32), at))?.[0];
    if (scheme === undefined) continue;
    const name = scheme.toLowerCase();
    const rest = firstUrl(text.slice(at + 3, at + LONGEST), name, text[at - scheme.length - 1] ?? '');
    const url = parse(name, rest);
    urls.push(url);
    // Another one may be part of its query, but no part of its password is one.
    if (url.torn) next += rest.length;
  }
  return urls;
}

/** The text of a URL up to its end. A text that begins with a URL should hold nothing else. */
function firstUrl(text: string, scheme: string, before: string): string {
  const [line = ''] = text.split(/[\r\n]|,(?=[a-z][a-z0-9+.-]{0,32}:\/\/)/i, 1);
  if (/["'`]/.test(before)) return line.split(before, 1)[0] ?? '';
  const [word = ''] = line.split(before === '' ? /\s/ : /[\s"'`<>\\]/, 1);
  // A space in a password, for want of encoding.
  const unfinished = WEB.has(scheme) ? /^[^@]*:(?!\d+(\/|$))[^@]*$/.test(word) : word.includes(':');
  const more = line.slice(word.length);
  const spaced = before === '' && unfinished && more.includes('@') && !more.includes('://');
  return spaced ? line : word.replace(/[;,.)\]}]+$/, '');
}

function parse(name: string, rest: string): Url {
  const scheme = name.replace(/\+.*$/, '');
  const [authority = ''] = rest.split(/[/?#]/, 1);
  const after = rest.slice(authority.length);
  const at = authority.lastIndexOf('@');
  const hosts = authority
    .slice(at + 1)
    .split(',')
    .map(splitHost);
  const [user, ...password] = at === -1 ? [] : authority.slice(0, at).split(':');

  const broken = hosts.some(({ name, port }) => {
    return /^[^[]*:/.test(name) || !(/^\d{0,5}$/.test(port) || PLACEHOLDER.test(port));
  });
  // An @ behind the hosts: the real hosts may follow it, and what stands before it may be a password.
  const stray = authority.includes(':') && after.includes('@');
  const query = /\?[^@]*=/.test(after);
  const web = WEB.has(scheme);
  const certain = !broken && !(stray && (!web || at !== -1)) && !WITHOUT_HOST.test(name);
  return {
    scheme,
    user: known(user),
    password: password.length > 0 ? known(password.join(':')) : undefined,
    hosts: certain ? hosts.filter(({ name }) => isHostName(name)).map((host) => toHost(host, scheme)) : [],
    path: known(after.startsWith('/') ? after.slice(1).replace(/[?#].*$/, '') : undefined),
    torn: stray && (web ? broken && !query : broken || !query),
  };
}

function splitHost(text: string): { readonly name: string; readonly port: string } {
  const colon = text.lastIndexOf(':');
  return colon === -1 ? { name: text, port: '' } : { name: text.slice(0, colon), port: text.slice(colon + 1) };
}

function toHost({ name, port }: ReturnType<typeof splitHost>, scheme: string): UrlHost {
  const implicit = port === '';
  return { name, port: implicit ? PORTS.get(scheme) : /^\d+$/.test(port) ? Number(port) : undefined, implicit };
}

/** Placeholders, wildcards and IPv6 addresses are no host names. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && /^[\w-]+(\.[\w-]+)*\.?$/.test(text);
}

function known(part: string | undefined): string | undefined {
  return part === undefined || PLACEHOLDER.test(part) ? undefined : part;
}
