import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { imageWord } from '../../bundle/containers/image-reference';
import { listItems } from '../../manifest/field-path';
import { identity, listAt, type Manifest, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A disk of one node is used by pods of one node. */
export const claimWriters: Rule = {
  id: 'claim-writers',
  answer: 'risk',
  why: 'a ReadWriteOnce disk is attached to one node: a second pod on another node waits in ContainerCreating, and one on the same node writes into the files of the first',
  example:
    'Deployment default/api: spec.template.spec.volumes[data].persistentVolumeClaim.claimName: expected one pod at a time (strategy Recreate), or a claim with ReadWriteMany, received 3 replicas on PersistentVolumeClaim default/data [claim-writers]',
  about: ['claimName'],
  check: (bundle) => {
    const users = new Map<Manifest, Manifest>();
    return bundle.templates.flatMap((template) =>
      listItems(template.spec, template.path, 'volumes').flatMap(({ item, path }): Finding[] => {
        const name = stringAt(item, 'persistentVolumeClaim', 'claimName') ?? '';
        const claim = bundle.find('PersistentVolumeClaim', template.namespace, name);
        if (!claim || isShared(claim) || /Job$/.test(template.owner.kind)) return [];
        const field = `${path}.persistentVolumeClaim.claimName`;
        const expected = 'one pod at a time (strategy Recreate), or a claim with ReadWriteMany';
        const first = users.get(claim);
        users.set(claim, first ?? template.owner);
        const pods = podsOf(bundle, template);
        const received =
          pods > 1
            ? `${pods} replicas on ${identity(claim)}`
            : first
              ? `${identity(claim)}, used by ${identity(first)} too`
              : surges(template)
                ? `a rolling update, which starts the next pod beside the last, on ${identity(claim)}`
                : undefined;
        return received === undefined ? [] : [{ object: template.owner, field, expected, received }];
      }),
    );
  },
};

/** Programs that lock their data, or that ruin the data of another: the next pod never starts beside the last. */
const ALONE =
  /^(postgres|postgis|timescaledb|postgresql|mysql|mariadb|percona|mongo|mongodb|redis|valkey|rabbitmq|elasticsearch|opensearch|influxdb|neo4j|couchdb|clickhouse-server|prometheus|loki|grafana|gitea|forgejo|jenkins|nexus3|sonarqube|vaultwarden|server|minio|etcd|kafka|zookeeper|nats|mosquitto|eclipse-mosquitto|qdrant|meilisearch|victoria-metrics|home-assistant|n8n|registry|wordpress|ghost|nextcloud)$/;

/**
 * True if an update starts a pod before the old one has stopped. A program that nobody knows may share the disk on its
 * node, unless the manifest asks for such an update in words.
 */
function surges({ owner: { kind, spec }, containers }: PodTemplate): boolean {
  const strategy = valueAt(spec, 'strategy');
  const isAlone = containers.some((container) => ALONE.test(imageWord(container)));
  if (strategy === undefined && !isAlone) return false;
  const surge = valueAt(strategy, 'rollingUpdate', 'maxSurge') ?? 1;
  return kind === 'Deployment' && stringAt(strategy, 'type') !== 'Recreate' && !/^0%?$/.test(String(surge));
}

/** The disks of other modes are written by many, or by none. */
function isShared(claim: Manifest): boolean {
  const modes = listAt(claim, 'spec', 'accessModes').map(String);
  return modes.length === 0 || modes.some((mode) => !/^ReadWriteOnce/.test(mode));
}

function podsOf(bundle: Bundle, { owner, namespace }: PodTemplate): number {
  const autoscaler = bundle.ofKind('HorizontalPodAutoscaler').find((each) => {
    const target = valueAt(each, 'spec', 'scaleTargetRef');
    const own = stringAt(target, 'kind') === owner.kind && stringAt(target, 'name') === owner.metadata.name;
    return own && (each.metadata.namespace ?? 'default') === namespace;
  });
  return numberAt(autoscaler, 'spec', 'maxReplicas') ?? numberAt(owner, 'spec', 'replicas') ?? 1;
}
