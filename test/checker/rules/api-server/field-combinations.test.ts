import { describe, expect, test } from '@jest/globals';
import { fieldCombinations } from '../../../../lib/checker/rules/api-server/field-combinations';
import { judge } from '../judge';
import { container, deployment, networkPolicy, object, pod, said, secret, service } from './objects';

const rbac = (kind: string, rest: string) => object(kind, 'rbac.authorization.k8s.io/v1', rest);
const job = (spec: string) => object('Job', 'batch/v1', `spec: { ${spec} }`);
const ingress = (path: string) =>
  object('Ingress', 'networking.k8s.io/v1', `spec: { rules: [{ http: { paths: [{ ${path} }] } }] }`);
const backend = 'backend: { service: { name: api, port: { number: 80 } } }';
const definition = (group: string) =>
  object(
    'CustomResourceDefinition',
    'apiextensions.k8s.io/v1',
    `spec: { group: ${group}, names: { plural: as, kind: A }, scope: Cluster, versions: [{ name: v1, storage: true }] }`,
    `as.${group}`,
  );
const node = (spec: string) => object('Node', 'v1', `spec: { ${spec} }`);
const reading = (ref: string) => container(`env: [{ name: A, valueFrom: { resourceFieldRef: { ${ref} } } }]`);
const windows = (name: string, hostProcess: boolean) =>
  `{ name: ${name}, image: a, securityContext: { windowsOptions: { hostProcess: ${hostProcess} } } }`;
const event = (rest: string) =>
  object(
    'Event',
    'events.k8s.io/v1',
    `${rest}
eventTime: "2026-01-01T00:00:00.000000Z"
type: Normal
reason: Made
action: Make
reportingController: example.com/a
reportingInstance: a
regarding: { kind: Pod, name: a, namespace: default }`,
  );
const hooks = (config: string) =>
  object(
    'ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
    `webhooks:
  - { name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: "https://a/b", ${config} } }`,
  );
const devices = (attribute: string) =>
  object(
    'ResourceSlice',
    'resource.k8s.io/v1',
    `spec: { nodeName: a, devices: [{ name: a, attributes: { model: { ${attribute} } } }] }`,
  );

