import type { Bundle, Container, PodTemplate } from '../../bundle/bundle';
import { setting, settings } from '../../bundle/containers/settings';
import { type Text, texts } from '../../bundle/containers/texts';
import { podReferences } from '../../bundle/references/pod-references';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { urlsIn } from '../../bundle/traffic/urls';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import type { Manifest } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings of a client with the first letters of its keys. */
const PREFIX = /(^|[_.-])(key|redis|cache|valkey)[_.-]?(key[_.-]?)?prefix$/i;
const USER = ['REDIS_USER', 'REDIS_USERNAME', 'VALKEY_USER', 'VALKEY_USERNAME', 'spring.data.redis.username'];

/** A client of Redis uses the keys that the ACL of its user permits: https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/ */
export const redisKeysAllowed: Rule = {
  id: 'redis-keys-allowed',
  answer: 'risk',
  why: 'Redis refuses every command on a key that the ACL of the user does not permit (NOPERM): the client runs, and reads and writes nothing',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[REDIS_KEY_PREFIX].value: expected a prefix of the keys of user api (tok:*), received "token:" [redis-keys-allowed]',
  about: [' ~'],
  check: (bundle) =>
    texts(bundle)
      .filter(({ value }) => value.includes(' ~') && /^\s*user\s+\S+.*\s~/m.test(value))
      .flatMap((text) => {
        const servers = serversWith(bundle, text);
        return servers.size === 0
          ? []
          : bundle.containers.flatMap((container) => judge(bundle, container, servers, usersOf(text.value)));
      }),
};

/** The patterns of keys of each user. */
const usersOf = (acl: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...acl.matchAll(/^\s*user\s+(\S+)\s+(.*)$/gm)].map(([, name = '', rules = '']) => [
      name,
      rules.split(/\s+/).flatMap((word) => (word === 'allkeys' ? ['*'] : (/^(?:%[RW]+)?~(.*)$/.exec(word)?.[1] ?? []))),
    ]),
  );

/** The pods with the file of an ACL. */
function serversWith(bundle: Bundle, { object, namespace }: Text): ReadonlySet<Manifest> {
  return new Set(
    (['ConfigMap', 'Secret'] as const).flatMap((kind) =>
      podReferences(bundle, kind)
        .filter((each) => each.namespace === namespace && each.name === object.metadata.name)
        .map((each) => each.object),
    ),
  );
}

function judge(
  bundle: Bundle,
  container: Container,
  servers: ReadonlySet<Manifest>,
  users: ReadonlyMap<string, readonly string[]>,
): Finding[] {
  const all = settings(bundle, container);
  const prefixes = all.filter(({ name, value, secret }) => !secret && PREFIX.test(name) && /^[\w:.-]+$/.test(value));
  if (
    prefixes.length === 0 ||
    !all.some(({ name, value }) => leadsTo(bundle, container.template, servers, name, value))
  )
    return [];
  const user =
    setting(bundle, container, USER)?.value ??
    all.flatMap(({ value }) => (/^redi?ss?:\/\//.test(value) ? urlsIn(value) : [])).find((url) => url.user)?.user;
  const patterns = users.get(user ?? 'default') ?? [];
  if (patterns.length === 0) return [];
  return prefixes
    .filter(({ value }) => !patterns.some((pattern) => fits(pattern, value)))
    .map(({ object, field, value }) => {
      const expected = `a prefix of the keys of user ${user ?? 'default'} (${patterns.join(', ')})`;
      return { object, field, expected, received: quoted(value) };
    });
}

function leadsTo(
  bundle: Bundle,
  { namespace }: PodTemplate,
  servers: ReadonlySet<Manifest>,
  key: string,
  value: string,
): boolean {
  return hostsIn({ key, value }).some(({ name }) => {
    const service = ClusterDns.of(bundle).answer(name, namespace)?.service;
    return service !== undefined && podsBehind(bundle, service).some(({ owner }) => servers.has(owner));
  });
}

/** True if keys behind a prefix may match a pattern. */
function fits(pattern: string, prefix: string): boolean {
  const [start = ''] = pattern.split(/[*?[\\]/, 1);
  return prefix.startsWith(start) || start.startsWith(prefix);
}
