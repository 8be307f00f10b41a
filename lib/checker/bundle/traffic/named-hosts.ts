import { once } from '../../manifest/once';
import { hostsOfCommands, hostsOfHaproxy, hostsOfNginx } from '../../programs/command-hosts';
import type { Text } from '../containers/texts';
import { isHostName, type UrlHost, urlsIn } from './urls';

/** A host in a text. */
export interface NamedHost extends UrlHost {
  /** True if the name may be something other than a host. */
  readonly doubtful: boolean;
}

/** MinIO's list of servers, of which the last one has the highest number: `minio-{0...3}`. */
const SERVERS = /\{\d{1,4}\.{3}(\d{1,4})\}/g;

/** Stands in each text with a host, but for commands and the values of some variables. */
const HINT = /:\/\/|\.svc|\.local|-\d\.[a-z]/;

/** Variables with the tag of an image, which looks like a port. */
const NO_HOST = /IMAGE|TAG|VERSION/i;

/**
 * The hosts of a text: hosts of URLs, names with the suffix of a Service, and values of variables such as `DB_HOST`.
 */
export function hostsIn({ key, value: written }: Pick<Text, 'key' | 'value'>): NamedHost[] {
  const value = written.includes('...') ? written.replace(SERVERS, '$1') : written;
  const isCommand = key === undefined || value.startsWith('#!');
  const isPair = key !== undefined && /:\d{4,5}(?!\d)/.test(value) && !NO_HOST.test(key);
  const isNginx = key?.endsWith('.conf') === true && /^[ \t]*(http|server|upstream)\b.*\{/m.test(value);
  const isHaproxy = key?.endsWith('.cfg') === true && /^(backend|listen)\s/m.test(value);
  if (!isCommand && !isNginx && !isHaproxy && !HINT.test(value) && !isHostVariable(key) && !isPair) return [];
  const text = /\n/.test(value.trimEnd()) ? withoutComments(value) : value;
  const urls = hostsOfUrls(text);
  const known = new Set(urls.map(({ name }) => name));
  const read = isCommand ? hostsOfCommands : isNginx ? hostsOfNginx : isHaproxy ? hostsOfHaproxy : undefined;
  const commands = read?.(text) ?? [];
  const others = [
    ...serviceNames(text),
    ...(isCommand ? [] : memberNames(text)),
    ...(isHostVariable(key) ? plainHosts(text) : []),
    ...(isPair ? pairsIn(text) : []),
    ...commands.map((host) => ({ ...host, implicit: false, doubtful: false })),
  ];
  const hosts = [...urls, ...others.filter(({ name }) => !known.has(name))];
  // MinIO's servers are asked at MinIO's port, not at that of the scheme.
  const asked = value === written ? hosts : hosts.map((host) => (host.implicit ? { ...host, port: undefined } : host));
  return [...new Map(asked.map((host) => [`${host.name}:${host.port}`, host])).values()];
}

/** The hosts of a text of a bundle. */
export const hostsOf = once((text: Text): readonly NamedHost[] => hostsIn(text));

/** Examples in the comments of a configuration file lead nowhere. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*(#|\/\/|;).*$/gm, '');
}

function hostsOfUrls(text: string): NamedHost[] {
  // nginx puts its own groups of servers where others have a host.
  const upstreams = new Set([...text.matchAll(/\bupstream[ \t]+([\w.-]+)/g)].map(([, name]) => name));
  return urlsIn(text).flatMap(({ hosts, user, password }) =>
    hosts
      .filter(({ name }) => !upstreams.has(name))
      .map((host) => {
        // `myapp://callback` is no address, but nobody would write credentials or a port there.
        const bare = !host.name.includes('.') && host.implicit && host.port === undefined;
        return { ...host, doubtful: bare && user === undefined && password === undefined };
      }),
  );
}

/** Names such as `db.shop.svc` anywhere in a text, with the port. */
function serviceNames(text: string): NamedHost[] {
  return [...text.matchAll(/\.svc\b|\.cluster\.local\b/g)].flatMap(({ index }) => {
    const [head = ''] = /[\w.-]*$/.exec(text.slice(Math.max(0, index - 253), index)) ?? [];
    const [tail = ''] = /^[\w.-]*/.exec(text.slice(index, index + 64)) ?? [];
    const name = (head + tail).replace(/^\.|\.$/g, '');
    const before = text.slice(0, index - head.length).slice(-2);
    // Half of it comes from elsewhere, or it is a path or the name of a class.
    const partial = !head.startsWith('.') && /[)}$%]$|(^|[^/])\/$/.test(before);
    if (partial || !isHostName(name) || /[A-Z]|^-/.test(name) || name.split('.').length < 3) return [];
    const port = /^:(\d{1,5})(?!\d)/.exec(text.slice(index + tail.length, index + tail.length + 7))?.[1];
    return [{ name, port: port === undefined ? undefined : Number(port), implicit: false, doubtful: false }];
  });
}

/** Names of the pods of a StatefulSet, such as `es-0.es-nodes`, as items of a list. */
function memberNames(text: string): NamedHost[] {
  return [
    ...text.matchAll(
      /(?:^|[\s"'=,[])([a-z][a-z0-9-]{0,60}-\d{1,2}\.[a-z][a-z0-9-]{0,62})(?::(\d{2,5}))?(?=$|[\s"',\]])/gm,
    ),
  ].map(([, name = '', port]) => ({
    name,
    port: port === undefined ? undefined : Number(port),
    implicit: false,
    doubtful: true,
  }));
}

/** Names with a port, such as `cache:6379`, as words of a text. Some of the pairs are no hosts. */
function pairsIn(text: string): NamedHost[] {
  return [...text.matchAll(/(?:^|[\s"'=@,[])([a-z][a-z0-9-]{0,62}):(\d{4,5})(?=$|[\s"',;/\]])/gm)].map(
    ([, name = '', port]) => ({
      name,
      port: Number(port),
      implicit: false,
      doubtful: true,
    }),
  );
}

function isHostVariable(key: string | undefined): boolean {
  return key !== undefined && /(^|_|^PG|[a-z]\.)(SEED_)?HOST(NAME|S)?$|(^|_)(BROKERS|BOOTSTRAP_SERVERS)$/i.test(key);
}

/** The hosts of `db:5432,cache`. */
function plainHosts(text: string): NamedHost[] {
  return text.split(',').flatMap((entry) => {
    const [, name = '', port] = /^([^:]*)(?::(\d{1,5}))?$/.exec(entry.trim()) ?? [];
    if (!isHostName(name)) return [];
    const doubtful = !name.includes('.');
    return [{ name, port: port === undefined ? undefined : Number(port), implicit: false, doubtful }];
  });
}
