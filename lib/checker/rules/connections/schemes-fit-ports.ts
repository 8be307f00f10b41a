import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { ClusterDns } from '../../bundle/cluster-dns';
import { runs } from '../../bundle/members';
import { serviceTargets } from '../../bundle/service-targets';
import { type Text, texts } from '../../bundle/texts';
import { urlsIn } from '../../bundle/urls';
import { getOrInsert } from '../../manifest/get-or-insert';
import type { Finding, Rule } from '../../rule';

/** A program with several ports, and the schemes of the clients of each. */
interface Speaker {
  readonly program: RegExp;
  readonly ports: Readonly<Record<number, readonly string[]>>;
}

const WEB = ['http', 'https'];

const SPEAKERS: readonly Speaker[] = [
  // https://clickhouse.com/docs/guides/sre/network-ports
  {
    program: /^clickhouse(-server)?$/,
    ports: { 8123: [...WEB, 'clickhouse'], 8443: [...WEB, 'clickhouse'], 9000: ['tcp', 'clickhouse', 'native'] },
  },
  // https://www.rabbitmq.com/docs/networking#ports
  {
    program: /^rabbitmq(-server)?$/,
    ports: {
      5672: ['amqp', 'rabbitmq'],
      5671: ['amqps', 'amqp', 'rabbitmq'],
      15672: WEB,
      15692: WEB,
      1883: ['mqtt', 'tcp'],
    },
  },
  // https://docs.nats.io/running-a-nats-service/configuration
  { program: /^nats(-server)?$/, ports: { 4222: ['nats', 'tls'], 8222: WEB, 6222: ['nats-route', 'nats'] } },
  // https://neo4j.com/docs/operations-manual/current/configuration/ports/
  { program: /^neo4j$/, ports: { 7474: WEB, 7473: WEB, 7687: ['bolt', 'neo4j', 'bolts'] } },
  // https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings
  { program: /^(elasticsearch|opensearch)$/, ports: { 9200: [...WEB, 'elasticsearch', 'opensearch'], 9300: ['tcp'] } },
  // https://hub.docker.com/_/postgres, _/mysql, _/mariadb, _/redis, _/mongo
  {
    program: /^(postgres|postgis|timescaledb|pgbouncer)$/,
    ports: { 5432: ['postgres', 'postgresql', 'postgis', 'jdbc', 'tcp'] },
  },
  { program: /^(mysql|mariadb)$/, ports: { 3306: ['mysql', 'mysql2', 'mariadb', 'tcp', 'jdbc'] } },
  { program: /^(redis|valkey)$/, ports: { 6379: ['redis', 'rediss', 'tcp', 'valkey', 'unix'] } },
  { program: /^mongo$/, ports: { 27017: ['mongodb', 'tcp'] } },
  // https://min.io/docs/minio/linux/reference/minio-server/minio-server.html
  { program: /^minio$/, ports: { 9000: [...WEB, 's3'] } },
];

/** A URL asks a well-known server at the port that speaks the protocol of the URL. */
export const schemesFitPorts: Rule = {
  id: 'schemes-fit-ports',
  answer: 'broken',
  why: 'a server with several ports speaks another protocol at each: a client at the wrong one is cut off, or reads garbage',
  example:
    'Secret default/api: stringData.AMQP_URL: expected port 5672 of Service mq for amqp, received 15672, where rabbitmq speaks http [schemes-fit-ports]',
  check: (bundle) => {
    const speakers = speaking(bundle);
    return speakers.size === 0 ? [] : texts(bundle).flatMap((text) => mistaken(bundle, speakers, text));
  },
};

/** The pods of the programs in the table. */
function speaking(bundle: Bundle): ReadonlyMap<PodTemplate, Speaker> {
  const found = new Map<PodTemplate, Speaker>();
  for (const container of bundle.containers) {
    const speaker = container.init ? undefined : SPEAKERS.find(({ program }) => runs(container, program));
    if (speaker) getOrInsert(found, container.template, () => speaker);
  }
  return found;
}

function mistaken(bundle: Bundle, speakers: ReadonlyMap<PodTemplate, Speaker>, text: Text): Finding[] {
  const { object, field, namespace, value } = text;
  if (!value.includes('://')) return [];
  return urlsIn(value).flatMap(({ scheme, hosts }) =>
    hosts.flatMap(({ name, port, implicit }): Finding[] => {
      if (port === undefined || implicit) return [];
      const service = ClusterDns.of(bundle).answer(name, namespace)?.service;
      const [target, ...others] = service ? serviceTargets(bundle, service, port) : [];
      const speaker = target && speakers.get(target.template);
      const spoken = speaker?.ports[target?.port ?? 0];
      if (!service || !speaker || !spoken || others.length > 0 || spoken.includes(scheme)) return [];
      const ports = Object.entries(speaker.ports);
      const right =
        ports.find(([, [first]]) => first === scheme) ?? ports.find(([, schemes]) => schemes.includes(scheme));
      // A scheme that nobody knows may be the name of a driver.
      if (right === undefined && !KNOWN.has(scheme)) return [];
      const remedy = right === undefined ? `a URL of ${spoken[0]}` : `port ${right[0]}`;
      const expected = `${remedy} of Service ${service.metadata.name} for ${scheme}`;
      const [program] = /\w+/.exec(speaker.program.source) ?? [];
      return [{ object, field, expected, received: `${port}, where ${program} speaks ${spoken[0]}` }];
    }),
  );
}

const KNOWN = new Set([
  ...WEB,
  'amqp',
  'amqps',
  'postgres',
  'postgresql',
  'mysql',
  'mongodb',
  'redis',
  'rediss',
  'nats',
]);
