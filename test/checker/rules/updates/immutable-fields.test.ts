import { describe, expect, test } from '@jest/globals';
import { immutableFields } from '../../../../lib/checker/rules/updates/immutable-fields';
import { judge } from '../judge';
import { claim, database, object, refused } from './shop';

/** The same, with one part of a text in place of another. */
const changed = (before: string, part: string, other: string): string[] => {
  expect(before).toContain(part);
  return refused(before, before.replace(part, other));
};

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
    [
      'Job',
      'batch/v1',
      'spec: { suspend: true, template: { spec: { containers: [{ name: a, image: a:1 }] } } }',
      'a:1',
      'a:2',
      'spec.template.spec.containers[a].image',
    ],
    ['Job', 'batch/v1', 'spec: { completions: 2 }', '2', '3', 'spec.completions'],
    ['Service', 'v1', 'spec: { ipFamilies: [IPv4] }', 'IPv4', 'IPv6', 'spec.ipFamilies[0]'],
    ['Service', 'v1', 'spec: { type: LoadBalancer, loadBalancerClass: a }', 'ss: a', 'ss: b', 'spec.loadBalancerClass'],
    [
      'CustomResourceDefinition',
      'apiextensions.k8s.io/v1',
      'spec: { scope: Cluster }',
      'Cluster',
      'Namespaced',
      'spec.scope',
    ],
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
    [
      'Job',
      'batch/v1',
      'spec: { completionMode: Indexed, completions: 2, parallelism: 3 }',
      'completions: 2',
      'completions: 3',
    ],
    ['Service', 'v1', 'spec: { ipFamilies: [IPv4] }', '[IPv4]', '[IPv4, IPv6]'],
    ['Service', 'v1', 'spec: { type: LoadBalancer, loadBalancerClass: a }', 'LoadBalancer', 'ClusterIP'],
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
