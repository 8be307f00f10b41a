import type { Rule } from '../../lib/checker/rule';
import { immutableFields } from '../../lib/checker/rules/updates/immutable-fields';
import { storageOnlyGrows } from '../../lib/checker/rules/updates/storage-only-grows';

const statefulSet = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop, labels: { team: a } }
spec:
  replicas: 1
  serviceName: db
  podManagementPolicy: OrderedReady
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db, tier: db } }
    spec: { containers: [{ name: db, image: 'postgres:16' }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }`;

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api, tier: api } }
    spec: { containers: [{ name: api, image: 'api:1' }] }`;

const job = `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: shop }
spec:
  parallelism: 1
  template:
    spec: { restartPolicy: Never, containers: [{ name: migrate, image: 'api:1' }] }`;

const claim = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads, namespace: shop }
spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 10Gi } } }`;

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { ports: [{ port: 80 }], ${spec} }`;

const configMap = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
immutable: true
data: { A: a }`;

const secret = `
apiVersion: v1
kind: Secret
metadata: { name: token, namespace: shop }
type: Opaque
data: { A: YQ== }`;

type Update = readonly [title: string, before: string, part: string, other: string, refused: boolean, rule: Rule];

/** Objects that a server takes, one part of each in place of another, and whether that is refused. */
export const UPDATES: readonly Update[] = [
  [
    'another selector of a StatefulSet',
    statefulSet,
    'matchLabels: { app: db',
    'matchLabels: { tier: db',
    true,
    immutableFields,
  ],
  ['another Service of a StatefulSet', statefulSet, 'serviceName: db', 'serviceName: pg', true, immutableFields],
  ['another policy for pods', statefulSet, 'OrderedReady', 'Parallel', true, immutableFields],
  ['a larger disk of a StatefulSet', statefulSet, 'storage: 1Gi', 'storage: 2Gi', true, immutableFields],
  ['another access mode of a claim', statefulSet, 'ReadWriteOnce', 'ReadWriteMany', true, immutableFields],
  ['the same disk in another unit', statefulSet, 'storage: 1Gi', 'storage: 1024Mi', false, immutableFields],
  ['more pods of a StatefulSet', statefulSet, 'replicas: 1', 'replicas: 2', false, immutableFields],
  ['another image of a StatefulSet', statefulSet, 'postgres:16', 'postgres:17', false, immutableFields],
  ['another label of a StatefulSet', statefulSet, 'team: a', 'team: b', false, immutableFields],
  [
    'another selector of a Deployment',
    deployment,
    'matchLabels: { app: api',
    'matchLabels: { tier: api',
    true,
    immutableFields,
  ],
  ['another image of a Deployment', deployment, 'api:1', 'api:2', false, immutableFields],
  ['another image of a Job', job, 'api:1', 'api:2', true, immutableFields],
  ['more pods of a Job at once', job, 'parallelism: 1', 'parallelism: 2', false, immutableFields],
  ['another class of a claim', claim, 'fast', 'slow', true, immutableFields],
  ['a smaller claim', claim, '10Gi', '5Gi', true, storageOnlyGrows],
  ['the same claim in another unit', claim, '10Gi', '10240Mi', false, storageOnlyGrows],
  [
    'an address for a headless Service',
    service('clusterIP: None'),
    'clusterIP: None',
    'clusterIP: 10.96.0.77',
    true,
    immutableFields,
  ],
  ['another address of a Service', service('clusterIP: 10.96.0.78'), '0.78', '0.79', true, immutableFields],
  ['another selector of a Service', service('selector: { app: a }'), 'app: a', 'app: b', false, immutableFields],
  ['another port of a Service', service('clusterIP: None'), 'port: 80', 'port: 81', false, immutableFields],
  ['another value in an immutable ConfigMap', configMap, 'A: a', 'A: b', true, immutableFields],
  [
    'an immutable ConfigMap that would be so no more',
    configMap,
    'immutable: true',
    'immutable: false',
    true,
    immutableFields,
  ],
  ['another type of a Secret', secret, 'Opaque', 'example.com/token', true, immutableFields],
  ['another value of a Secret', secret, 'YQ==', 'Yg==', false, immutableFields],
];
