import { describe, expect, test } from '@jest/globals';
import { quotaAdmitsPods } from '../../../../lib/checker/rules/availability/quota-admits-pods';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('quota-admits-pods', () => {
  const quota = (hard: string, more = '') => object('ResourceQuota', 'quota', `hard: { ${hard} }${more}`);
  const range = (item: string) => object('LimitRange', 'range', `limits: [{ type: Container, ${item} }]`);
  const bare = deployment('{ name: api }');
  const sized = (cpu: string) => deployment(`{ name: api, resources: { limits: { cpu: ${cpu} } } }`);

  test('finds a container without the limit that a quota demands', () => {
    expect(judge(quotaAdmitsPods, bare + quota('limits.cpu: 4'))).toEqual([quotaAdmitsPods.example]);
  });

  test('finds more replicas than a quota of pods', () => {
    const three = deployment('{ name: api }', 'replicas: 3');
    expect(judge(quotaAdmitsPods, three + quota('pods: 2'))[0]).toContain('expected at least 3');
  });

  test('finds replicas that ask for more than a quota', () => {
    const three = (memory: string) =>
      deployment(`{ name: api, resources: { requests: { memory: ${memory} } } }`, 'replicas: 3') +
      quota('requests.memory: 1Gi');
    expect(judge(quotaAdmitsPods, three('512Mi'))).toEqual([
      'ResourceQuota default/quota: spec.hard[requests.memory]: expected enough for 1536Mi, the requests of all replicas of the namespace, received "1Gi" [quota-admits-pods]',
    ]);
    expect(judge(quotaAdmitsPods, three('256Mi'))).toEqual([]);
  });

  test('finds a container above the maximum of a LimitRange', () => {
    expect(judge(quotaAdmitsPods, sized('2') + range('max: { cpu: 1 }'))[0]).toContain(
      'resources.limits.cpu: expected at most 1, the maximum of LimitRange default/range, received 2',
    );
  });

  test.each([
    ['a container with the limit', sized('1') + quota('limits.cpu: 4, requests.cpu: 4')],
    ['the default of a LimitRange', bare + quota('limits.cpu: 4') + range('default: { cpu: 1 }')],
    ['a quota of some pods alone', bare + quota('limits.cpu: 4', ', scopes: [NotTerminating]')],
    ['as many replicas as pods', deployment('{ name: api }', 'replicas: 4') + quota('pods: 4')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(quotaAdmitsPods, yaml)).toEqual([]);
  });

  test('an update that first adds a pod needs room for the pod', () => {
    const updated = (pods: number) =>
      judge(
        quotaAdmitsPods,
        deployment('{ name: api }', 'replicas: 3, strategy: { rollingUpdate: { maxUnavailable: 0 } }') +
          quota(`pods: ${pods}`),
      );
    expect(updated(3)[0]).toContain('expected at least 4');
    expect(updated(4)).toEqual([]);
  });

  test('an update of few replicas first adds a pod, as a quarter of three is none', () => {
    const updated = (replicas: number, strategy: string, memory = 256 * replicas) =>
      judge(
        quotaAdmitsPods,
        deployment('{ name: api, resources: { requests: { memory: 256Mi } } }', `replicas: ${replicas}, ${strategy}`) +
          quota(`requests.memory: ${memory}Mi`),
      );
    expect(updated(3, 'paused: false')).toEqual([
      'ResourceQuota default/quota: spec.hard[requests.memory]: expected at least 1024Mi: an update of Deployment default/api first adds a pod to what has 768Mi, received "768Mi" [quota-admits-pods]',
    ]);
    expect(updated(3, 'paused: false', 1024)).toEqual([]);
    expect(updated(4, 'paused: false')).toEqual([]);
    expect(updated(3, 'strategy: { type: Recreate }')).toEqual([]);
    expect(updated(3, 'strategy: { rollingUpdate: { maxUnavailable: 1 } }')).toEqual([]);
    expect(updated(3, 'strategy: { rollingUpdate: { maxUnavailable: 34% } }')).toEqual([]);
  });

  test('counts the least replicas of an autoscaler', () => {
    const scaler = object(
      'HorizontalPodAutoscaler',
      'api',
      'scaleTargetRef: { kind: Deployment, name: api }, minReplicas: 5, maxReplicas: 9',
    );
    expect(judge(quotaAdmitsPods, bare + scaler + quota('pods: 4'))[0]).toContain('expected at least 5');
    expect(judge(quotaAdmitsPods, bare + scaler + quota('pods: 5'))).toEqual([]);
  });

  test('finds replicas that ask for more devices than a quota', () => {
    const devices = (count: number) =>
      judge(
        quotaAdmitsPods,
        deployment('{ name: api, resources: { limits: { nvidia.com/gpu: 1 } } }', 'replicas: 2') +
          quota(`requests.nvidia.com/gpu: ${count}`),
      );
    expect(devices(1)[0]).toContain('expected enough for 2');
    expect(devices(2)[0]).toContain('first adds a pod');
    expect(devices(3)).toEqual([]);
  });

  test.each([
    ['limits.memory', 'limits.memory: expected a limit', '{ name: api, resources: { requests: { memory: 1Gi } } }'],
    ['requests.cpu', 'requests.cpu: expected a request', '{ name: api, resources: { requests: { memory: 1Gi } } }'],
    ['memory', 'requests.memory: expected a request', '{ name: api, resources: { requests: { cpu: 1 } } }'],
  ])('a quota of %s wants one of each container', (name, said, container) => {
    expect(judge(quotaAdmitsPods, deployment(container) + quota(`${name}: 4`))[0]).toContain(said);
  });

  test.each([
    ['limits', 'default', true],
    ['limits', 'max', true],
    ['limits', 'defaultRequest', false],
    ['requests', 'default', true],
    ['requests', 'max', true],
    ['requests', 'defaultRequest', true],
  ])('a quota of %s, and a LimitRange with %s: filled in is %s', (kind, field, isGiven) => {
    const found = judge(quotaAdmitsPods, bare + quota(`${kind}.cpu: 4`) + range(`${field}: { cpu: 1 }`));
    expect(found).toHaveLength(isGiven ? 0 : 1);
  });

  test('a quota of another namespace, or of the pods of a priority, demands nothing', () => {
    const elsewhere = (text: string) => text.replace('name: quota', 'name: quota, namespace: other');
    for (const hard of ['limits.cpu: 4', 'pods: 0', 'requests.cpu: 100m']) {
      expect(judge(quotaAdmitsPods, sized('1') + bare + elsewhere(quota(hard)))).toEqual([]);
    }
    expect(judge(quotaAdmitsPods, bare + quota('limits.cpu: 4', ', scopeSelector: { matchExpressions: [] }'))).toEqual(
      [],
    );
    expect(judge(quotaAdmitsPods, sized('1') + quota('limits.cpu: 100m', ', scopes: [NotTerminating]'))).toEqual([]);
    expect(judge(quotaAdmitsPods, bare + quota('pods: 0', ', scopes: [NotTerminating]'))).toEqual([]);
    const selected = ', scopeSelector: { matchExpressions: [] }';
    expect(judge(quotaAdmitsPods, sized('1') + quota('limits.cpu: 100m', selected))).toEqual([]);
  });

  test.each(['Rollout', 'StatefulSet', 'ReplicaSet'])('counts the replicas of a %s', (kind) => {
    const two = bare.replace('kind: Deployment', `kind: ${kind}`).replace('paused: false', 'replicas: 2');
    expect(judge(quotaAdmitsPods, two + quota('pods: 1'))).toEqual([
      'ResourceQuota default/quota: spec.hard.pods: expected at least 2, the replicas of the namespace, received 1 [quota-admits-pods]',
    ]);
  });

  test('counts a Pod, and not the pods of a Job, which end', () => {
    const pod = object('Pod', 'one', 'containers: [{ name: one }]');
    const job = object('Job', 'one', 'template: { spec: { containers: [{ name: one }] } }');
    expect(judge(quotaAdmitsPods, pod + quota('count/pods: 0'))).toHaveLength(1);
    expect(judge(quotaAdmitsPods, job + quota('count/pods: 0'))).toEqual([]);
  });

  test('counts the instances of a database', () => {
    const cluster = (spec: string, apiVersion = 'postgresql.cnpg.io/v1') =>
      object('Cluster', 'db', spec).replace('apiVersion: v1', `apiVersion: ${apiVersion}`);
    expect(judge(quotaAdmitsPods, cluster('instances: 3') + quota('pods: 2'))[0]).toContain('expected at least 3');
    expect(judge(quotaAdmitsPods, cluster('instances: 3') + quota('pods: 3'))).toEqual([]);
    expect(judge(quotaAdmitsPods, cluster('storage: {}') + quota('pods: 0'))[0]).toContain('expected at least 1');
    expect(judge(quotaAdmitsPods, cluster('instances: 3', 'cluster.x-k8s.io/v1') + quota('pods: 0'))).toEqual([]);
    const elsewhere = cluster('instances: 3').replace('name: db', 'name: db, namespace: other');
    expect(judge(quotaAdmitsPods, elsewhere + quota('pods: 0'))).toEqual([]);
  });

  test('an update of a Deployment without replicas adds no pod', () => {
    expect(judge(quotaAdmitsPods, deployment('{ name: api }', 'replicas: 0') + quota('pods: 0'))).toEqual([]);
    expect(judge(quotaAdmitsPods, bare + quota('pods: 1'))[0]).toContain('expected at least 2');
  });

  test('a request above the maximum of a LimitRange is found, the maximum itself is not', () => {
    const asks = (cpu: string) => deployment(`{ name: api, resources: { requests: { cpu: ${cpu} } } }`);
    expect(judge(quotaAdmitsPods, asks('2') + range('max: { cpu: 1 }'))[0]).toContain(
      'resources.requests.cpu: expected',
    );
    expect(judge(quotaAdmitsPods, asks('1') + range('max: { cpu: 1 }'))).toEqual([]);
    expect(judge(quotaAdmitsPods, asks('2') + range('max: { memory: 1Gi }'))).toEqual([]);
    expect(judge(quotaAdmitsPods, asks('2') + range('max: { cpu: 1 }').replace('Container', 'Pod'))).toEqual([]);
  });

  test('finds a pod of a Job that alone asks for more than a quota', () => {
    const job = (cpu: string, more = '') =>
      object(
        'Job',
        'encode',
        `template: { spec: { containers: [{ name: a, resources: { requests: { cpu: ${cpu} } } }, { name: b, resources: { limits: { cpu: 1 } } }] } }`,
      ) + quota('requests.cpu: 3', more);
    expect(judge(quotaAdmitsPods, job('"4"'))).toEqual([
      'ResourceQuota default/quota: spec.hard[requests.cpu]: expected at least 5, the requests of a pod of Job default/encode, received 3 [quota-admits-pods]',
    ]);
    expect(judge(quotaAdmitsPods, job('2'))).toEqual([]);
    expect(judge(quotaAdmitsPods, job('4', ', scopes: [NotTerminating]'))).toEqual([]);
  });
});
