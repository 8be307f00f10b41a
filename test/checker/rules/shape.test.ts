import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { typedFields } from '../../../lib/checker/bundle/typed-fields';
import { check, sentence } from '../../../lib/checker/check';
import { UNKNOWN_CLUSTER } from '../../../lib/checker/known-cluster';
import { FIXED_VALUES } from '../../../lib/checker/kubernetes/fixed-values';
import kubernetes from '../../../lib/checker/kubernetes/kubernetes-1.28.json';
import { NAME_FIELDS } from '../../../lib/checker/kubernetes/name-fields';
import { NEWER_FIELDS } from '../../../lib/checker/kubernetes/newer-fields';
import { shapes } from '../../../lib/checker/kubernetes/object-shapes';
import { PORT_FIELDS } from '../../../lib/checker/kubernetes/port-fields';
import { UNIQUE_ITEMS } from '../../../lib/checker/kubernetes/unique-items';
import type { Rule } from '../../../lib/checker/rule';
import { enumerations } from '../../../lib/checker/rules/api-server/enumerations';
import { names } from '../../../lib/checker/rules/api-server/names';
import { noEmptyValues } from '../../../lib/checker/rules/api-server/no-empty-values';
import { objectSize } from '../../../lib/checker/rules/api-server/object-size';
import { portNumbers } from '../../../lib/checker/rules/api-server/port-numbers';
import { schema } from '../../../lib/checker/rules/api-server/schema';
import { uniqueNames } from '../../../lib/checker/rules/api-server/unique-names';
import { uniqueObjects } from '../../../lib/checker/rules/api-server/unique-objects';
import { environments } from '../../../lib/wealist/environments/index';
import { kubernetesSchema } from '../../../scripts/kubernetes-schema';
import { judge, parse } from './judge';

const RULES = [schema, noEmptyValues, names, portNumbers, uniqueNames, enumerations, objectSize, uniqueObjects];
const ROOT = path.join(__dirname, '..', '..', '..');

