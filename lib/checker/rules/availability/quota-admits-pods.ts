import type { Bundle } from '../../bundle/bundle';
import { hasLimit, hasRequest } from '../../bundle/containers/resource-requests';
import { leastReplicas } from '../../bundle/workloads/members';
import { entryPath } from '../../manifest/field-path';
import {
  entriesAt,
  identity,
  type Json,
  listAt,
  type Manifest,
  namespaceOf,
  numberAt,
  valueAt,
} from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

const RUNNING = ['Deployment', 'Rollout', 'StatefulSet', 'Pod', 'ReplicaSet'];

/** `requests.cpu`, `memory`, `requests.nvidia.com/gpu`. */
const HARD = /^(?:(requests|limits)\.)?(cpu|memory|[\w.-]+\/[\w.-]+)$/;

/** The pods of a namespace are within its ResourceQuota, and within its LimitRange. */
export const quotaAdmitsPods: Rule = {
  id: 'quota-admits-pods',
  answer: 'broken',
  why: 'the API server takes a Deployment whose pods it then rejects: the Deployment stays without pods, and the reason stands in the events of its ReplicaSet alone',
  example:
    'Deployment default/api: spec.template.spec.containers[api].resources.limits.cpu: expected a limit, which ResourceQuota default/quota demands of each container, received nothing [quota-admits-pods]',
  about: ['ResourceQuota', 'LimitRange'],
  check: (bundle) => [
    ...bundle
      .ofKind('ResourceQuota')
      .flatMap((quota) => [
        ...unsaid(bundle, quota),
        ...tooMany(bundle, quota),
        ...tooMuch(bundle, quota),
        ...tooLarge(bundle, quota),
      ]),
    ...bundle.ofKind('LimitRange').flatMap((range) => aboveMost(bundle, range)),
  ],
};

/** A quota of requests or limits rejects each container without one, unless a LimitRange gives a default. */
function unsaid(bundle: Bundle, quota: Manifest): Finding[] {
  if (listAt(quota, 'spec', 'scopes').length > 0 || valueAt(quota, 'spec', 'scopeSelector') !== undefined) return [];
  const namespace = namespaceOf(quota);
  const ranges = bundle.ofKind('LimitRange').filter((range) => namespaceOf(range) === namespace);
  const given = ranges.flatMap((range) => listAt(range, 'spec', 'limits'));
  return entriesAt(quota, 'spec', 'hard').flatMap(([name]) => {
    const [, kind = 'requests', resource = ''] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(name) ?? [];
    const defaults = kind === 'limits' ? ['default', 'max'] : ['defaultRequest', 'default', 'max'];
    if (resource === '' || given.some((item) => defaults.some((each) => valueAt(item, each, resource)))) return [];
    const has = kind === 'limits' ? hasLimit : hasRequest;
    return bundle.containers
      .filter((container) => container.template.namespace === namespace && !has(container, resource))
      .map((container) => ({
        object: container.template.owner,
        field: `${container.path}.resources.${kind}.${resource}`,
        expected: `a ${kind === 'limits' ? 'limit' : 'request'}, which ${identity(quota)} demands of each container`,
        received: 'nothing',
      }));
  });
}

function tooMany(bundle: Bundle, quota: Manifest): Finding[] {
  const most = quantity(valueAt(quota, 'spec', 'hard', 'pods') ?? valueAt(quota, 'spec', 'hard', 'count/pods'));
  if (most === undefined || listAt(quota, 'spec', 'scopes').length > 0) return [];
  const templates = bundle.templates.filter(({ namespace }) => namespace === namespaceOf(quota));
  const running = templates.map(({ owner }) => owner).filter(({ kind }) => RUNNING.includes(kind));
  const pods =
    running.reduce((sum, owner) => sum + leastReplicas(bundle, owner), 0) + operated(bundle, namespaceOf(quota));
  const updated = running.find((owner) => addsFirst(owner, leastReplicas(bundle, owner)));
  if (pods === most && updated !== undefined) {
    const expected = `at least ${pods + 1}: an update of ${identity(updated)} first adds a pod to the ${pods} of the namespace`;
    return [{ object: quota, field: 'spec.hard.pods', expected, received: quoted(most), answer: 'risk' }];
  }
  if (pods <= most) return [];
  const expected = `at least ${pods}, the replicas of the namespace`;
  return [{ object: quota, field: 'spec.hard.pods', expected, received: quoted(most) }];
}

