import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { KubernetesVersion } from '../../../lib/checker/kubernetes/kubernetes-version';
import { dataStaysReadable } from '../../../lib/checker/rules/updates/data-stays-readable';
import { firstStartSettings } from '../../../lib/checker/rules/updates/first-start-settings';
import { immutableFields } from '../../../lib/checker/rules/updates/immutable-fields';
import { noLostData } from '../../../lib/checker/rules/updates/no-lost-data';
import { replicasStay } from '../../../lib/checker/rules/updates/replicas-stay';
import { storageOnlyGrows } from '../../../lib/checker/rules/updates/storage-only-grows';
import { SYSTEMS } from '../../../lib/wealist/environments/environment';
import { environments } from '../../../lib/wealist/environments/index';
import { frozenDist } from '../../clone';
import { judge } from './judge';

const RULES = [dataStaysReadable, firstStartSettings, immutableFields, noLostData, replicasStay, storageOnlyGrows];

const database = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
    - metadata: { name: logs }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }`;

const claim = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads, namespace: shop }
spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 10Gi } } }`;

/** An object of a kind, with a body. */
const object = (kind: string, body: string, apiVersion = 'v1'): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: x, namespace: shop }, ${body} }`;

/** The fields of which a change is refused, with what is said of it. */
const refused = (before: string, now: string, kubernetes: KubernetesVersion = '1.28'): string[] =>
  judge(immutableFields, now, { kubernetes }, before);

/** The same, with one part of a text in place of another. */
const changed = (before: string, part: string, other: string): string[] => {
  expect(before).toContain(part);
  return refused(before, before.replace(part, other));
};

describe('what this program renders', () => {
  test.each(Object.keys(environments))('%s follows on itself', (name) => {
    const folder = path.join(__dirname, '..', '..', '..', 'dist', name);
    const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const all = files.join('\n---\n');
    expect(RULES.flatMap((rule) => judge(rule, all, {}, all))).toEqual([]);
    expect(RULES.flatMap((rule) => judge(rule, all))).toEqual([]);
  });

  test('prod in place of dev loses every namespace, and nothing else that is worth a word', () => {
    const dist = Object.entries(frozenDist());
    const [dev, prod] = ['dev', 'prod'].map((name) => {
      const files = dist.filter(([file]) => path.dirname(file) === name);
      return files.map(([, text]) => text).join('\n---\n');
    });
    const said = RULES.flatMap((rule) => judge(rule, prod ?? '', {}, dev));
    expect(said.map((sentence) => sentence.split(':')[0])).toEqual(
      SYSTEMS.map((system) => `Namespace ${system}-dev`).sort(),
    );
    expect(said).toContainEqual(expect.stringContaining('did you mean "board-api-prod"?'));
  });
});

describe('what is fixed stays as it is', () => {
  test('the field, its value before and the way out are named', () => {
    expect(changed(database, 'serviceName: db', 'serviceName: database')).toEqual([immutableFields.example]);
  });

  test('a disk that is to grow is grown first', () => {
    const [sentence] = changed(database, 'storage: 1Gi', 'storage: 2Gi');
    expect(sentence).toContain(
      'a disk grows with kubectl patch pvc; then delete the object with --cascade=orphan first',
    );
  });

  test('without manifests from before, nothing has changed', () => {
    expect(judge(immutableFields, database)).toEqual([]);
  });

  test.each([
    [
      'a selector',
      'matchLabels: { app: db }',
      'matchLabels: { app: pg }',
      'spec.selector.matchLabels.app: expected "db"',
    ],
    [
      'another label to select by',
      '{ app: db }',
      '{ app: db, tier: db }',
      'spec.selector.matchLabels.tier: expected nothing',
    ],
    [
      'storage',
      'storage: 1Gi',
      'storage: 2Gi',
      'spec.volumeClaimTemplates[data].spec.resources.requests.storage: expected "1Gi"',
    ],
    [
      'an access mode',
      '[ReadWriteOnce]',
      '[ReadWriteMany]',
      'spec.volumeClaimTemplates[data].spec.accessModes[0]: expected "ReadWriteOnce"',
    ],
    [
      'access modes',
      '[ReadWriteOnce]',
      '[ReadWriteOnce, ReadOnlyMany]',
      'spec.volumeClaimTemplates[data].spec.accessModes: expected ["ReadWriteOnce"]',
    ],
    [
      'a claim that is gone',
      database.slice(database.indexOf('\n    - metadata: { name: logs }')),
      '',
      'spec.volumeClaimTemplates[logs]: expected {"metadata":{"name":"logs"}',
    ],
    [
      'the policy for pods',
      'serviceName: db',
      'serviceName: db\n  podManagementPolicy: Parallel',
      'spec.podManagementPolicy: expected nothing as before',
    ],
    [
      'the class of a claim',
      '{ accessModes: [ReadWriteOnce],',
      '{ storageClassName: "", accessModes: [ReadWriteOnce],',
      'spec.volumeClaimTemplates[data].spec.storageClassName: expected nothing as before',
    ],
  ])('a StatefulSet keeps %s', (_, part, other, words) => {
    expect(changed(database, part, other)).toEqual([expect.stringContaining(words)]);
  });

  test('the claims of a StatefulSet keep their order', () => {
    const swapped = database
      .replace('name: data', 'name: x')
      .replace('name: logs', 'name: data')
      .replace('name: x', 'name: logs');
    expect(refused(database, swapped)).toEqual([
      expect.stringContaining('spec.volumeClaimTemplates: expected ["data","logs"] as before'),
    ]);
  });

  test.each([
    ['the same size in another unit', 'storage: 1Gi', 'storage: 1024Mi'],
    [
      'what is the default anyway',
      'serviceName: db',
      'serviceName: db\n  podManagementPolicy: OrderedReady\n  revisionHistoryLimit: 10',
    ],
    [
      'the default of a claim',
      '{ accessModes: [ReadWriteOnce],',
      '{ volumeMode: Filesystem, accessModes: [ReadWriteOnce],',
    ],
    [
      'the type of a claim',
      '- metadata: { name: data }',
      '- apiVersion: v1\n      kind: PersistentVolumeClaim\n      metadata: { name: data, creationTimestamp: null, labels: {} }',
    ],
    [
      'the order of fields',
      '- metadata: { name: data }\n      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
      '- spec: { resources: { requests: { storage: 1Gi } }, accessModes: [ReadWriteOnce] }\n      metadata: { name: data }',
    ],
    [
      'replicas, the template and all that may change',
      'serviceName: db',
      'serviceName: db\n  replicas: 3\n  minReadySeconds: 5\n  template: { spec: { hostNetwork: true } }\n  updateStrategy: { type: OnDelete }\n  ordinals: { start: 1 }\n  persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }',
    ],
    ['its own labels', 'namespace: shop }', 'namespace: shop, labels: { a: b } }'],
  ])('a StatefulSet may change %s', (_, part, other) => {
    expect(changed(database, part, other)).toEqual([]);
  });

  test('the history of a StatefulSet is fixed in old clusters only', () => {
    const longer = database.replace('serviceName: db', 'serviceName: db\n  revisionHistoryLimit: 20');
    expect(refused(database, longer, '1.32')).toEqual([expect.stringContaining('spec.revisionHistoryLimit')]);
    expect(refused(database, longer, '1.33')).toEqual([]);
  });

  test('the expressions of a selector are compared one by one, whatever the order of their fields', () => {
    const expression = (text: string) =>
      object('Deployment', `spec: { selector: { matchExpressions: [${text}] } }`, 'apps/v1');
    const before = expression('{ key: app, operator: In, values: [a] }');
    expect(refused(before, expression('{ values: [a], operator: In, key: app }'))).toEqual([]);
    expect(refused(before, expression('{ key: app, operator: NotIn, values: [a] }'))).toEqual([
      expect.stringContaining('spec.selector.matchExpressions[0].operator: expected "In" as before'),
    ]);
  });

  test.each([
    [
      'Deployment',
      'apps/v1',
      'spec: { selector: { matchLabels: { app: a } } }',
      'app: a',
      'app: b',
      'spec.selector.matchLabels.app',
    ],
    [
      'DaemonSet',
      'apps/v1',
      'spec: { selector: { matchLabels: { app: a } } }',
      'app: a',
      'app: b',
      'spec.selector.matchLabels.app',
    ],
    [
      'ReplicaSet',
      'apps/v1',
      'spec: { selector: { matchLabels: { app: a } } }',
      'app: a',
      'app: b',
      'spec.selector.matchLabels.app',
    ],
    [
      'Job',
      'batch/v1',
      'spec: { selector: { matchLabels: { app: a } } }',
      'app: a',
      'app: b',
      'spec.selector.matchLabels.app',
    ],
    [
      'Job',
      'batch/v1',
      'spec: { template: { spec: { containers: [{ name: a, image: a }] } } }',
      'image: a',
      'image: b',
      'spec.template.spec.containers[a].image',
    ],
    ['Job', 'batch/v1', 'spec: { completionMode: Indexed }', 'Indexed', 'NonIndexed', 'spec.completionMode'],
    ['Secret', 'v1', 'type: Opaque', 'Opaque', 'kubernetes.io/tls', 'type'],
    ['PersistentVolume', 'v1', 'spec: { nfs: { server: a, path: / } }', 'server: a', 'server: b', 'spec.nfs.server'],
    ['PersistentVolume', 'v1', 'spec: { nodeAffinity: { required: a } }', 'a }', 'b }', 'spec.nodeAffinity.required'],
    [
      'RoleBinding',
      'rbac.authorization.k8s.io/v1',
      'roleRef: { kind: Role, name: a }',
      'name: a',
      'name: b',
      'roleRef.name',
    ],
    [
      'ClusterRoleBinding',
      'rbac.authorization.k8s.io/v1',
      'roleRef: { kind: ClusterRole, name: a }',
      'name: a',
      'name: b',
      'roleRef.name',
    ],
    ['StorageClass', 'storage.k8s.io/v1', 'provisioner: a, parameters: { type: ssd }', 'ssd', 'hdd', 'parameters.type'],
    ['StorageClass', 'storage.k8s.io/v1', 'provisioner: a', 'provisioner: a', 'provisioner: b', 'provisioner'],
    [
      'IngressClass',
      'networking.k8s.io/v1',
      'spec: { controller: a }',
      'controller: a',
      'controller: b',
      'spec.controller',
    ],
    ['PriorityClass', 'scheduling.k8s.io/v1', 'value: 10', '10', '20', 'value'],
    ['RuntimeClass', 'node.k8s.io/v1', 'handler: a', 'handler: a', 'handler: b', 'handler'],
    ['Service', 'v1', 'spec: { clusterIP: 10.0.0.1 }', '10.0.0.1', '10.0.0.2', 'spec.clusterIP'],
    ['ConfigMap', 'v1', 'immutable: true, data: { A: a }', 'A: a', 'A: b', 'data.A'],
    ['ConfigMap', 'v1', 'immutable: true, data: { A: a }', 'true', 'false', 'immutable'],
  ])('a %s keeps what Kubernetes fixes (%s %s)', (kind, apiVersion, body, part, other, field) => {
    const before = object(kind, body, apiVersion);
    const said = changed(before, part, other);
    expect(said).toEqual([expect.stringContaining(`x: ${field}: expected `)]);
    expect(said[0]).toContain('as before: Kubernetes refuses to change it; ');
  });

  test.each([
    ['Deployment', 'apps/v1', 'spec: { replicas: 1 }', 'replicas: 1', 'replicas: 2'],
    ['Job', 'batch/v1', 'spec: { parallelism: 1 }', '1 }', '2 }'],
    ['Job', 'batch/v1', 'spec: { suspend: true, template: { spec: { nodeSelector: { a: b } } } }', 'a: b', 'a: c'],
    ['Secret', 'v1', 'data: { A: YQ== }', 'A: YQ==', 'A: Yg=='],
    ['Secret', 'v1', 'stringData: {}', 'stringData: {}', 'type: Opaque'],
    ['Secret', 'v1', 'immutable: true, data: { A: YQ== }', 'data: { A: YQ== }', 'stringData: { A: a }'],
    ['ConfigMap', 'v1', 'data: { A: a }', 'A: a', 'A: b'],
    ['Service', 'v1', 'spec: { type: ClusterIP, clusterIP: 10.0.0.1 }', ', clusterIP: 10.0.0.1', ''],
    ['Service', 'v1', 'spec: { clusterIP: "" }', '{ clusterIP: "" }', '{}'],
    ['Service', 'v1', 'spec: { clusterIP: None }', 'clusterIP: None', 'type: ExternalName'],
    ['Service', 'v1', 'spec: { selector: { app: a } }', 'app: a', 'app: b'],
    ['PersistentVolume', 'v1', 'spec: { persistentVolumeReclaimPolicy: Retain }', 'Retain', 'Delete'],
    ['PersistentVolume', 'v1', 'spec: { nfs: { server: a } }', 'nfs:', 'nodeAffinity: { required: {} }, nfs:'],
    [
      'StorageClass',
      'storage.k8s.io/v1',
      'provisioner: a',
      'provisioner: a',
      'provisioner: a, reclaimPolicy: Delete, allowVolumeExpansion: true',
    ],
    ['NetworkPolicy', 'networking.k8s.io/v1', 'spec: { podSelector: {} }', '{}', '{ matchLabels: { a: b } }'],
    ['StatefulSet', 'apps.kruise.io/v1beta1', 'spec: { serviceName: a }', 'serviceName: a', 'serviceName: b'],
    ['Service', 'serving.knative.dev/v1', 'spec: { clusterIP: None }', 'None', 'x'],
  ])('a %s may change the rest (%s %s)', (kind, apiVersion, body, part, other) => {
    expect(changed(object(kind, body, apiVersion), part, other)).toEqual([]);
  });

  // Each as an API server of 1.34 answers it.
  const KEPT = 'Kubernetes keeps the Service headless, and the addresses of pods that it selected beside any new ones';
  const REFUSED = 'Kubernetes refuses to change it';
  test.each([
    ['asks for an address', 'clusterIP: None', '', KEPT, '"None"', 'nothing'],
    ['asks for any address', 'clusterIP: None', 'clusterIP: ""', KEPT, '"None"', 'nothing'],
    ['asks for one address', 'clusterIP: None', 'clusterIP: 10.0.0.1', REFUSED, '"None"', '"10.0.0.1"'],
    ['gives up an address of the cluster', '', 'clusterIP: None', REFUSED, 'nothing', '"None"'],
    ['gives up its own', 'clusterIP: 10.0.0.1', 'clusterIP: None', REFUSED, '"10.0.0.1"', '"None"'],
  ])('a Service that %s is refused with what Kubernetes makes of it', (_, before, now, why, was, is) => {
    const service = (part: string) => object('Service', `spec: { ${part} }`);
    expect(refused(service(before), service(now))).toEqual([
      `Service shop/x: spec.clusterIP: expected ${was} as before: ${why}; delete the object first, and an EndpointSlice that was applied for it, or give it a new name, received ${is} [immutable-fields]`,
    ]);
  });

  test.each([
    ['clusterIP: None', 'type: ExternalName, externalName: a.example.com'],
    ['', 'type: ExternalName, externalName: a.example.com'],
    ['type: ExternalName, externalName: a.example.com', 'clusterIP: None'],
    ['type: ExternalName, externalName: a.example.com', ''],
  ])('a Service may change between a name and addresses (%s, then %s)', (before, now) => {
    const service = (part: string) => object('Service', `spec: { ${part} }`);
    expect(refused(service(before), service(now))).toEqual([]);
  });

  test('a claim may grow and change nothing else', () => {
    expect(changed(claim, 'storage: 10Gi', 'storage: 20Gi')).toEqual([]);
    expect(changed(claim, 'storageClassName: fast', 'storageClassName: slow')).toEqual([
      'PersistentVolumeClaim shop/uploads: spec.storageClassName: expected "fast" as before: Kubernetes refuses to change it; give it a new name, and move the data, received "slow" [immutable-fields]',
    ]);
  });

  test('no value of a Secret, and nothing that may be a password, is told', () => {
    const secret = (part: string) => object('Secret', `immutable: true, ${part}`);
    const said = [
      ...refused(secret('data: { A: aHVudGVyMg== }'), secret('stringData: { A: hunter3 }')),
      ...refused(secret('stringData: { A: hunter2 }'), secret('data: {}')),
      ...refused(secret('data: {}'), secret('stringData: { A: hunter2 }')),
    ];
    expect(said.map((sentence) => sentence.replace(/; delete.*name,/, ';'))).toEqual([
      'Secret shop/x: data.A: expected the value as before: Kubernetes refuses to change it; received another value [immutable-fields]',
      'Secret shop/x: data.A: expected the value as before: Kubernetes refuses to change it; received nothing [immutable-fields]',
      'Secret shop/x: data.A: expected nothing as before: Kubernetes refuses to change it; received another value [immutable-fields]',
    ]);

    const job = (container: string) =>
      object('Job', `spec: { template: { spec: { containers: [${container}] } } }`, 'batch/v1');
    const before = job('{ name: a, env: [{ name: P, value: hunter2 }], args: [-p, hunter2] }');
    const jobs = [
      job('{ name: a, env: [{ name: P, value: hunter3 }], args: [-p, hunter3] }'),
      job('{ name: b, env: [{ name: P, value: hunter3 }] }'),
      job('{ name: a, args: [hunter3], env: [] }'),
    ].flatMap((now) => refused(before, now));
    expect(jobs).toHaveLength(6);
    expect(jobs.join()).not.toMatch(/hunter[23]|aHVudGVy/);
  });

  test('an object that is new, or of another API, has nothing to keep', () => {
    expect(refused(claim, database)).toEqual([]);
    expect(refused(object('Job', 'spec: { selector: a }', 'batch/v1'), object('Job', 'spec: {}', 'my.io/v1'))).toEqual(
      [],
    );
  });

  test('nonsense is for the schema', () => {
    expect(refused(object('Deployment', 'spec: 1', 'apps/v1'), object('Deployment', 'spec: [a]', 'apps/v1'))).toEqual(
      [],
    );
    expect(refused(object('StatefulSet', 'spec: []', 'apps/v1'), object('StatefulSet', 'spec: x', 'apps/v1'))).toEqual(
      [],
    );
  });
});

describe('what holds data keeps its name', () => {
  const lost = (before: string, now: string): string[] => judge(noLostData, now, {}, before);

  test('a StatefulSet under a new name starts empty', () => {
    const before = database.replace('name: db', 'name: postgres');
    expect(lost(before, database.replace('name: db', 'name: postgresql'))).toEqual([noLostData.example]);
  });

  test('a name is meant only if it is near, new, and of the same kind and namespace', () => {
    const before = database.replace('name: db', 'name: postgres');
    const renamed = database.replace('name: db', 'name: postgresql');
    const service = '{ apiVersion: v1, kind: Service, metadata: { name: postgresql, namespace: shop } }';
    for (const now of [database, renamed.replace('namespace: shop', 'namespace: store'), service]) {
      expect(lost(before, now)).toEqual([expect.stringContaining('received nothing [')]);
    }
    expect(lost(`${before}\n---${renamed}`, renamed)).toEqual([expect.stringContaining('received nothing [')]);
  });

  test('a claim or a namespace that is gone takes its data along', () => {
    const namespace = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop-prod } }';
    expect(lost(claim, database)).toEqual([
      'PersistentVolumeClaim shop/uploads: metadata.name: expected it to stay: its data stays behind, or is deleted where the claim is pruned, received nothing [no-lost-data]',
    ]);
    expect(lost(namespace, namespace.replace('shop-prod', 'shop-prd'))).toEqual([
      'Namespace shop-prod: metadata.name: expected it to stay: who prunes it deletes all that it holds, its data and Secrets too, received nothing; did you mean "shop-prd"? [no-lost-data]',
    ]);
  });

  test('a namespace that is gone is one finding, whatever was in it', () => {
    const namespace = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }';
    expect(
      lost(`${database}\n---${claim}\n---\n${namespace}`, '{ apiVersion: v1, kind: Namespace, metadata: { name: x } }'),
    ).toEqual([expect.stringContaining('Namespace shop: ')]);
  });

  test('what holds no data may go, and what is still there may change', () => {
    const stateless = '{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: cache }, spec: {} }';
    const deployment = object('Deployment', 'spec: {}', 'apps/v1');
    expect(lost(`${stateless}\n---\n${deployment}`, claim)).toEqual([]);
    expect(lost(database, database.replace('1Gi', '2Gi'))).toEqual([]);
    expect(judge(noLostData, claim)).toEqual([]);
  });
});

describe('storage only grows', () => {
  test('a claim that asks for less is refused', () => {
    expect(judge(storageOnlyGrows, claim.replace('10Gi', '5Gi'), {}, claim)).toEqual([storageOnlyGrows.example]);
    expect(judge(storageOnlyGrows, claim.replace('10Gi', '10G'), {}, claim)).toHaveLength(1);
  });

  test.each(['10Gi', '10240Mi', '11Gi', 'much', '{}'])('one that asks for %s is not', (storage) => {
    expect(judge(storageOnlyGrows, claim.replace('10Gi', storage), {}, claim)).toEqual([]);
  });

  test('a claim that is new, or gone, has nothing to be compared with', () => {
    expect(judge(storageOnlyGrows, claim)).toEqual([]);
    expect(judge(storageOnlyGrows, claim, {}, database)).toEqual([]);
    expect(judge(storageOnlyGrows, database, {}, claim)).toEqual([]);
  });
});

describe('data-stays-readable', () => {
  const server = (image: string, more = '', mount = '/var/lib/postgresql/data', uid = 70) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  template:
    spec:
      securityContext: { runAsUser: ${uid} }
      containers:
        - name: db
          image: ${image}
          env: [{ name: PGDATA, value: ${mount}/pgdata }]
          volumeMounts: [{ name: data, mountPath: ${mount} }]
  volumeClaimTemplates: [{ metadata: { name: data } }]
${more}`;
  const cluster = (image: string) =>
    `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: db }, spec: { imageName: "${image}" } }`;
  const judged = (now: string, before: string) => judge(dataStaysReadable, now, {}, before);

  test('finds another major version, whose paths would be others, too', () => {
    const newer = server('postgres:18-alpine', '', '/var/lib/postgresql');
    expect(judged(newer, server('postgres:16-alpine'))).toEqual([dataStaysReadable.example]);
  });

  test.each([
    ['an older version', 'postgres:15-alpine'],
    ['another C library, which sorts text in another way', 'postgres:16-bookworm'],
  ])('finds %s', (_, image) => {
    expect(judged(server(image), server('postgres:16-alpine'))).toHaveLength(1);
  });

  test('finds another path below the same image', () => {
    const moved = server('postgres:16-alpine', '', '/data');
    expect(judged(moved, server('postgres:16-alpine'))).toEqual([
      'StatefulSet shop/db: spec.template.spec.containers[db].env[PGDATA].value: expected /var/lib/postgresql/data/pgdata as before, which wrote the data: start the other one under a new name, and move the data by dump and restore, received "/data/pgdata" [data-stays-readable]',
    ]);
  });

  test('finds another user, to whom the files do not belong', () => {
    const other = server('postgres:16-alpine', '', '/var/lib/postgresql/data', 999);
    expect(judged(other, server('postgres:16-alpine'))).toHaveLength(1);
  });

  test('finds another major version of a Cluster', () => {
    const image = 'ghcr.io/cloudnative-pg/postgresql';
    expect(judged(cluster(`${image}:15.10`), cluster(`${image}:16.10`))).toHaveLength(1);
    expect(judged(cluster(`${image}:16.11`), cluster(`${image}:16.10`))).toEqual([]);
  });

  test('accepts another minor version, another registry and a digest', () => {
    const image = `mirror.example.com/postgres:16.10-alpine@sha256:${'a'.repeat(64)}`;
    expect(judged(server(image), server('postgres:16-alpine'))).toEqual([]);
  });

  test('accepts whatever becomes of a server without a disk, of another program, or of one that is gone', () => {
    const diskless = (image: string) => server(image).replace(/ {2}volumeClaimTemplates.*/, '');
    expect(judged(diskless('postgres:18'), diskless('postgres:16'))).toEqual([]);
    expect(judged(server('redis:8'), server('redis:7'))).toEqual([]);
    expect(judged(cluster('postgresql:17'), server('postgres:16'))).toEqual([]);
  });
});