/** One object from what follows its metadata. */
const object = (kind: string, apiVersion: string, rest: string, name = 'api'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${rest}\n`;
const service = (spec: string): string => object('Service', 'v1', `spec: { ${spec} }`);
const configMap = (rest: string): string => object('ConfigMap', 'v1', rest);
const secret = (rest: string): string => object('Secret', 'v1', rest);
const networkPolicy = (spec: string): string => object('NetworkPolicy', 'networking.k8s.io/v1', `spec: { ${spec} }`);
const pod = (spec: string): string => object('Pod', 'v1', `spec: { ${spec} }`);
const container = (rest: string): string => pod(`containers: [{ name: api, image: api:1, ${rest} }]`);
const deployment = (spec: string): string =>
  object(
    'Deployment',
    'apps/v1',
    `spec:
  ${spec}
  selector: { matchLabels: { app: api } }
  template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api, image: api:1 }] } }`,
  );

/** The field, and what a rule says of it, without the object before and the rule behind. */
const said = (rule: Rule, yaml: string, declared = {}): string[] =>
  judge(rule, yaml, declared).map((line) => line.replace(/^\S+ \S+: /, '').replace(/ \[[\w-]+\]$/, ''));

const EXAMPLES: readonly (readonly [Rule, string])[] = [
  [schema, deployment('replica: 3')],
  [noEmptyValues, deployment('strategy: { rollingUpdate: {} }')],
  [names, object('Namespace', 'v1', '', 'Board_API')],
  [portNumbers, service('ports: [{ name: http, port: 80, targetPort: "8080" }]')],
  [uniqueNames, service('ports: [{ name: http, port: 80 }, { name: http, port: 81 }]')],
  [enumerations, container('imagePullPolicy: never')],
  [objectSize, object('ConfigMap', 'v1', `data: { page: ${'x'.repeat(1024 * 1024 + 1)} }`, 'pages')],
  [
    uniqueObjects,
    `${object('ConfigMap', 'v1', '', 'settings')}---\n${object('ConfigMap', 'v1', 'data: { A: b }', 'settings')}`,
  ],
];

describe('the rules of shape', () => {
  test.each(EXAMPLES.map(([rule, yaml]) => [rule.id, rule, yaml] as const))(
    '%s prints its example word for word',
    (_, rule, yaml) => {
      expect(judge(rule, yaml)).toEqual([rule.example]);
    },
  );

  test.each(Object.entries(environments))('find nothing in what is rendered for %s', (name, { cluster }) => {
    const folder = path.join(ROOT, 'dist', name);
    const texts = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const manifests = texts.flatMap(parse);
    const bundle = new Bundle(manifests, { ...UNKNOWN_CLUSTER, kubernetes: cluster.kubernetes });
    expect(manifests.length).toBeGreaterThan(30);
    expect(check(bundle, [], RULES).findings.map(sentence)).toEqual([]);
  });

  test('leave values of a wrong type to the schema, and survive them', () => {
    const wrong = [
      pod('containers: api, volumes: { a: 1 }, nodeSelector: [1], dnsPolicy: 1'),
      pod('containers: [api, 1, [], { name: 1, ports: [1, { containerPort: x, name: 2 }] }]'),
      service('ports: { http: 80 }, selector: app, type: [ClusterIP]'),
      configMap('data: text'),
      object('Deployment', 'apps/v1', 'spec: text'),
    ];
    const others = RULES.filter((rule) => rule !== schema && rule !== noEmptyValues);
    expect(wrong.flatMap((yaml) => others.flatMap((rule) => judge(rule, yaml)))).toEqual([]);
    for (const yaml of wrong) expect(judge(schema, yaml)).not.toEqual([]);
  });
});

describe('the schema of Kubernetes 1.28', () => {
  test('is what the script makes of the types of cdk8s-plus-28', () => {
    const committed = readFileSync(path.join(ROOT, 'lib', 'checker', 'kubernetes', 'kubernetes-1.28.json'), 'utf8');
    expect(kubernetesSchema()).toBe(committed);
  });

  const imports = path.join(ROOT, 'node_modules', 'cdk8s-plus-28', 'lib', 'imports');
  const port = 'readonly containerPort: number;';
  test.each([
    [
      'a type it does not know',
      'cannot read the type number | string',
      'k8s.d.ts',
      port,
      'readonly containerPort: number | string;',
    ],
    [
      'a type that is nowhere described',
      'PortNumber is referred to, but nowhere described',
      'k8s.d.ts',
      port,
      'readonly containerPort: PortNumber;',
    ],
    [
      'something else than a property',
      'ContainerPort: cannot read containerPort(): number;',
      'k8s.d.ts',
      port,
      'containerPort(): number;',
    ],
    [
      'a property without a name in k8s.js',
      'ContainerPort.more has no name in k8s.js',
      'k8s.d.ts',
      port,
      `${port} readonly more: number;`,
    ],
    [
      'a name without a property in k8s.d.ts',
      'ContainerPort: k8s.d.ts does not know containerPort',
      'k8s.d.ts',
      port,
      '',
    ],
    [
      'an interface written otherwise',
      'an interface is written in a way that this script does not read',
      'k8s.d.ts',
      'interface ContainerPort {',
      'interface ContainerPort extends A {',
    ],
    [
      'an interface that stands there twice',
      'Container is described twice',
      'k8s.d.ts',
      'interface ContainerPort {',
      'interface Container {',
    ],
    [
      'a line of k8s.js it cannot read',
      "ContainerPort: cannot read         ['hostIP']",
      'k8s.js',
      `'hostIP': obj.hostIp`,
      `['hostIP']: obj.hostIp`,
    ],
    [
      'a type that k8s.js does not render',
      'k8s.js does not render ContainerPort',
      'k8s.js',
      'function toJson_ContainerPort(',
      'function render(',
    ],
    [
      'a class without apiVersion and kind',
      '139 classes, but 138 of them say their apiVersion and kind',
      'k8s.js',
      `    kind: 'ConfigMap',\n`,
      '',
    ],
  ])('is not made from %s', (_, message, file, text, replacement) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'imports-'));
    try {
      cpSync(imports, folder, { recursive: true });
      const original = readFileSync(path.join(folder, file), 'utf8');
      expect(original).toContain(text);
      writeFileSync(
        path.join(folder, file),
        original.replace(text, () => replacement),
      );
      expect(() => kubernetesSchema(folder)).toThrow(message);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('writes fields as they read in a manifest', () => {
    expect(kubernetes.types.ServiceSpec).toMatch(/\bclusterIP:string clusterIPs:string\[\]/);
    expect(kubernetes.types.ContainerPort).toBe(
      'containerPort!:integer hostIP:string hostPort:integer name:string protocol:string',
    );
    expect(kubernetes.types.JsonSchemaProps).toMatch(/^\$ref:string /);
    expect(kubernetes.kinds['autoscaling/v2 HorizontalPodAutoscaler']).toBe('HorizontalPodAutoscalerV2');
  });

  test('has a type for all that is newer', () => {
    const referred = new Set(JSON.stringify(NEWER_FIELDS).match(/(?<=:)[A-Z]\w+/g));
    const types = Object.values(NEWER_FIELDS).flatMap((fields) => Object.keys(fields));
    const newKinds = ['VolumeAttributesClass'];
    expect(
      types.filter((type) => !(type in kubernetes.types || referred.has(type) || newKinds.includes(type))),
    ).toEqual([]);
    expect([...types, ...(referred as Set<string>)].filter((type) => !shapes().structure(type)?.fields.size)).toEqual(
      [],
    );
  });

  /** The fields of a table that no type has: a rule would never find one of them. */
  const unknown = (table: object): string[] =>
    Object.keys(table).filter((id) => {
      const [type = '', field = ''] = id.split('.');
      return !shapes().structure(type)?.fields.has(field);
    });

  test.each(Object.entries({ FIXED_VALUES, NAME_FIELDS, PORT_FIELDS, UNIQUE_ITEMS }))(
    'has every field that %s lists',
    (_name, table) => {
      expect(unknown(table)).toEqual([]);
    },
  );

  test('is where a field that no type has would be noticed', () => {
    expect(unknown({ 'Container.imagePolicy': true, 'Container.image': true })).toEqual(['Container.imagePolicy']);
  });

  test('finds listed fields in lists and maps, in the order of the manifests', () => {
    const bundle = new Bundle(
      [
        pod('containers: [{ name: b, image: b:1, ports: [{ containerPort: 2 }] }]'),
        service('ports: [{ port: 1 }]'),
      ].flatMap(parse),
    );
    expect(typedFields(bundle, PORT_FIELDS).map(({ path: found, value }) => [found, value])).toEqual([
      ['spec.containers[b].ports[0].containerPort', 2],
      ['spec.ports[0].port', 1],
    ]);
  });
});

describe('schema', () => {
  test.each([
    [
      'a field that our definition of a custom resource leaves out',
      object('ExternalSecret', 'external-secrets.io/v1', 'spec: { refreshPolicy: Periodic }'),
      'spec.refreshPolicy: expected a field of ExternalSecretSpec that stands in crds/, received "refreshPolicy"',
    ],
    [
      'a pod-level field that only containers have',
      pod('securityContext: { allowPrivilegeEscalation: false }, containers: [{ name: api, image: api:1 }]'),
      'spec.securityContext.allowPrivilegeEscalation: expected a field of PodSecurityContext (the one of that name belongs in spec.containers[].securityContext), received "allowPrivilegeEscalation"',
    ],
    [
      'a field that stands too far out',
      object('Service', 'v1', 'spec: { ports: [{ port: 80 }] }\nselector: { app: api }'),
      'selector: expected a field of Service (the one of that name belongs in spec), received "selector"',
    ],
    [
      'a field that stands too far in',
      container('spec: {}'),
      'spec.containers[api].spec: expected a field of Container (the one of that name belongs in the object itself), received "spec"',
    ],
    [
      'a field of containers on their Deployment, though newer pods have one of that name',
      deployment('resources: {}'),
      'spec.resources: expected a field of DeploymentSpec (the one of that name belongs in spec.template.spec.containers[]), received "resources"',
    ],
    [
      'a field that could belong in several places',
      deployment('httpGet: {}'),
      'spec.httpGet: expected a field of DeploymentSpec, received "httpGet"',
    ],
    [
      'a field that belongs nowhere',
      deployment('colour: red'),
      'spec.colour: expected a field of DeploymentSpec, received "colour"',
    ],
    [
      'a number where text is wanted',
      container('env: [{ name: PORT, value: 8080 }]'),
      'spec.containers[api].env[PORT].value: expected a string: put it in quotes, received a number',
    ],
    [
      'a truth value where text is wanted',
      configMap('data: { DEBUG: true }'),
      'data.DEBUG: expected a string: put it in quotes, received a boolean',
    ],
    [
      'a key that could be taken for a path',
      configMap('data: { app.conf: 1 }'),
      'data[app.conf]: expected a string: put it in quotes, received a number',
    ],
    [
      'a list where text is wanted',
      container('env: [{ name: PORT, value: [8080] }]'),
      'spec.containers[api].env[PORT].value: expected a string, received a list',
    ],
    [
      'text where a number is wanted',
      deployment('replicas: "3"'),
      'spec.replicas: expected a whole number, received "3"',
    ],
    [
      'part of a number where a whole one is wanted',
      deployment('replicas: 1.5'),
      'spec.replicas: expected a whole number, received 1.5',
    ],
    [
      'a word where yes or no is wanted',
      pod('hostNetwork: "false", containers: [{ name: api, image: api:1 }]'),
      'spec.hostNetwork: expected true or false, received "false"',
    ],
    [
      'a map where a list is wanted',
      container('env: { PORT: "8080" }'),
      'spec.containers[api].env: expected a list, received an object',
    ],
    [
      'text where an object is wanted',
      container('env: ["PASSWORD=hunter2"]'),
      'spec.containers[api].env[0]: expected an object (EnvVar), received a string',
    ],
    [
      'a list where a map is wanted',
      service('selector: [app], ports: [{ port: 80 }]'),
      'spec.selector: expected an object, received a list',
    ],
    ['a missing list', pod('restartPolicy: Always'), 'spec.containers: expected a list, received nothing'],
    [
      'a missing text',
      pod('containers: [{ image: api:1 }]'),
      'spec.containers[0].name: expected a string, received nothing',
    ],
    [
      'a missing image, optional in the types alone',
      pod('containers: [{ name: api }]'),
      'spec.containers[api].image: expected a string, received nothing',
    ],
    ['a missing spec', object('Pod', 'v1', ''), 'spec: expected an object (PodSpec), received nothing'],
    [
      'a quantity in a unit of its own',
      container('resources: { limits: { memory: 512MB } }'),
      'spec.containers[api].resources.limits.memory: expected a quantity such as 500m or 1Gi, received "512MB"; did you mean "512M"?',
    ],
    [
      'a quantity in small letters',
      container('resources: { limits: { memory: 1 gib } }'),
      'spec.containers[api].resources.limits.memory: expected a quantity such as 500m or 1Gi, received "1 gib"; did you mean "1Gi"?',
    ],
    [
      'a quantity that is none at all',
      container('resources: { limits: { memory: NaNGi } }'),
      'spec.containers[api].resources.limits.memory: expected a quantity such as 500m or 1Gi, received "NaNGi"',
    ],
    [
      'an object for a quantity',
      container('resources: { limits: { memory: { Gi: 1 } } }'),
      'spec.containers[api].resources.limits.memory: expected a quantity such as 500m or 1Gi, received an object',
    ],
    [
      'a number in quotes for a number or percentage',
      deployment('strategy: { rollingUpdate: { maxSurge: "25" } }'),
      'spec.strategy.rollingUpdate.maxSurge: expected a whole number, or a percentage such as 25%, received "25"',
    ],
    [
      'a truth value for a port',
      service('ports: [{ port: 80, targetPort: true }]'),
      'spec.ports[0].targetPort: expected the number or the name of a port, received true',
    ],
    [
      'a time that is none',
      object('Lease', 'coordination.k8s.io/v1', 'spec: { renewTime: yesterday }'),
      'spec.renewTime: expected a time such as 2026-01-31T12:00:00Z, received "yesterday"',
    ],
    [
      'an item of a list in a list',
      object('Ingress', 'networking.k8s.io/v1', 'spec: { rules: [{ host: a.example, http: { path: [] } }] }'),
      'spec.rules[0].http.path: expected a field of HttpIngressRuleValue, received "path"; did you mean "paths"?',
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(said(schema, yaml)[0]).toBe(expected);
  });

  test('never shows what a Secret holds', () => {
    const yaml = secret('data: { password: hunter2, pin: 1234, list: [hunter2] }\nstringData: hunter2');
    expect(said(schema, yaml)).toEqual([
      'data.password: expected text in base64, received text that is not base64',
      'data.pin: expected text in base64, received a number',
      'data.list: expected text in base64, received a list',
      'stringData: expected an object, received a string',
    ]);
  });

  test('passes what Kubernetes reads', () => {
    const good = [
      deployment('replicas: 3\n  strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }'),
      container('resources: { limits: { cpu: 0.5, memory: 1.5Gi, ephemeral-storage: 1e3 } }'),
      container('env: [{ name: PORT, value: "8080" }, { name: EMPTY, value: "" }], args: ["1"]'),
      service('clusterIP: None, ports: [{ port: 80, targetPort: http }, { port: 81, targetPort: 81 }]'),
      secret('data: { a: aHVudGVyMg==, b: "", c: "aHVu\\r\\ndGVy" }\nimmutable: true'),
      configMap('data:\n  app.conf: |\n    a: 1'),
      object('Lease', 'coordination.k8s.io/v1', 'spec: { renewTime: "2026-01-31T12:00:00.5+01:00" }'),
      object('ControllerRevision', 'apps/v1', 'revision: 1\ndata: { anything: [goes] }'),
    ];
    expect(good.flatMap((yaml) => judge(schema, yaml))).toEqual([]);
  });

  test('passes what kubectl prints of objects that exist', () => {
    const claims = 'volumeClaimTemplates: [{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data },';
    const yaml = `${deployment('replicas: 1')}status: { readyReplicas: 1 }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, creationTimestamp: null, uid: a, resourceVersion: "1", managedFields: [{ fieldsV1: { f: {} } }] }
