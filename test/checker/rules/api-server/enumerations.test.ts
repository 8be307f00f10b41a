import { describe, expect, test } from '@jest/globals';
import { enumerations } from '../../../../lib/checker/rules/api-server/enumerations';
import { judge } from '../judge';
import { container, deployment, networkPolicy, object, pod, said, secret, service } from './objects';

describe('enumerations', () => {
  test('prints its example word for word', () => {
    expect(judge(enumerations, container('imagePullPolicy: never'))).toEqual([enumerations.example]);
  });

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
      'a word in small letters',
      pod('initContainers: [{ name: a, restartPolicy: always }], containers: []'),
      'spec.initContainers[a].restartPolicy: expected Always, Never or OnFailure, received "always"; did you mean "Always"?',
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