describe('replicas that go out of a manifest', () => {
  const scaled = (spec: string, kind = 'Deployment') =>
    `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: api, namespace: shop }, spec: { ${spec} } }`;
  const autoscaler =
    '\n---\n{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: api, namespace: shop } }';
  const judged = (now: string, before: string) => judge(replicasStay, now, {}, before);

  test('are refused with the command that keeps the pods, autoscaler or not', () => {
    expect(judged(scaled('') + autoscaler, scaled('replicas: 10'))).toEqual([replicasStay.example]);
    expect(judged(scaled(''), scaled('replicas: 10'))).toEqual([replicasStay.example]);
    expect(judged(scaled('', 'StatefulSet'), scaled('replicas: 2', 'StatefulSet'))).toEqual([
      expect.stringContaining('kubectl apply edit-last-applied statefulset/api --namespace shop'),
    ]);
  });

  test.each([
    ['one that is what Kubernetes puts in anyway', scaled(''), scaled('replicas: 1')],
    ['none, of which there is nothing to stop', scaled(''), scaled('replicas: 0')],
    ['another number, which somebody has written', scaled('replicas: 1'), scaled('replicas: 10')],
    ['a number that was an autoscaler’s before', scaled('replicas: 2'), scaled('') + autoscaler],
    ['those of an object that is gone', scaled('', 'StatefulSet'), scaled('replicas: 10')],
    ['those of a kind without pods of its own', scaled('', 'Cluster'), scaled('replicas: 10', 'Cluster')],
  ])('may be %s', (_, now, before) => {
    expect(judged(now, before)).toEqual([]);
  });
});

