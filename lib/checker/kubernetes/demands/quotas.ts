import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import {
  atMost,
  type Complaint,
  type Demand,
  distinct,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  when,
  wordsOf,
} from '../demand';
import { qualifiedName } from '../name-syntax';
import { selectorOperator } from './selectors';

const COMPUTE = ['cpu', 'ephemeral-storage', 'memory'];
const OBJECTS = [
  ...['configmaps', 'persistentvolumeclaims', 'pods', 'replicationcontrollers', 'resourcequotas', 'secrets'],
  ...['services', 'services.loadbalancers', 'services.nodeports'],
];
const QUOTAS = new Set([
  ...COMPUTE,
  ...COMPUTE.flatMap((name) => [`limits.${name}`, `requests.${name}`]),
  ...[...OBJECTS, 'requests.storage'],
]);
const LIMITED = new Set([...QUOTAS, 'storage']);

/** The keys of a map are resources of Kubernetes, or have a domain. */
const resources =
  (field: string, known: ReadonlySet<string>): Demand =>
  (value) =>
    entriesAt(value, ...field.split('.'))
      .filter(([key]) => {
        const own = known.has(key) || /^(requests\.)?hugepages-./.test(key);
        return !qualifiedName.fits(key) || !(own || key.includes('/'));
      })
      .map(
        ([key]): Complaint => ({
          field: entryPath(field, key),
          expected: 'a resource of Kubernetes, or one with a domain',
        }),
      );

/** Objects and devices are counted whole. */
const wholeCounts: Demand = (value) =>
  entriesAt(value, 'hard')
    .filter(([key, amount]) => {
      const counted = OBJECTS.includes(key) || (key.includes('/') && !/kubernetes\.io\/|^requests\./.test(key));
      const number = quantity(amount);
      return counted && number !== undefined && !Number.isInteger(number);
    })
    .map(([key]) => ({ field: entryPath('hard', key), expected: 'a whole number' }));

const SCOPES = [
  ...['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity'],
  'VolumeAttributesClass',
];

/** The quotas of Kubernetes that a scope can count. */
function isCounted(scope: string, name: string): boolean {
  if (!QUOTAS.has(name) && !/^(requests\.)?hugepages-/.test(name)) return true;
  if (scope === 'VolumeAttributesClass') return name === 'persistentvolumeclaims' || name === 'requests.storage';
  const compute = /^((limits|requests)\.)?(cpu|memory)$/.test(name);
  return !SCOPES.includes(scope) || name === 'pods' || (compute && scope !== 'BestEffort');
}

const scopes: Demand = (spec) => {
  const selected = listAt(spec, 'scopeSelector', 'matchExpressions').map((each) => stringAt(each, 'scopeName') ?? '');
  const listed = listAt(spec, 'scopes').map(String);
  const names = entriesAt(spec, 'hard').map(([name]) => name);
  const clash = [listed, selected].some((all) =>
    [
      ['BestEffort', 'NotBestEffort'],
      ['NotTerminating', 'Terminating'],
    ].some((pair) => pair.every((scope) => all.includes(scope))),
  );
  if (clash) return [{ field: 'scopes', expected: 'scopes that go together', received: 'opposites' }];
  const uncounted = names.find((name) => [...listed, ...selected].some((scope) => !isCounted(scope, name)));
  if (uncounted === undefined) return [];
  return [{ field: entryPath('hard', uncounted), expected: 'a resource that the scopes can count' }];
};

const eachAtMost =
  (lower: string, higher: string): Demand =>
  (value, place) =>
    entriesAt(value, lower).flatMap(([key]) => {
      const pair = { [lower]: valueAt(value, lower, key), [higher]: valueAt(value, higher, key) } as Json;
      return atMost(lower, higher)(pair, place).map((complaint) => ({
        ...complaint,
        field: entryPath(lower, key),
        received: String(valueAt(value, lower, key)),
      }));
    });

/** A limit is at most so many times its request. */
const ratios: Demand = (value) =>
  entriesAt(value, 'maxLimitRequestRatio').flatMap(([key, ratio]): Complaint[] => {
    const [times, most, least] = [ratio, valueAt(value, 'max', key), valueAt(value, 'min', key)].map(quantity);
    const field = entryPath('maxLimitRequestRatio', key);
    if (times === undefined) return [];
    if (times < 1) return [{ field, expected: 'at least 1', received: String(ratio) }];
    if (most === undefined || least === undefined || times <= most / least) return [];
    return [{ field, expected: 'at most max divided by min', received: String(ratio) }];
  });

/** A device is limited to what is requested. */
const wholeDefaults: Demand = (value) =>
  entriesAt(value, 'defaultRequest').flatMap(([key, amount]): Complaint[] => {
    const limit = quantity(valueAt(value, 'default', key));
    const shared = !(key.includes('/') && !key.includes('kubernetes.io/')) && !key.startsWith('hugepages-');
    if (shared || limit === undefined || limit === quantity(amount)) return [];
    return [{ field: entryPath('defaultRequest', key), expected: 'the amount in default', received: String(amount) }];
  });

const AMOUNTS = ['default', 'defaultRequest', 'max', 'maxLimitRequestRatio', 'min'];

export const QUOTA_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  LimitRangeItem: [
    ...AMOUNTS.map((field) => resources(field, LIMITED)),
    when('type', 'Pod', forbids('default', 'defaultRequest')),
    when('type', ['Container', 'Pod'], ...AMOUNTS.map((field) => resources(field, new Set(COMPUTE)))),
    when('type', 'PersistentVolumeClaim', (value) =>
      isSet(valueAt(value, 'max', 'storage')) || isSet(valueAt(value, 'min', 'storage'))
        ? []
        : [{ field: 'max.storage', expected: 'a size, here or in min', received: 'neither' }],
    ),
    eachAtMost('min', 'max'),
    eachAtMost('min', 'defaultRequest'),
    eachAtMost('min', 'default'),
    eachAtMost('defaultRequest', 'default'),
    eachAtMost('defaultRequest', 'max'),
    eachAtMost('default', 'max'),
    ratios,
    wholeDefaults,
  ],
  LimitRangeSpec: [distinct('limits', 'each type once', (limit) => stringAt(limit, 'type'))],
  ResourceQuotaSpec: [resources('hard', QUOTAS), wholeCounts, scopes, wordsOf('scopes', ...SCOPES)],
  ScopedResourceSelectorRequirement: [
    selectorOperator('scopeName'),
    oneOf('operator', 'DoesNotExist', 'Exists', 'In', 'NotIn'),
    oneOf('scopeName', ...SCOPES),
    when(
      'scopeName',
      SCOPES.filter((scope) => !/Class$/.test(scope)),
      needs('operator'),
      holds('operator', '"Exists"', (value) => valueAt(value, 'operator') === 'Exists'),
    ),
  ],
};
