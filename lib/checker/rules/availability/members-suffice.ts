import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { mostReplicas, runs } from '../../bundle/members';
import { mountedFiles } from '../../bundle/mounted-files';
import { settings } from '../../bundle/settings';
import { entryPath } from '../../manifest/field-path';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings with a number of members without which nothing works, by program. */
const NUMBERS: readonly (readonly [program: RegExp, setting: RegExp])[] = [
  // https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/, and the image of Bitnami
  [/^redis-sentinel$/, /^REDIS_SENTINEL_QUORUM$/],
  // https://kafka.apache.org/documentation/#brokerconfigs: a topic with more copies than brokers is never made
  [
    /kafka$/,
    /^(KAFKA_(CFG_)?)?(OFFSETS_TOPIC|TRANSACTION_STATE_LOG|DEFAULT)_REPLICATION_FACTOR$|^(offsets\.topic|transaction\.state\.log|default)\.replication\.factor$/,
  ],
  // https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file/bootstrap
  [/^(consul|nomad)$/, /^bootstrap[-_]expect$/],
  // https://www.rabbitmq.com/docs/cluster-formation#cluster-size-hint
  [/^rabbitmq/, /^cluster_formation\.target_cluster_size_hint$/],
];

/** `sentinel monitor NAME HOST PORT QUORUM` */
const QUORUM = /^[ \t]*sentinel[ \t]+monitor[ \t]+\S+[ \t]+\S+[ \t]+\S+[ \t]+(\d{1,4})[ \t]*$/gm;

/** A cluster does not wait for more members than there are. */
export const membersSuffice: Rule = {
  id: 'members-suffice',
  answer: 'broken',
  why: 'a program that needs the votes or the disks of more members than there are waits for ever: no leader is elected, no copy is written',
  example:
    'ConfigMap default/sentinel: data[sentinel.conf]: expected at most 3, the pods of StatefulSet sentinel, received "4" [members-suffice]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => !init && /^(StatefulSet|Deployment)$/.test(template.owner.kind))
      .flatMap((container) => [...numbers(bundle, container), ...quorum(bundle, container)]),
};

function tooMany(
  container: Container,
  most: number,
  value: string,
  place: Pick<Finding, 'object' | 'field'>,
): Finding[] {
  if (!/^\d{1,4}$/.test(value) || Number(value) <= most) return [];
  const { kind, metadata } = container.template.owner;
  return [{ ...place, expected: `at most ${most}, the pods of ${kind} ${metadata.name}`, received: quoted(value) }];
}

/** The members of one cluster may be pods of several workloads of a namespace. */
function membersOf(bundle: Bundle, container: Container, isMember: (each: Container) => boolean): number {
  const { namespace } = container.template;
  const all = bundle.select(namespace, {}).filter(({ containers }) => containers.some(isMember));
  return all.reduce((sum, template) => sum + mostReplicas(bundle, template), 0);
}

function numbers(bundle: Bundle, container: Container): Finding[] {
  return NUMBERS.filter(([program]) => runs(container, program)).flatMap(([program, name]) =>
    settings(bundle, container)
      .filter((each) => name.test(each.name) && !each.secret)
      .flatMap(({ value, object, field }) =>
        tooMany(
          container,
          membersOf(bundle, container, (each) => runs(each, program)),
          value,
          { object, field },
        ),
      ),
  );
}

const isSentinel = (container: Container): boolean => /sentinel/.test(commandLine(container).join('\n'));

/** The configuration of a sentinel, or the script that writes the configuration and that the container starts. */
function quorum(bundle: Bundle, container: Container): Finding[] {
  if (!isSentinel(container)) return [];
  const line = commandLine(container).join('\n');
  const own = { object: container.template.owner, field: `${container.path}.command`, text: line };
  const files = mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].flatMap(([name, text]) => {
      const isUsed = text?.includes('sentinel') === true && (line.includes(name) || /^sentinel.*\.conf$/.test(name));
      return isUsed ? [{ object: made, field: entryPath('data', name), text: text ?? '' }] : [];
    }),
  );
  return [...files, own].flatMap(({ text, ...place }) =>
    [...text.matchAll(QUORUM)].flatMap(([, votes = '']) =>
      tooMany(container, membersOf(bundle, container, isSentinel), votes, place),
    ),
  );
}