describe('field-combinations', () => {
  test('the path of an HTTPRoute begins with /, unless the path is a regular expression', () => {
    const route = (path: string) =>
      object('HTTPRoute', 'gateway.networking.k8s.io/v1', `spec: { rules: [{ matches: [{ path: { ${path} } }] }] }`);
    expect(judge(fieldCombinations, route('type: PathPrefix, value: api'))).toHaveLength(1);
    expect(judge(fieldCombinations, route('value: api'))).toHaveLength(1);
    expect(judge(fieldCombinations, route('type: RegularExpression, value: "^/api"'))).toEqual([]);
  });

  test('a hook may sleep no second from 1.34 on', () => {
    const sleep = (seconds: string, kubernetes: '1.33' | '1.34') =>
      judge(fieldCombinations, pod(container(`lifecycle: { preStop: { sleep: { ${seconds} } } }`)), { kubernetes });
    expect(sleep('seconds: 0', '1.33')).toHaveLength(1);
    expect(sleep('seconds: 1', '1.33')).toEqual([]);
    expect(sleep('seconds: 0', '1.34')).toEqual([]);
    expect(sleep('', '1.34')).toEqual([]);
    expect(sleep('seconds: -1', '1.34')).toHaveLength(1);
  });

  test.each(['True', 'False', 'Unknown', 'Maybe'])('a condition of a pod may be %s', (status) => {
    const policy = `{ rules: [{ action: Ignore, onPodConditions: [{ type: DisruptionTarget, status: "${status}" }] }] }`;
    const said = judge(
      fieldCombinations,
      job(`podFailurePolicy: ${policy}, template: { spec: { restartPolicy: Never } }`),
    );
    expect(said).toHaveLength(status === 'Maybe' ? 1 : 0);
  });

  test('prints its example word for word', () => {
    const both = deployment('strategy: { type: Recreate, rollingUpdate: { maxSurge: 1 } }');
    expect(judge(fieldCombinations, both)).toEqual([fieldCombinations.example]);
  });

  test.each([
    [
      'two sources of a volume',
      pod('volumes: [{ name: a, emptyDir: {}, secret: { secretName: b } }]'),
      'spec.volumes[a].secret: expected exactly one source, received emptyDir and secret',
    ],
    [
      'a probe that asks nothing',
      container('livenessProbe: { periodSeconds: 5 }'),
      'spec.containers[api].livenessProbe: expected exactly one of exec, grpc, httpGet or tcpSocket, received none',
    ],
    [
      'an operator without values',
      deployment('').replace('matchLabels: { app: api }', 'matchExpressions: [{ key: app, operator: In }]'),
      'spec.selector.matchExpressions[0].values: expected a value (with operator "In"), received nothing',
    ],
    [
      'a node port of a Service that has none',
      service('ports: [{ port: 80, nodePort: 30080 }]'),
      'spec.ports: expected no nodePort (without type), received a nodePort',
    ],
    [
      'an image with a space behind',
      pod('containers: [{ name: a, image: "api:1 " }]'),
      'spec.containers[a].image: expected an image without spaces around',
    ],
    [
      'a probe of a container that ends before the others start',
      pod('initContainers: [{ name: a, livenessProbe: { tcpSocket: { port: 80 } } }]'),
      'spec.initContainers[a].livenessProbe: expected no such field (without restartPolicy Always)',
    ],
    [
      'a device requested without a limit',
      container('resources: { requests: { example.com/gpu: 1 } }'),
      'spec.containers[api].resources.requests[example.com/gpu]: expected a limit of the same amount, received 1',
    ],
    [
      'a field of Linux in a pod of Windows',
      pod('os: { name: windows }, securityContext: { runAsUser: 7 }'),
      'spec.securityContext.runAsUser: expected no such field (with os.name "windows"), received 7',
    ],
    [
      'indexes that a Job does not have',
      job('completionMode: Indexed, completions: 3, successPolicy: { rules: [{ succeededIndexes: "0,5" }] }'),
      'spec.successPolicy: expected indexes such as "1,3-5" and a count',
    ],
    ['a Service without ports', service('selector: { app: api }'), 'spec.ports: expected at least one port'],
    [
      'indexes without their number',
      job('completionMode: Indexed, parallelism: 2'),
      'spec.completions: expected a value (with completionMode "Indexed"), received nothing',
    ],
    [
      'a path that does not begin with /',
      ingress(`path: api, pathType: Prefix, ${backend}`),
      'spec.rules[0].http.paths[0].path: expected a path that begins with /, received "api"',
    ],
    [
      'a ServiceAccount of no namespace',
      rbac(
        'ClusterRoleBinding',
        'roleRef: { kind: ClusterRole, name: a }\nsubjects: [{ kind: ServiceAccount, name: b }]',
      ),
      'subjects[b].namespace: expected a value (with kind "ServiceAccount"), received nothing',
    ],
    [
      'a block beside a selector',
      networkPolicy('ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }]'),
      'spec.ingress[0].from[0].podSelector: expected no such field (with ipBlock), received another value',
    ],
    [
      'a certificate without its key',
      secret('type: kubernetes.io/tls\ndata: { tls.crt: YQ== }'),
      'data: expected the key tls.key of a Secret of type kubernetes.io/tls, received none',
    ],
    [
      'a level of Pod Security that is none',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { pod-security.kubernetes.io/enforce: strict } }',
      'metadata.labels[pod-security.kubernetes.io/enforce]: expected privileged, baseline or restricted',
    ],
    ['a group that is no domain', definition('shop'), 'spec.group: expected a domain with a dot, received "shop"'],
    [
      'a taint that stands twice',
      node('taints: [{ key: a, effect: NoSchedule }, { key: a, effect: NoSchedule }]'),
      'spec.taints: expected each key with an effect once',
    ],
    [
      'a claim as a whole beside a request of the claim',
      pod(
        'resourceClaims: [{ name: a, resourceClaimName: b }], containers: [{ name: api, image: a, resources: { claims: [{ name: a, request: b }, { name: a }] } }]',
      ),
      'spec.containers[api].resources.claims: expected a claim as a whole, or requests of the claim',
    ],
    [
      'an address from outside that no traffic reaches',
      service('ports: [{ port: 80 }], externalIPs: ["::1"]'),
      'spec.externalIPs: expected addresses that are not local',
    ],
    [
      'a level without limits under another name than exempt',
      object('PriorityLevelConfiguration', 'flowcontrol.apiserver.k8s.io/v1', 'spec: { type: Exempt }'),
      'spec.type: expected Exempt for the PriorityLevelConfiguration exempt alone, received "Exempt"',
    ],
    [
      'a version of more than 63 letters',
      object(
        'ValidatingAdmissionPolicy',
        'admissionregistration.k8s.io/v1',
        `spec: { matchConstraints: { resourceRules: [{ apiGroups: [a], apiVersions: [v1], operations: [CREATE], resources: [as] }] }, validations: [{ expression: "true" }], paramKind: { apiVersion: ${'v'.repeat(64)}, kind: A } }`,
      ),
      'spec.paramKind.apiVersion: expected a version',
    ],
    [
      'a unit in which no container reads cpu',
      reading('resource: limits.cpu, divisor: 2'),
      'resourceFieldRef.divisor: expected 1, 1m of cpu',
    ],
    [
      'a process of the node beside one that is not',
      pod(`hostNetwork: true, containers: [${windows('a', true)}, ${windows('b', false)}]`),
      'spec.securityContext.windowsOptions.hostProcess: expected the same in the pod and in all containers',
    ],
    [
      'a process of the node without its network',
      pod(`containers: [${windows('a', true)}]`),
      'spec.hostNetwork: expected true (with hostProcess), received nothing',
    ],
    ...['deprecatedCount: 1', 'deprecatedSource: { host: a }'].map((field) => [
      `${field} in an Event of the newer API`,
      event(field),
      `${field.split(':')[0]}: expected no such field`,
    ]),
    ...['deprecatedFirstTimestamp', 'deprecatedLastTimestamp'].map((field) => [
      `${field} in an Event of the newer API`,
      event(`${field}: "2026-01-01T00:00:00Z"`),
      `${field}: expected no such field`,
    ]),
  ] as [string, string, string][])('finds %s', (_, yaml, expected) => {
    expect(said(fieldCombinations, yaml)[0]).toContain(expected);
  });

  test.each([
    ['a volume without a source, an empty folder', pod('volumes: [{ name: a }]')],
    [
      'a variable that is empty, beside its source',
      container('env: [{ name: A, value: "", valueFrom: { fieldRef: { fieldPath: metadata.name } } }]'),
    ],
    ['a rolling update by its type', deployment('strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1 } }')],
    ['a headless Service without ports', service('clusterIP: None, selector: { app: api }')],
    ['a node port of a load balancer', service('type: LoadBalancer, ports: [{ port: 80, nodePort: 30080 }]')],
    ['any path that the controller reads', ingress(`path: /(.*), pathType: ImplementationSpecific, ${backend}`)],
    [
      'a user, who has no namespace',
      rbac('RoleBinding', 'roleRef: { kind: Role, name: a }\nsubjects: [{ kind: User, name: b }]'),
    ],
    ['a single index, the default of both numbers', job('completionMode: Indexed')],
    ['an effect once for each key', node('taints: [{ key: a, effect: NoSchedule }, { key: b, effect: NoSchedule }]')],
    ['effects of one key', node('taints: [{ key: a, effect: NoSchedule }, { key: a, effect: NoExecute }]')],
    ['any unit of huge pages', reading('resource: limits.hugepages-2Mi, divisor: 2Mi')],
    ['processes of the node', pod(`hostNetwork: true, containers: [${windows('a', true)}, ${windows('b', true)}]`)],
    ['an Event of the newer API', event('note: done')],
    [
      'numbers of a rolling update that does not roll',
      object('DaemonSet', 'apps/v1', 'spec: { updateStrategy: { type: OnDelete, rollingUpdate: { maxSurge: 1 } } }'),
    ],
    ['any bytes as certificates of a webhook', hooks('caBundle: eA==')],
    ['an attribute that is an empty text', devices('string: ""')],
    ['a Secret of any other type', secret('type: example.com/tls\ndata: { a: YQ== }')],
  ])('accepts %s', (_, yaml) => {
    expect(said(fieldCombinations, yaml)).toEqual([]);
  });

  // https://github.com/kubernetes/kubernetes/pull/128212
  test('asks for values of labels in a node selector from Kubernetes 1.32 on', () => {
    const affinity =
      'nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: In, values: [../x] }] }] } }';
    const volume = object('PersistentVolume', 'v1', `spec: { ${affinity} }`);
    const of = (kubernetes: '1.31' | '1.32') => judge(fieldCombinations, volume, { kubernetes }).join();
    expect(of('1.31')).not.toContain('values of labels');
    expect(of('1.32')).toContain('values of labels');
  });

  test('never shows a value of a Secret', () => {
    const login = secret('type: kubernetes.io/dockerconfigjson\nstringData: { .dockerconfigjson: hunter2 }');
    expect(said(fieldCombinations, login)).toEqual([
      'stringData[.dockerconfigjson]: expected a JSON object, received other text',
    ]);
  });
});