describe('what PostgreSQL reads at its first start', () => {
  const PASSWORD = '{ name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: db-secret, key: password } } }';
  const server = (env: string, kind = 'StatefulSet') => `
---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: db, namespace: shop }
spec:
  template:
    spec:
      containers:
        - name: db
          image: postgres:16
          env: [${env}]
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates: [{ metadata: { name: data } }]`;
  const named = (user: string, database = 'wealist') =>
    server(`{ name: POSTGRES_USER, value: ${user} }, { name: POSTGRES_DB, value: ${database} }, ${PASSWORD}`);
  const secret = (body: string, kind = 'Secret', name = 'db-secret') =>
    `\n---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: ${name}, namespace: shop }, ${body} }`;
  const literal = (password: string) => secret(`stringData: { password: ${password} }`);
  const encoded = (password: string) => secret(`data: { password: ${Buffer.from(password).toString('base64')} }`);
  const external = secret(
    'spec: { target: { template: { data: { password: "{{ .password }}" } } } }',
    'ExternalSecret',
  );
  const owned = (initdb: string) =>
    `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: db, namespace: shop }, spec: { bootstrap: ${initdb} } }`;
  const judged = (before: string, now: string) => judge(firstStartSettings, now, {}, before);

  test('is refused to change, with what the running server is told first', () => {
    expect(judged(named('wealist'), named('admin'))).toEqual([firstStartSettings.example]);
    expect(judged(named('wealist'), named('wealist', 'boards'))).toEqual([
      expect.stringMatching(
        /env\[POSTGRES_DB\]: expected the value as before, .* \(createdb, .* received another value \[/,
      ),
    ]);
  });

  test('is refused to be read from another place, where nobody knows that it is the same', () => {
    expect(judged(server(PASSWORD), server(PASSWORD.replace('db-secret', 'other')))).toEqual([
      'StatefulSet shop/db: spec.template.spec.containers[db].env[POSTGRES_PASSWORD]: expected Secret shop/db-secret, key password as before, since PostgreSQL reads it for an empty disk only: tell the running server first (\\password in psql), then accept this, received Secret shop/other, key password [first-start-settings]',
    ]);
    expect(judged(server(PASSWORD), server(PASSWORD.replace('key: password', 'key: pw')))).toHaveLength(1);
  });

  test('is refused as another value of a Secret, and shown to nobody', () => {
    const said = [
      ...judged(server(PASSWORD) + encoded('hunter2'), server(PASSWORD) + encoded('hunter3')),
      ...judged(server(PASSWORD) + literal('hunter2'), server(PASSWORD) + encoded('hunter3')),
      ...judged(
        server('{ name: POSTGRES_PASSWORD, value: hunter2 }'),
        server('{ name: POSTGRES_PASSWORD, value: hunter3 }'),
      ),
    ];
    expect(said).toHaveLength(3);
    for (const sentence of said) {
      expect(sentence).toContain('expected the value as before');
      expect(sentence).toContain('received another value [');
      expect(sentence).not.toMatch(/hunter|aHVudGVy/);
    }
  });

  test.each([
    ['a literal in another encoding', literal('hunter2'), encoded('hunter2')],
    ['a literal, then a Secret that exists already', literal('hunter2'), ''],
    ['a literal, then a Secret made of a store', literal('hunter2'), external],
    ['a store, then a literal', external, literal('hunter2')],
  ])('may come from elsewhere into the same key of the same Secret (%s)', (_, before, now) => {
    expect(judged(server(PASSWORD) + before, server(PASSWORD) + now)).toEqual([]);
  });

  test('may be the same literal under another key', () => {
    const other =
      server(PASSWORD.replace('db-secret', 'other')) + secret('data: { password: eA== }', 'Secret', 'other');
    expect(judged(server(PASSWORD) + literal('x'), other)).toEqual([]);
  });

  test('is no default where an object that nobody knows may say it', () => {
    const from = (env: string) =>
      server(env).replace('env: [', 'envFrom: [{ secretRef: { name: all } }]\n          env: [');
    const all = secret('data: { POSTGRES_USER: d2VhbGlzdA== }', 'Secret', 'all');
    expect(judged(from(PASSWORD) + all, from(PASSWORD))).toEqual([]);
    expect(judged(from(PASSWORD) + all, from(PASSWORD) + all.replace('d2VhbGlzdA==', 'YWRtaW4='))).toHaveLength(1);
  });

  test('may be said or left out where it is the default', () => {
    expect(judged(server(PASSWORD), named('postgres', 'postgres'))).toEqual([]);
    expect(judged(named('wealist'), server(`{ name: POSTGRES_USER, value: wealist }, ${PASSWORD}`))).toEqual([]);
    expect(judged(named('wealist'), server(PASSWORD))).toHaveLength(2);
  });

  test('may change where there is no disk, or another program', () => {
    const diskless = (text: string) => text.replace(/ {2}volumeClaimTemplates.*/, '');
    expect(judged(diskless(named('wealist')), diskless(named('admin')))).toEqual([]);
    const redis = (password: string) => server(`{ name: REDIS_PASSWORD, value: ${password} }`);
    expect(judged(redis('a'), redis('b'))).toEqual([]);
    expect(judged(named('wealist'), '{ apiVersion: v1, kind: Pod, metadata: { name: db } }')).toEqual([]);
  });

  test('is database and owner of a Cluster, whose operator sets the password itself', () => {
    const before = owned('{ initdb: { database: wealist, owner: wealist, secret: { name: a } } }');
    expect(judged(before, before.replace('owner: wealist', 'owner: admin'))).toEqual([
      expect.stringContaining('Cluster shop/db: spec.bootstrap.initdb.owner: expected the value as before'),
    ]);
    expect(judged(before, before.replace('database: wealist', 'database: boards'))).toHaveLength(1);
    expect(judged(before, before.replace('name: a', 'name: b'))).toEqual([]);
    expect(judged(before, owned('{ initdb: { database: wealist } }'))).toEqual([]);
    expect(judged(before, owned('{ recovery: { source: wealist } }'))).toEqual([]);
  });
});
