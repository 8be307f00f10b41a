import { describe, expect, test } from '@jest/globals';
import { queuesAdmitJobs } from '../../../../lib/checker/rules/availability/queues-admit-jobs';
import { judge } from '../judge';
import { object } from '../object';

describe('queues-admit-jobs', () => {
  const job = (gpus: string, spec = 'parallelism: 2, completions: 2', annotations = '') => `---
{ apiVersion: batch/v1, kind: Job, metadata: { name: train, labels: { kueue.x-k8s.io/queue-name: gpu }, annotations: { ${annotations} } },
  spec: { ${spec}, template: { spec: { containers: [{ name: t, resources: { limits: { nvidia.com/gpu: ${gpus} } } }] } } } }
`;
  const queue = (quota: string, more = 'namespaceSelector: {}', covered = 'nvidia.com/gpu') =>
    object('LocalQueue', 'gpu', 'spec: { clusterQueue: research }') +
    object(
      'ClusterQueue',
      'research',
      `spec: { ${more}, resourceGroups: [{ coveredResources: [${covered}], flavors: [{ name: a, resources: [{ name: nvidia.com/gpu, nominalQuota: ${quota} }] }] }] }`,
    );

  test('finds a Job that asks for more than the queue has', () => {
    expect(judge(queuesAdmitJobs, job('4') + queue('4'))).toEqual([queuesAdmitJobs.example]);
    expect(judge(queuesAdmitJobs, job('4') + queue('8'))).toEqual([]);
    expect(judge(queuesAdmitJobs, job('4', 'parallelism: 2, completions: 1') + queue('4'))).toEqual([]);
    expect(judge(queuesAdmitJobs, job('4', 'completions: 2') + queue('4'))).toEqual([]);
  });

  test('a queue of a cohort may borrow, and a Job may start with fewer pods', () => {
    expect(judge(queuesAdmitJobs, job('4') + queue('4', 'namespaceSelector: {}, cohort: all'))).toEqual([]);
    const fewer = job('4', 'parallelism: 2', 'kueue.x-k8s.io/job-min-parallelism: "1"');
    expect(judge(queuesAdmitJobs, fewer + queue('4'))).toEqual([]);
  });

  test('finds a resource that the queue does not count', () => {
    expect(judge(queuesAdmitJobs, job('4') + queue('8', 'namespaceSelector: {}', 'cpu'))).toEqual([
      'ClusterQueue research: spec.resourceGroups[0].coveredResources: expected nvidia.com/gpu among them, which Job default/train asks for, received ["cpu"] [queues-admit-jobs]',
    ]);
  });

  test('finds a queue for other namespaces', () => {
    const selecting = (name: string) => `namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } }`;
    expect(judge(queuesAdmitJobs, job('4') + queue('8', selecting('other')))).toEqual([
      expect.stringContaining('expected a selector of namespace default, where Job default/train waits'),
    ]);
    expect(judge(queuesAdmitJobs, job('4') + queue('8', selecting('default')))).toEqual([]);
    expect(judge(queuesAdmitJobs, job('4') + queue('8', 'stopPolicy: None'))).toHaveLength(1);
  });

  test('a Job of no queue waits for nobody', () => {
    expect(judge(queuesAdmitJobs, job('4').replace('queue-name: gpu', 'queue-name: other') + queue('4'))).toEqual([]);
  });
});