/** True if an update of a Deployment removes no pod before it has added one: a quarter of three pods is none. */
function addsFirst(owner: Manifest, replicas: number): boolean {
  if (owner.kind !== 'Deployment' || valueAt(owner, 'spec', 'strategy', 'type') === 'Recreate') return false;
  const removed = valueAt(owner, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable') ?? '25%';
  const [, percent] = /^(\d+)%$/.exec(String(removed)) ?? [];
  return replicas > 0 && (percent === undefined ? removed === 0 : Math.floor((replicas * Number(percent)) / 100) === 0);
}

/** The pods of the databases of CloudNativePG. */
const operated = (bundle: Bundle, namespace: string): number =>
  bundle
    .ofKind('Cluster')
    .filter((each) => each.apiVersion.startsWith('postgresql.cnpg.io/') && namespaceOf(each) === namespace)
    .reduce((sum, cluster) => sum + (numberAt(cluster, 'spec', 'instances') ?? 1), 0);

/** A quota of an amount that the replicas of the namespace ask for more of: some of the pods are never made. */
function tooMuch(bundle: Bundle, quota: Manifest): Finding[] {
  if (listAt(quota, 'spec', 'scopes').length > 0 || valueAt(quota, 'spec', 'scopeSelector') !== undefined) return [];
  return entriesAt(quota, 'spec', 'hard').flatMap(([name, hard]): Finding[] => {
    const [, kind = 'requests', resource = ''] = HARD.exec(name) ?? [];
    const most = quantity(hard);
    if (resource === '' || most === undefined) return [];
    const amounts = bundle.containers
      .filter(({ init, template }) => !init && template.namespace === namespaceOf(quota))
      .filter(({ template }) => RUNNING.includes(template.owner.kind))
      .map(({ spec, template: { owner } }) => {
        return { owner, each: quantity(askedFor(spec, kind, resource)) ?? 0, replicas: leastReplicas(bundle, owner) };
      });
    const asked = amounts.reduce((sum, { each, replicas }) => sum + each * replicas, 0);
    const updated = amounts.find(({ owner, each, replicas }) => asked + each > most && addsFirst(owner, replicas));
    const shown = (amount: number) => shownOf(resource, amount);
    const field = entryPath('spec.hard', name);
    if (asked <= most && updated !== undefined) {
      const expected = `at least ${shown(asked + updated.each)}: an update of ${identity(updated.owner)} first adds a pod to what has ${shown(asked)}`;
      return [{ object: quota, field, expected, received: quoted(hard), answer: 'risk' }];
    }
    if (asked <= most) return [];
    const expected = `enough for ${shown(asked)}, the ${kind} of all replicas of the namespace`;
    return [{ object: quota, field, expected, received: quoted(hard) }];
  });
}

/** A pod of a Job or a DaemonSet that alone asks for more than a quota of the namespace. */
function tooLarge(bundle: Bundle, quota: Manifest): Finding[] {
  if (listAt(quota, 'spec', 'scopes').length > 0 || valueAt(quota, 'spec', 'scopeSelector') !== undefined) return [];
  const pods = bundle.templates.filter(
    ({ owner, namespace }) => namespace === namespaceOf(quota) && !RUNNING.includes(owner.kind),
  );
  return entriesAt(quota, 'spec', 'hard').flatMap(([name, hard]): Finding[] => {
    const [, kind = 'requests', resource = ''] = HARD.exec(name) ?? [];
    const most = quantity(hard);
    if (resource === '' || most === undefined) return [];
    return pods.flatMap(({ owner, containers }): Finding[] => {
      const asked = containers
        .filter(({ init }) => !init)
        .map(({ spec }) => quantity(askedFor(spec, kind, resource)) ?? 0)
        .reduce((sum, each) => sum + each, 0);
      if (asked <= most) return [];
      const expected = `at least ${shownOf(resource, asked)}, the ${kind} of a pod of ${identity(owner)}`;
      return [{ object: quota, field: entryPath('spec.hard', name), expected, received: quoted(hard) }];
    });
  });
}

/** A request that is missing is the limit. */
const askedFor = (spec: Json, kind: string, resource: string): Json | undefined =>
  valueAt(spec, 'resources', kind, resource) ?? valueAt(spec, 'resources', 'limits', resource);

const shownOf = (resource: string, amount: number): string =>
  resource === 'memory' ? `${Math.ceil(amount / 2 ** 20)}Mi` : String(Number(amount.toFixed(3)));

function aboveMost(bundle: Bundle, range: Manifest): Finding[] {
  const most = listAt(range, 'spec', 'limits')
    .filter((item) => valueAt(item, 'type') === 'Container')
    .flatMap((item) => entriesAt(item, 'max'));
  return bundle.containers
    .filter(({ template }) => template.namespace === namespaceOf(range))
    .flatMap(({ template, spec, path }) =>
      most.flatMap(([resource, maximum]): Finding[] => {
        const field = ['limits', 'requests'].find((each) => valueAt(spec, 'resources', each, resource) !== undefined);
        const value = field && valueAt(spec, 'resources', field, resource);
        const [asked, limit] = [quantity(value), quantity(maximum)];
        if (field === undefined || asked === undefined || limit === undefined || asked <= limit) return [];
        return [
          {
            object: template.owner,
            field: entryPath(`${path}.resources.${field}`, resource),
            expected: `at most ${quoted(maximum)}, the maximum of ${identity(range)}`,
            received: quoted(value),
          },
        ];
      }),
    );
}
