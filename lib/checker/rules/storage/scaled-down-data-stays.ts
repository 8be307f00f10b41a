import { imageName } from '../../bundle/containers/image-users';
import { listAt, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Servers whose members hold data alone, or need a majority. */
const SERVERS =
  /(^|\/)(cassandra|clickhouse-server|cockroach|couchdb|elasticsearch|etcd|influxdb|kafka|cp-kafka|mariadb|minio|mongo|mysql|nats|neo4j|opensearch|postgres|postgresql|prometheus|rabbitmq|redpanda|scylla|vault|zookeeper|pulsar|gitea|loki|ingester)$/;

/** Fewer replicas of a database do not delete data. */
export const scaledDownDataStays: Rule = {
  id: 'scaled-down-data-stays',
  answer: 'risk',
  why: 'with whenScaled Delete, a member that is scaled away loses its disk at once: a scale to 0 for maintenance deletes all data',
  example:
    'StatefulSet default/db: spec.persistentVolumeClaimRetentionPolicy.whenScaled: expected "Retain", since postgres keeps its data there, received "Delete" [scaled-down-data-stays]',
  about: ['whenScaled'],
  check: ({ templates }) =>
    templates.flatMap(({ owner: object, containers }): Finding[] => {
      const policy = stringAt(object, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled');
      const server = containers.map(imageName).find((name) => SERVERS.test(name));
      const hasDisks = listAt(object, 'spec', 'volumeClaimTemplates').length > 0;
      if (policy !== 'Delete' || server === undefined || !hasDisks) return [];
      return [
        {
          object,
          field: 'spec.persistentVolumeClaimRetentionPolicy.whenScaled',
          expected: `"Retain", since ${server} keeps its data there`,
          received: '"Delete"',
        },
      ];
    }),
};
