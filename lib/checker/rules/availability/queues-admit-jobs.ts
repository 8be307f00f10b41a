import type { Bundle } from '../../bundle/bundle';
import { matchesNamespace } from '../../bundle/traffic/namespaces';
import {
  entriesAt,
  identity,
  listAt,
  type Manifest,
  namespaceOf,
  numberAt,
  stringAt,
  valueAt,
} from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

const LABEL = 'kueue.x-k8s.io/queue-name';

/** A queue of Kueue has room for each Job that waits in the queue: https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/ */
export const queuesAdmitJobs: Rule = {
  id: 'queues-admit-jobs',
  answer: 'broken',
  why: 'Kueue starts all pods of a Job at once or none: a Job that asks for more than the whole queue has stays suspended for ever',
  example:
    'Job default/train: spec.parallelism: expected at most 4 nvidia.com/gpu at once, the quota of ClusterQueue research, received 8 [queues-admit-jobs]',
  about: ['ClusterQueue'],
  check: (bundle) =>
    bundle.ofKind('Job').flatMap((job): Finding[] => {
      const name = stringAt(job, 'metadata', 'labels', LABEL) ?? '';
      const local = bundle.find('LocalQueue', namespaceOf(job), name);
      const queue = bundle.find('ClusterQueue', '', stringAt(local, 'spec', 'clusterQueue') ?? '');
      return queue === undefined ? [] : [...closed(bundle, job, queue), ...beyond(bundle, job, queue)];
    }),
};

/** A queue takes Jobs of the namespaces that its selector matches. Without a selector, a queue takes none. */
function closed(bundle: Bundle, job: Manifest, queue: Manifest): Finding[] {
  const selector = valueAt(queue, 'spec', 'namespaceSelector');
  const isOpen = selector !== undefined && matchesNamespace(bundle, selector, namespaceOf(job)) !== false;
  if (isOpen) return [];
  const expected = `a selector of namespace ${namespaceOf(job)}, where ${identity(job)} waits`;
  return [{ object: queue, field: 'spec.namespaceSelector', expected, received: quoted(selector) }];
}

function beyond(bundle: Bundle, job: Manifest, queue: Manifest): Finding[] {
  const isShared = ['cohort', 'cohortName'].some((field) => valueAt(queue, 'spec', field) !== undefined);
  const template = bundle.templates.find(({ owner }) => owner === job);
  if (isShared || template === undefined) return [];
  const most = Math.min(
    numberAt(job, 'spec', 'parallelism') ?? 1,
    numberAt(job, 'spec', 'completions') ?? Number.MAX_VALUE,
  );
  const pods = Number(stringAt(job, 'metadata', 'annotations', 'kueue.x-k8s.io/job-min-parallelism') ?? most);
  const asked = new Map<string, number>();
  for (const { init, spec } of template.containers) {
    const requests = { ...valuesOf(spec, 'limits'), ...valuesOf(spec, 'requests') };
    for (const [resource, amount] of Object.entries(init ? {} : requests)) {
      asked.set(resource, (asked.get(resource) ?? 0) + amount * pods);
    }
  }
  const groups = listAt(queue, 'spec', 'resourceGroups');
  const covered = groups.flatMap((group) => listAt(group, 'coveredResources').map(String));
  const quotas = groups.flatMap((group) => listAt(group, 'flavors').flatMap((flavor) => listAt(flavor, 'resources')));
  return [...asked].flatMap(([resource, amount]): Finding[] => {
    if (groups.length === 0 || resource.startsWith('ephemeral') || amount === 0) return [];
    if (!covered.includes(resource)) {
      const expected = `${resource} among them, which ${identity(job)} asks for`;
      return [{ object: queue, field: 'spec.resourceGroups[0].coveredResources', expected, received: quoted(covered) }];
    }
    const all = quotas.filter((quota) => stringAt(quota, 'name') === resource);
    const quota = all.reduce<number>((sum, each) => sum + (quantity(valueAt(each, 'nominalQuota')) ?? Number.NaN), 0);
    if (!(amount > quota)) return [];
    const expected = `at most ${quota} ${resource} at once, the quota of ${identity(queue)}`;
    return [{ object: job, field: 'spec.parallelism', expected, received: String(amount) }];
  });
}

const valuesOf = (container: unknown, list: string): Record<string, number> =>
  Object.fromEntries(
    entriesAt(container, 'resources', list).flatMap(([name, value]) => {
      const amount = quantity(value);
      return amount === undefined ? [] : [[name, amount]];
    }),
  );