spec:
  selector: { matchLabels: { app: db } }
  serviceName: db
  template: { metadata: { creationTimestamp: null }, spec: { containers: [{ name: db, image: db:1 }] } }
  ${claims} spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }, status: { phase: Pending } }]
`;
    expect(judge(schema, yaml)).toEqual([]);
    expect(judge(noEmptyValues, yaml)).toEqual([]);
  });

  test.each([
    [
      'a version that is gone',
      object('Ingress', 'extensions/v1beta1', ''),
      'apiVersion: expected networking.k8s.io/v1, received "extensions/v1beta1"',
    ],
    [
      'a version there never was of a kind with several',
      object('HorizontalPodAutoscaler', 'autoscaling/v3', ''),
      'apiVersion: expected autoscaling/v1 or autoscaling/v2, received "autoscaling/v3"',
    ],
    ['a version of another group', object('Deployment', 'v1', ''), 'apiVersion: expected apps/v1, received "v1"'],
    [
      'a group that is misspelt',
      object('Ingress', 'netwroking.k8s.io/v1', ''),
      'apiVersion: expected networking.k8s.io/v1, received "netwroking.k8s.io/v1"',
    ],
    [
      'a kind that is misspelt',
      object('Deploymnet', 'apps/v1', ''),
      'kind: expected a kind of Kubernetes 1.28, or one whose CRD stands in crds/, received "apps/v1 Deploymnet"; did you mean "Deployment"?',
    ],
    [
      'a custom resource that nobody defines',
      object('HTTPRoute', 'gateway.networking.k8s.io/v1', ''),
      'kind: expected a kind of Kubernetes 1.28, or one whose CRD stands in crds/, received "gateway.networking.k8s.io/v1 HTTPRoute"',
    ],
    [
      'a custom resource with the name of a built-in kind',
      object('Service', 'serving.knative.dev/v1', ''),
      'kind: expected a kind of Kubernetes 1.28, or one whose CRD stands in crds/, received "serving.knative.dev/v1 Service"',
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(said(schema, yaml)).toEqual([expected]);
  });

  test('leaves a custom resource alone whose definition is in the bundle', () => {
    const definition = object(
      'CustomResourceDefinition',
      'apiextensions.k8s.io/v1',
      `spec:
  group: example.com
  scope: Namespaced
  names: { kind: Backup, plural: backups }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, default: {} } } }]`,
      'backups.example.com',
    );
    const backup = object('Backup', 'example.com/v1', 'spec: { anything: {} }');
    expect(judge(schema, `${definition}---\n${backup}`)).toEqual([]);
    expect(judge(noEmptyValues, `${definition}---\n${backup}`)).toEqual([]);
    expect(judge(schema, backup)).toHaveLength(1);
  });

  test('holds newer fields against the version that the environment declares', () => {
    const sleep = container('lifecycle: { preStop: { sleep: { seconds: 5 } } }');
    expect(judge(schema, sleep, { kubernetes: '1.30' })).toEqual([]);
    expect(said(schema, sleep, { kubernetes: '1.29' })).toEqual([
      'spec.containers[api].lifecycle.preStop.sleep: expected Kubernetes 1.30 or newer, the first to read this by default, received Kubernetes 1.29',
    ]);
  });

  test('looks into newer fields, too', () => {
    expect(said(schema, container('lifecycle: { preStop: { sleep: { second: 5 } } }'))).toEqual([
      'spec.containers[api].lifecycle.preStop.sleep.second: expected a field of SleepAction, received "second"; did you mean "seconds"?',
      'spec.containers[api].lifecycle.preStop.sleep.seconds: expected a whole number, received nothing',
    ]);
  });

  test('knows that a side-car of 1.28 stands behind a gate', () => {
    const sidecar = pod(
      'initContainers: [{ name: log, image: log:1, restartPolicy: Always }], containers: [{ name: api, image: api:1 }]',
    );
    expect(judge(schema, sidecar, { kubernetes: '1.29' })).toEqual([]);
    expect(judge(schema, sidecar, { kubernetes: '1.28' })).toHaveLength(1);
  });

  test('holds newer versions of a kind against the declared version', () => {
    const flow = object(
      'FlowSchema',
      'flowcontrol.apiserver.k8s.io/v1',
      'spec: { priorityLevelConfiguration: { name: a } }',
    );
    expect(judge(schema, flow, { kubernetes: '1.29' })).toEqual([]);
    expect(said(schema, flow, { kubernetes: '1.28' })).toEqual([
      'apiVersion: expected Kubernetes 1.29 or newer, the first to read this by default, received Kubernetes 1.28',
    ]);
  });
});

describe('no-empty-values', () => {
  test.each([
    ['null', deployment('replicas:'), 'spec.replicas', 'null'],
    ['null in a list', container('args: [a, null]'), 'spec.containers[api].args[1]', 'null'],
    ['null in a map', configMap('data: { A: }'), 'data.A', 'null'],
    [
      'null for a volume of the default kind',
      pod('volumes: [{ name: tmp, emptyDir: }]'),
      'spec.volumes[tmp].emptyDir',
      'null',
    ],
    ['null for the rules of a policy', networkPolicy('podSelector: {}, ingress:'), 'spec.ingress', 'null'],
    ['an empty security context', container('securityContext: {}'), 'spec.containers[api].securityContext', '{}'],
    [
      'an empty list of capabilities',
      container('securityContext: { capabilities: { drop: [] } }'),
      'spec.containers[api].securityContext.capabilities.drop',
      '[]',
    ],
    ['an empty map of labels', service('selector: {}'), 'spec.selector', '{}'],
    [
      'a peer that is nobody',
      networkPolicy('podSelector: {}, ingress: [{ from: [{}] }]'),
      'spec.ingress[0].from[0]',
      '{}',
    ],
    ['peers that are nobody', networkPolicy('podSelector: {}, ingress: [{ from: [] }]'), 'spec.ingress[0].from', '[]'],
    [
      'a workload that would adopt every pod',
      object('DaemonSet', 'apps/v1', 'spec: { selector: {} }'),
      'spec.selector',
      '{}',
    ],
    [
      'null in a custom resource',
      object('Backup', 'example.com/v1', 'spec: { list: [{ a: null }] }'),
      'spec.list[0].a',
      'null',
    ],
  ])('finds %s', (_, yaml, field, received) => {
    expect(said(noEmptyValues, yaml)).toEqual([`${field}: expected a value, or no such field, received ${received}`]);
  });

  test.each([
    ['a volume with the defaults', pod('volumes: [{ name: tmp, emptyDir: {} }]')],
    ['a policy for all pods that allows nothing', networkPolicy('podSelector: {}, ingress: [], egress: []')],
    ['a policy that allows everything', networkPolicy('podSelector: {}, ingress: [{}], egress: [{}]')],
    [
      'peers from everywhere',
      networkPolicy('podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: {} }] }]'),
    ],
    ['a ConfigMap for others to fill', configMap('data: {}')],
    ['a role that is made of others', object('ClusterRole', 'rbac.authorization.k8s.io/v1', 'rules: []')],
    ['the empty text', container('env: [{ name: EMPTY, value: "" }]')],
    ['zero and false', pod('hostNetwork: false, terminationGracePeriodSeconds: 0')],
    ['an empty object in a custom resource', object('Issuer', 'cert-manager.io/v1', 'spec: { selfSigned: {} }')],
  ])('passes %s', (_, yaml) => {
    expect(judge(noEmptyValues, yaml)).toEqual([]);
  });
});

describe('names', () => {
  test.each([
    ['ConfigMap', 'v1', 'my_config'],
    ['ConfigMap', 'v1', 'a..b'],
    ['ConfigMap', 'v1', 'a'.repeat(254)],
    ['Namespace', 'v1', 'a.b'],
    ['Namespace', 'v1', 'a'.repeat(64)],
    ['Service', 'v1', '1st'],
    ['Service', 'v1', 'api-'],
    ['StatefulSet', 'apps/v1', 'post.gres'],
    ['CronJob', 'batch/v1', 'a'.repeat(53)],
    ['Job', 'batch/v1', 'a'.repeat(64)],
    ['Role', 'rbac.authorization.k8s.io/v1', 'a/b'],
    ['Backup', 'example.com/v1', 'My_Backup'],
  ])('finds that a %s of %s cannot be called %s', (kind, apiVersion, name) => {
    expect(said(names, object(kind, apiVersion, '', name))).toEqual([
      expect.stringMatching(/^metadata\.name: expected a .*, received "/),
    ]);
  });

  test.each([
    ['ConfigMap', 'v1', 'kube-root-ca.crt'],
    ['ConfigMap', 'v1', 'a'.repeat(253)],
    ['Namespace', 'v1', '1st'],
    ['Service', 'v1', 'a'.repeat(63)],
    ['StatefulSet', 'apps/v1', '1-postgres'],
    ['CronJob', 'batch/v1', 'a'.repeat(52)],
    ['ClusterRole', 'rbac.authorization.k8s.io/v1', '"system:Reader"'],
    ['Service', 'serving.knative.dev/v1', '1.st'],
  ])('passes a %s of %s called %s', (kind, apiVersion, name) => {
    expect(judge(names, object(kind, apiVersion, '', name))).toEqual([]);
  });

  const metadata = (text: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, ${text} }\n`;
  const env = (name: string): string => container(`env: [{ name: ${name}, value: a }]`);
  const ingress = (spec: string): string => object('Ingress', 'networking.k8s.io/v1', `spec: { ${spec} }`);
  test.each([
    ['a namespace', metadata('namespace: My.Space'), 'metadata.namespace', 'My.Space'],
    ['a label', metadata('labels: { a b: c }'), 'metadata.labels', 'a b'],
    ['the domain of a label', metadata('labels: { Example.com/a: c }'), 'metadata.labels', 'Example.com/a'],
    ['a label with two domains', metadata('labels: { a/b/c: d }'), 'metadata.labels', 'a/b/c'],
    ['a label without a name', metadata('labels: { example.com/: d }'), 'metadata.labels', 'example.com/'],
    ['a value of a label', metadata('labels: { example.com/a: a b }'), 'metadata.labels[example.com/a]', 'a b'],
    ['a long value of a label', metadata(`labels: { a: ${'b'.repeat(64)} }`), 'metadata.labels.a', 'b'.repeat(64)],
    ['an annotation', metadata('annotations: { a b: c }'), 'metadata.annotations', 'a b'],
    ['a label of a selector', service('selector: { app: -api }'), 'spec.selector.app', '-api'],
    ['a label of a node', pod('nodeSelector: { disk: s d }'), 'spec.nodeSelector.disk', 's d'],
    [
      'a value of a selector',
      networkPolicy('podSelector: { matchExpressions: [{ key: app, operator: In, values: [a, b b] }] }'),
      'spec.podSelector.matchExpressions[0].values[1]',
      'b b',
    ],
    ['a container', pod('containers: [{ name: My_App }]'), 'spec.containers[My_App].name', 'My_App'],
    ['an empty container name', pod('containers: [{ name: "" }]'), 'spec.containers[].name', ''],
    ['a volume', pod('volumes: [{ name: my.volume }]'), 'spec.volumes[my.volume].name', 'my.volume'],
    ['a port in capitals', container('ports: [{ name: HTTP }]'), 'spec.containers[api].ports[HTTP].name', 'HTTP'],
    [
      'a long port',
      container('ports: [{ name: a-long-port-name }]'),
      'spec.containers[api].ports[a-long-port-name].name',
      'a-long-port-name',
    ],
    ['a port of digits', container('ports: [{ name: "8080" }]'), 'spec.containers[api].ports[8080].name', '8080'],
    ['a port with two dashes', container('ports: [{ name: a--b }]'), 'spec.containers[api].ports[a--b].name', 'a--b'],
    ['a port of a Service', service('ports: [{ name: my_port }]'), 'spec.ports[my_port].name', 'my_port'],
    ['a key of a ConfigMap', configMap('data: { a/b: c }'), 'data', 'a/b'],
    ['a key that leads out of a folder', configMap('data: { ..a: c }'), 'data', '..a'],
    ['a key of a Secret', secret('stringData: { a b: c }'), 'stringData', 'a b'],
    ['an environment variable', env('A=B'), 'spec.containers[api].env[A=B].name', 'A=B'],
    ['a host with capitals', ingress('rules: [{ host: Example.com }]'), 'spec.rules[0].host', 'Example.com'],
    ['an address for a host', ingress('rules: [{ host: 10.0.0.1 }]'), 'spec.rules[0].host', '10.0.0.1'],
    ['a host of a certificate', ingress('tls: [{ hosts: ["*"] }]'), 'spec.tls[0].hosts[0]', '*'],
    [
      'a claim of a StatefulSet',
      object('StatefulSet', 'apps/v1', 'spec: { volumeClaimTemplates: [{ metadata: { name: Data } }] }'),
      'spec.volumeClaimTemplates[0].metadata.name',
      'Data',
    ],
  ])('finds %s', (_, yaml, field, received) => {
    const found = said(names, yaml);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(`${field}: expected `)).toBe(true);
    expect(found[0]?.endsWith(`, received ${JSON.stringify(received)}`)).toBe(true);
  });

  test('passes names that only look odd', () => {
    const good = [
      metadata(
        'labels: { example.com/A_b.c: "", UPPER: v1.2_3 }, annotations: { Example.COM/a: any text, checksum/a: a }',
      ),
      container('ports: [{ name: http-2 }, { name: "" }]'),
      service('ports: [{ name: a-port-name-longer-than-fifteen }]'),
      configMap('data: { .env: a, app_conf.yaml: a, a..b: a }'),
      ingress('rules: [{ host: "*.example.com" }, { host: "" }, { host: 1.example }], tls: [{ hosts: [a.example] }]'),
      env('my.VAR-1'),
    ];
    expect(good.flatMap((yaml) => judge(names, yaml))).toEqual([]);
  });

  test('knows that environment variables may be called almost anything from 1.32 on', () => {
    expect(judge(names, env('"Logging:Level 1"'), { kubernetes: '1.32' })).toEqual([]);
    expect(said(names, env('"Logging:Level"'), { kubernetes: '1.31' })).toEqual([
      'spec.containers[api].env[Logging:Level].name: expected a name of letters, digits, _, - and . that does not begin with a digit, received "Logging:Level"',
    ]);
  });
});

