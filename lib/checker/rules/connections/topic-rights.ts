import type { Bundle, Container } from '../../bundle/bundle';
import { settings } from '../../bundle/containers/settings';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** The settings of a client with a name that an ACL of Kafka permits, by the type of the resource. */
const SETTINGS: Readonly<Record<string, RegExp>> = {
  group: /(^|[_.-])(consumer[_.-]?group|group[_.-]?id)([_.-]?id)?$/i,
  topic: /(^|[_.-])topic([_.-]?name)?$/i,
};

/** A client of Kafka uses the topics and groups that the ACLs of the client's user permit. */
export const topicRights: Rule = {
  id: 'topic-rights',
  answer: 'risk',
  why: 'a broker refuses a group or a topic that the ACLs do not permit: the client runs, and consumes nothing',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[KAFKA_GROUP_ID].value: expected a group of KafkaUser default/orders (orders), received "order" [topic-rights]',
  about: ['KafkaUser'],
  check: (bundle) =>
    bundle.ofKind('KafkaUser').flatMap((user) => {
      const clients = containersWith(bundle).get(`${namespaceOf(user)}/${user.metadata.name}`) ?? [];
      return clients.flatMap((container) => judge(bundle, user, container));
    }),
};

/** https://strimzi.io/docs/operators/latest/configuring#type-AclRule-reference */
function judge(bundle: Bundle, user: Manifest, container: Container): Finding[] {
  const acls = listAt(user, 'spec', 'authorization', 'acls');
  if (stringAt(user, 'spec', 'authorization', 'type') !== 'simple' || acls.length === 0) return [];
  return Object.entries(SETTINGS).flatMap(([type, pattern]) => {
    const resources = acls
      .filter((acl) => stringAt(acl, 'resource', 'type') === type && stringAt(acl, 'type') !== 'deny')
      .map((acl) => ({
        name: stringAt(acl, 'resource', 'name') ?? '',
        isPrefix: stringAt(acl, 'resource', 'patternType') === 'prefix',
      }));
    return settings(bundle, container)
      .filter(({ name, value, secret }) => !secret && pattern.test(name) && /^[\w.-]+$/.test(value))
      .filter(
        ({ value }) =>
          !resources.some(({ name, isPrefix }) => name === '*' || (isPrefix ? value.startsWith(name) : value === name)),
      )
      .map(({ value, object, field }) => {
        const known = resources.map(({ name, isPrefix }) => (isPrefix ? `${name}*` : name)).join(', ') || 'none';
        return { object, field, expected: `a ${type} of ${identity(user)} (${known})`, received: quoted(value) };
      });
  });
}

/** The containers with a variable from the Secret of a user, which has the name of the user. */
const containersWith = once((bundle: Bundle): ReadonlyMap<string, readonly Container[]> => {
  const found = new Map<string, Container[]>();
  for (const container of bundle.containers) {
    const names = listAt(container.spec, 'env').flatMap(
      (entry) => stringAt(entry, 'valueFrom', 'secretKeyRef', 'name') ?? [],
    );
    for (const name of new Set(names)) {
      getOrInsert(found, `${container.template.namespace}/${name}`, () => []).push(container);
    }
  }
  return found;
});
