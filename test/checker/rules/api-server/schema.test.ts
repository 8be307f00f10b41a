import { describe, expect, test } from '@jest/globals';
import { noEmptyValues } from '../../../../lib/checker/rules/api-server/no-empty-values';
import { schema } from '../../../../lib/checker/rules/api-server/schema';
import { answers, judge } from '../judge';
import { configMap, container, deployment, object, pod, said, secret, service } from './objects';

describe('schema', () => {
  test('prints its example word for word', () => {
    expect(judge(schema, deployment('replica: 3'))).toEqual([schema.example]);
  });

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
      'spec.rules[0].http.path: expected a field of HTTPIngressRuleValue, received "path"; did you mean "paths"?',
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

  test('a version of a custom kind that crds/ lacks may be served by the CRD of a cluster', () => {
    expect(answers(schema, object('HTTPRoute', 'gateway.networking.k8s.io/v1beta1', ''))).toEqual(['unknown']);
    expect(answers(schema, object('HTTPRoute', 'gateway.networking.k8s/v1', ''))).toEqual(['broken']);
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
      'kind: expected a kind of Kubernetes 1.37, or one whose CRD stands in crds/, received "apps/v1 Deploymnet"; did you mean "Deployment"?',
    ],
    [
      'a custom resource that nobody defines',
      object('Sidecar', 'networking.istio.io/v1', ''),
      'kind: expected a kind of Kubernetes 1.37, or one whose CRD stands in crds/, received "networking.istio.io/v1 Sidecar"',
    ],
    [
      'a custom resource with the name of a built-in kind',
      object('Service', 'serving.knative.dev/v1', ''),
      'kind: expected a kind of Kubernetes 1.37, or one whose CRD stands in crds/, received "serving.knative.dev/v1 Service"',
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(said(schema, yaml)).toEqual([expected]);
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
    const attributes = object('VolumeAttributesClass', 'storage.k8s.io/v1', 'driverName: disks.example.com');
    expect(judge(schema, attributes, { kubernetes: '1.34' })).toEqual([]);
    expect(said(schema, attributes, { kubernetes: '1.33' })).toEqual([
      'apiVersion: expected Kubernetes 1.34 or newer, the first to read this by default, received Kubernetes 1.33',
    ]);
  });
});