describe('port-numbers', () => {
  const probe = (port: string): string => container(`livenessProbe: { httpGet: { port: ${port} } }`);
  const PLAIN = 'a number from 1 to 65535';
  const NAMED = `${PLAIN}, or a port name with at least one letter`;
  test.each([
    [
      'a container port',
      container('ports: [{ containerPort: 0 }]'),
      'spec.containers[api].ports[0].containerPort',
      PLAIN,
      '0',
    ],
    [
      'a host port',
      container('ports: [{ containerPort: 1, hostPort: 65536 }]'),
      'spec.containers[api].ports[0].hostPort',
      PLAIN,
      '65536',
    ],
    ['a port of a Service', service('ports: [{ port: 70000 }]'), 'spec.ports[0].port', PLAIN, '70000'],
    [
      'a target of a Service',
      service('ports: [{ port: 80, targetPort: -1 }]'),
      'spec.ports[0].targetPort',
      NAMED,
      '-1',
    ],
    [
      'a node port',
      service('ports: [{ port: 80, nodePort: 8080 }]'),
      'spec.ports[0].nodePort',
      'a number from 30000 to 32767',
      '8080',
    ],
    ['a number in quotes', probe('"8080"'), 'spec.containers[api].livenessProbe.httpGet.port', NAMED, '"8080"'],
    [
      'a name that cannot be one',
      probe('my_port'),
      'spec.containers[api].livenessProbe.httpGet.port',
      NAMED,
      '"my_port"',
    ],
    [
      'a name in capitals',
      probe('HTTP'),
      'spec.containers[api].livenessProbe.httpGet.port',
      NAMED,
      '"HTTP"; did you mean "http"?',
    ],
    [
      'a port of a policy',
      networkPolicy('podSelector: {}, ingress: [{ ports: [{ port: 0 }] }]'),
      'spec.ingress[0].ports[0].port',
      NAMED,
      '0',
    ],
    [
      'a port of an Ingress',
      object(
        'Ingress',
        'networking.k8s.io/v1',
        'spec: { defaultBackend: { service: { name: a, port: { number: 70000 } } } }',
      ),
      'spec.defaultBackend.service.port.number',
      PLAIN,
      '70000',
    ],
    [
      'a range that runs downwards',
      networkPolicy('podSelector: {}, egress: [{ ports: [{ port: 90, endPort: 80 }] }]'),
      'spec.egress[0].ports[0].endPort',
      'the last port of a range that begins with port (90)',
      '80',
    ],
    [
      'a range without a beginning',
      networkPolicy('podSelector: {}, egress: [{ ports: [{ endPort: 80 }] }]'),
      'spec.egress[0].ports[0].endPort',
      'the last port of a range that begins with port (nothing)',
      '80',
    ],
  ])('finds %s out of place', (_, yaml, field, expected, received) => {
    expect(said(portNumbers, yaml)).toEqual([`${field}: expected ${expected}, received ${received}`]);
  });

  test('passes the ends of every range, names, and 0 where it means none', () => {
    const good = [
      container('ports: [{ containerPort: 1, hostPort: 0 }, { containerPort: 65535 }]'),
      service('ports: [{ port: 80, nodePort: 30000 }, { port: 81, nodePort: 32767 }, { port: 82, nodePort: 0 }]'),
      service('ports: [{ port: 80, targetPort: 0 }, { port: 81, targetPort: "" }, { port: 82, targetPort: web2 }]'),
      networkPolicy(
        'podSelector: {}, egress: [{ ports: [{ port: 80, endPort: 80 }, { port: http }, { protocol: UDP }] }]',
      ),
      probe('http'),
    ];
    expect(good.flatMap((yaml) => judge(portNumbers, yaml))).toEqual([]);
  });
});

