import type { Bundle } from '../../bundle/bundle';
import { leastReplicas } from '../../bundle/workloads/members';
import { plural } from '../../kubernetes/resources';
import { entryPath } from '../../manifest/field-path';
import {
  apiGroup,
  entriesAt,
  identity,
  type Json,
  listAt,
  type Manifest,
  namespaceOf,
  stringAt,
  valueAt,
} from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** Objects with a limited amount: the count of a resource, or the storage of claims. */
interface Amount {
  readonly object: Manifest;
  readonly amount: number;
}

/** Names of a quota beside `count/…`: https://kubernetes.io/docs/concepts/policy/resource-quotas/#object-count-quota */
const COUNTED =
  /^(configmaps|persistentvolumeclaims|replicationcontrollers|secrets|services|services\.(loadbalancers|nodeports)|count\/[a-z.]+)$/;
const STORAGE = /^(?:([\w.-]+)\.storageclass\.storage\.k8s\.io\/)?(requests\.storage|persistentvolumeclaims)$/;

/** The Services, claims and other objects of a namespace are within its ResourceQuota and its LimitRange. */
export const quotaAdmitsObjects: Rule = {
  id: 'quota-admits-objects',
  answer: 'broken',
  why: 'the API server rejects each object above the quota of its namespace: an apply stops half-way, and a StatefulSet waits for a claim that nobody may make',
  example:
    'ResourceQuota default/quota: spec.hard[services.loadbalancers]: expected at least 1, for Service default/web, received "0" [quota-admits-objects]',
  about: ['ResourceQuota', 'LimitRange'],
  check: (bundle) => [
    ...bundle.ofKind('ResourceQuota').flatMap((quota) => beyond(bundle, quota)),
    ...bundle.ofKind('LimitRange').flatMap((range) => misfits(bundle, range)),
  ],
};

function beyond(bundle: Bundle, object: Manifest): Finding[] {
  if (listAt(object, 'spec', 'scopes').length > 0 || valueAt(object, 'spec', 'scopeSelector') !== undefined) return [];
  return entriesAt(object, 'spec', 'hard').flatMap(([name, hard]): Finding[] => {
    const most = quantity(hard);
    const amounts = amountsOf(bundle, namespaceOf(object), name);
    const sum = amounts.reduce((all, { amount }) => all + amount, 0);
    if (most === undefined || sum <= most) return [];
    const wanted = name.endsWith('storage') ? `${Math.ceil(sum / 2 ** 20)}Mi` : String(sum);
    const of = [...new Set(amounts.map((each) => identity(each.object)))];
    const expected = `at least ${wanted}, for ${of.slice(0, 3).join(', ')}${of.length > 3 ? ' and others' : ''}`;
    return [{ object, field: entryPath('spec.hard', name), expected, received: quoted(hard) }];
  });
}

function amountsOf(bundle: Bundle, namespace: string, name: string): Amount[] {
  const [, className, what] = STORAGE.exec(name) ?? [];
  if (what !== undefined) {
    return claimsOf(bundle, namespace)
      .filter(({ claim }) => className === undefined || stringAt(claim, 'spec', 'storageClassName') === className)
      .map(({ object, claim, copies }) => ({
        object,
        amount: what === 'requests.storage' ? sizeOf(claim) * copies : copies,
      }));
  }
  if (!COUNTED.test(name)) return [];
  const resource = name.replace(/^count\//, '');
  return objectsOf(bundle, namespace, resource).map((object) => ({ object, amount: 1 }));
}

/** The types of Services that a quota counts by a name of their own. */
const SERVICE_TYPES = new Map([
  ['services.loadbalancers', /^LoadBalancer$/],
  ['services.nodeports', /^(NodePort|LoadBalancer)$/],
]);

function objectsOf(bundle: Bundle, namespace: string, resource: string): Manifest[] {
  const own = (object: Manifest) => namespaceOf(object) === namespace;
  const type = SERVICE_TYPES.get(resource);
  if (type) {
    const hasPort = ({ spec }: Manifest) =>
      resource.endsWith('rs') || valueAt(spec, 'allocateLoadBalancerNodePorts') !== false;
    const services = bundle.ofKind('Service').filter((each) => own(each) && hasPort(each));
    return services.filter((each) => type.test(stringAt(each, 'spec', 'type') ?? ''));
  }
  const [name, ...group] = resource.split('.');
  return bundle.manifests.filter(
    (each) => plural(each.kind.toLowerCase()) === name && apiGroup(each.apiVersion) === group.join('.') && own(each),
  );
}

/** The claims of a namespace: claims by name, and claims that a StatefulSet makes for each pod. */
function claimsOf(bundle: Bundle, namespace: string) {
  const named = bundle.ofKind('PersistentVolumeClaim').map((object) => ({ object, claim: object as Json, copies: 1 }));
  const made = bundle.ofKind('StatefulSet').flatMap((object) =>
    listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => ({
      object,
      claim,
      copies: leastReplicas(bundle, object),
    })),
  );
  return [...named, ...made].filter(({ object }) => namespaceOf(object) === namespace);
}

const sizeOf = (claim: Json): number => quantity(valueAt(claim, 'spec', 'resources', 'requests', 'storage')) ?? 0;

/** A LimitRange of claims: https://kubernetes.io/docs/concepts/policy/limit-range/ */
function misfits(bundle: Bundle, range: Manifest): Finding[] {
  const items = listAt(range, 'spec', 'limits').filter((item) => stringAt(item, 'type') === 'PersistentVolumeClaim');
  return items.flatMap((item) =>
    claimsOf(bundle, namespaceOf(range)).flatMap(({ object, claim }): Finding[] => {
      const [most, least, size] = [valueAt(item, 'max', 'storage'), valueAt(item, 'min', 'storage'), sizeOf(claim)];
      const isAbove = size > (quantity(most) ?? Number.POSITIVE_INFINITY);
      if (size === 0 || (!isAbove && size >= (quantity(least) ?? 0))) return [];
      const bound = isAbove ? `at most ${quoted(most)}, the maximum` : `at least ${quoted(least)}, the minimum`;
      const place =
        object.kind === 'StatefulSet' ? `spec.volumeClaimTemplates[${stringAt(claim, 'metadata', 'name')}].` : '';
      return [
        {
          object,
          field: `${place}spec.resources.requests.storage`,
          expected: `${bound} of ${identity(range)}`,
          received: quoted(valueAt(claim, 'spec', 'resources', 'requests', 'storage')),
        },
      ];
    }),
  );
}
