import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { scriptOf } from '../../bundle/containers/container-scripts';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Setting, settings, settingsNamed } from '../../bundle/containers/settings';
import { membersOf, mostReplicas, runs } from '../../bundle/workloads/members';
import { entryPath } from '../../manifest/field-path';
import { stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const SENTINEL = /sentinel$/;
const BROKER = /kafka(-native)?$|^kafka-server-start/;

/** Settings with a number of members, or of copies of which each has a member of its own, by program. */
const COUNTS: readonly { readonly program: RegExp; readonly setting: RegExp; readonly members: string }[] = [
  { program: SENTINEL, setting: /^REDIS_SENTINEL_QUORUM$/, members: 'sentinels' },
  // https://kafka.apache.org/documentation/#brokerconfigs_offsets.topic.replication.factor
  {
    program: BROKER,
    setting:
      /^((KAFKA_\w+|OFFSETS_TOPIC|TRANSACTION_STATE_LOG|DEFAULT)_REPLICATION_FACTOR|(offsets\.topic|transaction\.state\.log|default)\.replication\.factor)$/,
    members: 'brokers',
  },
  // https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file/bootstrap
  { program: /^(consul|nomad)$/, setting: /^bootstrap[-_]expect$/, members: 'servers' },
  // https://www.rabbitmq.com/docs/cluster-formation#cluster-size-hint
  { program: /^rabbitmq/, setting: /^cluster_formation\.target_cluster_size_hint$/, members: 'nodes' },
];

/** A number of copies, or of votes, is no greater than the number of members. */
export const copiesFitMembers: Rule = {
  id: 'copies-fit-members',
  answer: 'broken',
  why: 'a copy has a server of its own, and a vote a voter: if more of them are needed than there are, no copy is made, and nothing is decided',
  example:
    'ConfigMap default/redis: data[sentinel.conf]: expected a quorum of at most 3, the number of sentinels, received 4 [copies-fit-members]',
  about: ['sentinel', 'replication', 'expect', 'size_hint', 'nats', 'min-replicas-to-write'],
  check: (bundle) => [
    ...counts(bundle),
    ...ofClients(bundle),
    ...quorums(bundle),
    ...bundle.containers.flatMap((container) => topics(bundle, container)),
    ...writers(bundle),
  ],
};

const finding = (
  { object, field }: Pick<Setting, 'object' | 'field'>,
  expected: string,
  received: number,
): Finding => ({
  object,
  field,
  expected,
  received: String(received),
});

function counts(bundle: Bundle): Finding[] {
  return COUNTS.flatMap(({ program, setting, members }) =>
    [...settingsNamed(bundle, setting)].flatMap(([container, found]) => {
      const { owner, namespace } = container.template;
      if (container.init || /Job$|DaemonSet/.test(owner.kind) || !runs(container, program)) return [];
      const most = membersOf(bundle, namespace, (each) => runs(each, program));
      return found
        .filter(({ value, secret }) => !secret && /^\d{1,4}$/.test(value) && Number(value) > most)
        .map((each) => finding(each, `at most ${most}, the number of ${members}`, Number(each.value)));
    }),
  );
}

/** Settings of a client with a number of copies, each of which has a server of its own. */
const ASKED: readonly { readonly server: RegExp; readonly setting: RegExp; readonly members: string }[] = [
  // https://docs.nats.io/nats-concepts/jetstream/streams
  {
    server: /^nats(-server)?$/,
    setting: /^((NATS|JETSTREAM|JS)_)?(STREAM|KV|BUCKET|CONSUMER)_(NUM_)?REPLICAS$|^(NATS|JETSTREAM|JS)_REPLICAS$/i,
    members: 'servers of NATS',
  },
  // https://kafka.apache.org/documentation/#topicconfigs
  { server: BROKER, setting: /^(KAFKA_)?(\w+_)?(TOPICS?_)?REPLICATION_FACTOR$/, members: 'brokers' },
];

/** The servers of the only cluster of the bundle: a client may have another cluster elsewhere. */
function ofClients(bundle: Bundle): Finding[] {
  return ASKED.flatMap(({ server, setting, members }) => {
    const told = [...settingsNamed(bundle, setting)];
    if (told.length === 0) return [];
    const servers = bundle.templates.filter(
      ({ owner, containers }) => owner.kind === 'StatefulSet' && containers.some((each) => runs(each, server)),
    );
    const [template, ...others] = servers;
    if (template === undefined || others.length > 0) return [];
    const most = mostReplicas(bundle, template);
    return told
      .filter(
        ([container]) => container.template !== template && isClientOf(bundle, container, template.owner.metadata.name),
      )
      .flatMap(([, found]) =>
        found
          .filter(({ value, secret }) => !secret && /^\d{1,2}$/.test(value) && Number(value) > most)
          .map((each) => finding(each, `at most ${most}, the number of ${members}`, Number(each.value))),
      );
  });
}

/** A client says the name of the servers in an address. */
const isClientOf = (bundle: Bundle, container: Container, name: string): boolean =>
  settings(bundle, container).some(({ value }) =>
    new RegExp(`(^|[/@,.\\s])${name}(-[a-z]+)?(\\.|:(?!//)|$)`).test(value),
  );

/** `sentinel monitor NAME HOST PORT QUORUM`: https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/ */
function quorums(bundle: Bundle): Finding[] {
  const isSentinel = (each: Container) =>
    runs(each, SENTINEL) ||
    (/redis|valkey/.test(stringAt(each.spec, 'image') ?? '') &&
      /--sentinel\b|(redis|valkey)-sentinel\s+\S*\.conf\b|\bsentinel\.conf/.test(scriptOf(bundle, each)));
  const found = bundle.containers.flatMap((container): Finding[] => {
    const { owner, namespace, containers } = container.template;
    if (!containers.some(isSentinel)) return [];
    const files = mountedFiles(bundle, container).flatMap(({ made, files }) =>
      [...files].map(([name, text = '']) => ({ object: made, field: entryPath('data', name), text })),
    );
    const own = { object: owner, field: `${container.path}.command`, text: commandLine(container).join('\n') };
    return [...files, own].flatMap(({ text, ...place }) => {
      const lines = text.matchAll(/^[^#\n]*\bsentinel[ \t]+monitor(?:[ \t]+\S+){3}[ \t]+(\d{1,4})\b/gm);
      const most = membersOf(bundle, namespace, isSentinel);
      return [...lines]
        .filter(([, quorum]) => most > 0 && Number(quorum) > most)
        .map(([, quorum]) => finding(place, `a quorum of at most ${most}, the number of sentinels`, Number(quorum)));
    });
  });
  return [...new Map(found.map((each) => [`${each.object.metadata.name} ${each.field}`, each])).values()];
}

/** A topic that a script makes: https://kafka.apache.org/documentation/#topicconfigs_min.insync.replicas */
function topics(bundle: Bundle, container: Container): Finding[] {
  if (!/kafka|redpanda/.test(stringAt(container.spec, 'image') ?? '')) return [];
  const { owner, namespace } = container.template;
  const members = membersOf(bundle, namespace, (each) => runs(each, BROKER));
  const place = { object: owner, field: `${container.path}.${valueAt(container.spec, 'args') ? 'args' : 'command'}` };
  const found = scriptOf(bundle, container)
    .split(/(?<!\\)\n/)
    .flatMap((line): Finding[] => {
      const copies = Number(/--replication-factor[= ]+(\d+)/.exec(line)?.[1]);
      const least = Number(/min\.insync\.replicas=(\d+)/.exec(line)?.[1]);
      if (copies < least) return [finding(place, `at least ${least} copies, as min.insync.replicas demands`, copies)];
      if (copies === least && copies > 2) {
        const expected = `more than ${least} copies: with one broker away, nobody can write`;
        return [{ ...finding(place, expected, copies), answer: 'risk' }];
      }
      const isMore = members > 0 && copies > members;
      return isMore ? [finding(place, `at most ${members} copies, the number of brokers`, copies)] : [];
    });
  return found.slice(0, 1);
}

/** A copy is on another server: https://redis.io/docs/latest/operate/oss_and_stack/management/replication/ */
function writers(bundle: Bundle): Finding[] {
  return [...settingsNamed(bundle, /^min-replicas-to-write$/)].flatMap(([container, found]) => {
    const members = mostReplicas(bundle, container.template);
    const isRedis = runs(container, /^(redis|valkey)(-server)?$/) && container.template.owner.kind === 'StatefulSet';
    return found
      .filter(({ value }) => isRedis && members > 1 && Number(value) >= members)
      .map((each) => finding(each, `less than ${members}, the number of servers`, Number(each.value)));
  });
}