describe('unique-names', () => {
  test.each([
    [
      'two containers',
      pod('containers: [{ name: a }, { name: b }, { name: a }]'),
      'spec.containers[a].name: expected a name that no other container of the pod has, received "a"',
    ],
    [
      'a container and one that runs first',
      pod('initContainers: [{ name: a }], containers: [{ name: a }]'),
      'spec.containers[a].name: expected a name that no other container of the pod has, received "a"',
    ],
    [
      'two containers that run first',
      pod('initContainers: [{ name: a }, { name: a }]'),
      'spec.initContainers[a].name: expected a name that no other container of the pod has, received "a"',
    ],
    [
      'two volumes',
      pod('volumes: [{ name: a }, { name: a }]'),
      'spec.volumes[a].name: expected a name that no other volume of the pod has, received "a"',
    ],
    [
      'two ports of a container',
      container('ports: [{ name: a }, { name: a }]'),
      'spec.containers[api].ports[a].name: expected a name that no other port of the container has, received "a"',
    ],
    [
      'two mounts',
      container('volumeMounts: [{ name: a, mountPath: /a }, { name: b, mountPath: /a }]'),
      'spec.containers[api].volumeMounts[b].mountPath: expected a path that nothing else is mounted at, received "/a"',
    ],
    [
      'two numbers of a Service',
      service('ports: [{ name: a, port: 80 }, { name: b, port: 80, protocol: TCP }]'),
      'spec.ports[b].port: expected a number and protocol that no other port of the Service has, received 80',
    ],
    [
      'a port without a name beside others',
      service('ports: [{ name: a, port: 80 }, { port: 81 }]'),
      'spec.ports[1].name: expected a name, since the Service has several ports, received nothing',
    ],
  ])('finds %s that cannot be told apart', (_, yaml, expected) => {
    expect(said(uniqueNames, yaml)).toEqual([expected]);
  });

  test('passes one name in several places', () => {
    const good = [
      pod(
        'containers: [{ name: a, ports: [{ name: http }] }, { name: b, ports: [{ name: http }] }], volumes: [{ name: a }]',
      ),
      service('ports: [{ name: dns, port: 53, protocol: UDP }, { name: dns-tcp, port: 53 }]'),
      service('ports: [{ port: 80 }]'),
      container('ports: [{ containerPort: 80 }, { containerPort: 81 }]'),
      container('volumeMounts: [{ name: a, mountPath: /a }, { name: a, mountPath: /b }]'),
    ];
    expect(good.flatMap((yaml) => judge(uniqueNames, yaml))).toEqual([]);
  });
});

describe('enumerations', () => {
  const template = (kind: string, policy: string): string =>
    object(
      kind,
      kind === 'Job' ? 'batch/v1' : 'apps/v1',
      `spec: { template: { spec: { containers: [], ${policy} } } }`,
    );
  test.each([
    [
      'a protocol in small letters',
      service('ports: [{ port: 80, protocol: tcp }]'),
      'spec.ports[0].protocol: expected TCP, UDP or SCTP, received "tcp"; did you mean "TCP"?',
    ],
    [
      'a misspelt type',
      service('type: LoadBalencer'),
      'spec.type: expected ClusterIP, NodePort, LoadBalancer or ExternalName, received "LoadBalencer"; did you mean "LoadBalancer"?',
    ],
    [
      'a word that is near none',
      deployment('strategy: { type: BlueGreen }'),
      'spec.strategy.type: expected RollingUpdate or Recreate, received "BlueGreen"',
    ],
    [
      'an item of a list',
      networkPolicy('podSelector: {}, policyTypes: [Ingress, egress]'),
      'spec.policyTypes[1]: expected Ingress or Egress, received "egress"; did you mean "Egress"?',
    ],
    [
      'a resource that nobody offers',
      container('resources: { limits: { memmory: 1Gi } }'),
      'spec.containers[api].resources.limits: expected cpu, memory, ephemeral-storage or storage, received "memmory"; did you mean "memory"?',
    ],
    [
      'a type of Secret in small letters',
      secret('type: opaque'),
      'type: expected Opaque, bootstrap.kubernetes.io/token, kubernetes.io/basic-auth, kubernetes.io/dockercfg, kubernetes.io/dockerconfigjson, kubernetes.io/service-account-token, kubernetes.io/ssh-auth or kubernetes.io/tls, received "opaque"; did you mean "Opaque"?',
    ],
    [
      'the one word there is',
      pod('initContainers: [{ name: a, restartPolicy: always }], containers: []'),
      'spec.initContainers[a].restartPolicy: expected Always, received "always"; did you mean "Always"?',
    ],
    [
      'a Deployment that would not restart its pods',
      template('Deployment', 'restartPolicy: OnFailure'),
      'spec.template.spec.restartPolicy: expected Always, received "OnFailure"',
    ],
    [
      'a Job that would always restart its pods',
      template('Job', 'restartPolicy: Always'),
      'spec.template.spec.restartPolicy: expected OnFailure or Never, received "Always"',
    ],
    [
      'a Job that does not say',
      template('Job', ''),
      'spec.template.spec.restartPolicy: expected OnFailure or Never, received nothing',
    ],
    [
      'a misspelt restart policy',
      pod('restartPolicy: onFailure'),
      'spec.restartPolicy: expected Always, OnFailure or Never, received "onFailure"; did you mean "OnFailure"?',
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(said(enumerations, yaml)).toEqual([expected]);
  });

  test('passes what Kubernetes knows, and what others may add', () => {
    const good = [
      container('imagePullPolicy: IfNotPresent, terminationMessagePolicy: FallbackToLogsOnError'),
      container('resources: { limits: { cpu: 1, nvidia.com/gpu: 1, hugepages-2Mi: 4Mi } }'),
      container(`env: [{ name: A, valueFrom: { fieldRef: { fieldPath: "metadata.labels['a.b/c']" } } }]`),
      secret('type: helm.sh/release.v1'),
      secret('type: kubernetes.io/tls'),
      pod(
        'restartPolicy: Never, volumes: [{ name: a, emptyDir: { medium: "" } }, { name: b, emptyDir: { medium: HugePages-1Gi } }]',
      ),
      template('Job', 'restartPolicy: OnFailure'),
      template('Deployment', ''),
      object('Job', 'batch/v1', 'spec: {}'),
    ];
    expect(good.flatMap((yaml) => judge(enumerations, yaml))).toEqual([]);
  });
});

describe('object-size', () => {
  const mebibyte = 1024 * 1024;
  const encoded = (bytes: number): string => Buffer.alloc(bytes).toString('base64');

  test.each([
    ['text of several bytes a letter', configMap(`data: { a: ${'é'.repeat(mebibyte / 2)}, b: x }`)],
    ['text and bytes together', configMap(`data: { a: x }\nbinaryData: { b: "${encoded(mebibyte)}" }`)],
    ['the bytes of a Secret', secret(`data: { a: "${encoded(mebibyte + 1)}" }`)],
    ['the text of a Secret', secret(`stringData: { a: ${'x'.repeat(mebibyte + 1)} }`)],
  ])('counts %s', (_, yaml) => {
    expect(said(objectSize, yaml)).toEqual([`data: expected at most 1048576 bytes, received 1048577 bytes`]);
  });

  test('passes 1 MiB, however long it is in base64, and a value that another replaces', () => {
    const good = [
      configMap(`data: { a: ${'x'.repeat(mebibyte)} }`),
      secret(`data: { a: "${encoded(mebibyte)}" }`),
      secret(`data: { a: "${encoded(mebibyte)}" }\nstringData: { a: x }`),
    ];
    expect(good.flatMap((yaml) => judge(objectSize, yaml))).toEqual([]);
  });
});

describe('unique-objects', () => {
  const named = (kind: string, apiVersion: string, namespace: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a${namespace && `, namespace: ${namespace}`} }\n`;

  test.each([
    [
      'in the namespace that is meant where none is named',
      [named('Service', 'v1', ''), named('Service', 'v1', 'default')],
    ],
    ['in two versions of one group', [named('Job', 'batch/v1', 'a'), named('Job', 'batch/v1beta1', 'a')]],
  ])('finds one object twice %s', (_, yamls) => {
    expect(judge(uniqueObjects, yamls.join('---\n'))).toHaveLength(1);
  });

  test('says it of an object without a namespace', () => {
    expect(said(uniqueObjects, [named('Namespace', 'v1', ''), named('Namespace', 'v1', '')].join('---\n'))).toEqual([
      'metadata.name: expected a name that no other Namespace has, received "a"',
    ]);
  });

  test('passes one name in two namespaces, kinds or groups', () => {
    const all = [
      named('Service', 'v1', 'a'),
      named('Service', 'v1', 'b'),
      named('ConfigMap', 'v1', 'a'),
      named('Service', 'serving.knative.dev/v1', 'a'),
    ];
    expect(judge(uniqueObjects, all.join('---\n'))).toEqual([]);
  });
});
