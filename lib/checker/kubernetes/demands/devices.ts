import { entriesAt, type Json, listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  atLeastOne,
  atMostItems,
  type Complaint,
  type Demand,
  distinct,
  exactlyOne,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  since,
  until,
  when,
  whenSet,
} from '../demand';
import { driverName } from '../value-syntax';

/** `ExactCount` is the default, and 1 its count. */
const count: readonly Demand[] = [
  oneOf('allocationMode', 'All', 'ExactCount'),
  when(
    'allocationMode',
    'All',
    holds('count', 'no such field', (value) => (numberAt(value, 'count') ?? 0) === 0),
  ),
  when(
    'allocationMode',
    ['ExactCount', undefined],
    holds('count', 'more than 0', (value) => (numberAt(value, 'count') ?? 1) >= 0),
  ),
];

/** Constraints and settings name requests of the claim, and requests among which one is taken. */
const knownRequests: Demand = (claim): Complaint[] => {
  const names = listAt(claim, 'requests').flatMap((request) => {
    const name = stringAt(request, 'name') ?? '';
    return [name, ...listAt(request, 'firstAvailable').map((each) => `${name}/${stringAt(each, 'name') ?? ''}`)];
  });
  return ['constraints', 'config'].flatMap((list) =>
    listAt(claim, list).flatMap((item, index) =>
      listAt(item, 'requests')
        .filter((name) => !names.includes(String(name)))
        .map((name) => ({
          field: `${list}[${index}].requests`,
          expected: `a request of the claim (${names.join(', ')})`,
          received: JSON.stringify(name),
        })),
    ),
  );
};

const isObject: Demand = holds('parameters', 'an object', (value) => {
  const parameters = valueAt(value, 'parameters') ?? null;
  return typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters);
});

const VALUES = ['bool', 'bools', 'int', 'ints', 'string', 'strings', 'version', 'versions'];

/** An empty text is a value. */
const oneValue: Demand = (attribute) => {
  const given = VALUES.filter((name) => (valueAt(attribute, name) ?? null) !== null);
  if (given.length === 1) return [];
  const expected = `exactly one of ${VALUES.join(', ')}`;
  return [{ field: given[1] ?? '', expected, received: given.join(' and ') || 'none' }];
};

const IDENTIFIER = /^[A-Za-z_]\w{0,31}$/;

/** `model`, or `gpu.example.com/model`. */
function isAttribute(name: string, qualified: boolean): boolean {
  const [first = '', second, ...more] = name.split('/');
  if (second === undefined) return !qualified && IDENTIFIER.test(first);
  return more.length > 0 || (driverName.fits(first) && IDENTIFIER.test(second));
}

const attribute = (field: string): Demand =>
  holds(field, 'a domain, / and a name of letters, digits and _', (value) =>
    isAttribute(stringAt(value, field) ?? 'a/b', true),
  );

const keys = (field: string): Demand =>
  holds(field, 'names of letters, digits and _, with a domain before / or not', (value) =>
    entriesAt(value, field).every(([key]) => isAttribute(key, false)),
  );

const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

const onNodes: readonly Demand[] = [
  exactlyOne('allNodes', 'nodeName', 'nodeSelector', 'perDeviceNodeSelection'),
  ...['allNodes', 'perDeviceNodeSelection'].map((field) =>
    holds(field, 'true, or no such field', (value: Json) => valueAt(value, field) !== false),
  ),
];

export const DEVICE_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  CounterSet: [needs('counters', 'name')],
  Device: [
    keys('attributes'),
    keys('capacity'),
    atMostItems('taints', 16),
    holds('attributes', 'at most 32 attributes and capacities', (device) => {
      return entriesAt(device, 'attributes').length + entriesAt(device, 'capacity').length <= 32;
    }),
  ],
  DeviceAttribute: [
    oneValue,
    holds('string', 'at most 64 letters', (value) => (stringAt(value, 'string') ?? '').length <= 64),
    holds('version', 'a version such as 1.2.3', (value) => {
      const version = stringAt(value, 'version');
      return version === undefined || (VERSION.test(version) && version.length <= 64);
    }),
  ],
  DeviceClaim: [
    knownRequests,
    distinct('requests', 'each name once', (request) => valueAt(request, 'name')),
    ...['requests', 'constraints', 'config'].map((list) => atMostItems(list, 32)),
  ],
  DeviceClaimConfiguration: [needs('opaque'), distinct('requests', 'each request once')],
  DeviceClassConfiguration: [needs('opaque')],
  DeviceClassSpec: [atMostItems('config', 32), atMostItems('selectors', 32)],
  DeviceConstraint: [
    atLeastOne('distinctAttribute', 'matchAttribute'),
    // DRAConsumableCapacity: before, the server reads matchAttribute alone where both are.
    until('1.35', when('matchAttribute', [undefined], attribute('distinctAttribute'))),
    since('1.36', attribute('distinctAttribute')),
    attribute('matchAttribute'),
    distinct('requests', 'each request once'),
  ],
  DeviceRequest: [
    exactlyOne('exactly', 'firstAvailable'),
    distinct('firstAvailable', 'each name once', (request) => valueAt(request, 'name')),
    atMostItems('firstAvailable', 8),
  ],
  DeviceSelector: [needs('cel')],
  DeviceSubRequest: [...count, atMostItems('selectors', 32)],
  DeviceTaint: [oneOf('effect', 'NoExecute', 'NoSchedule', 'None')],
  DeviceToleration: [
    oneOf('effect', 'NoExecute', 'NoSchedule', 'None'),
    oneOf('operator', 'Equal', 'Exists'),
    when('operator', 'Exists', forbids('value')),
  ],
  ExactDeviceRequest: [...count, atMostItems('selectors', 32)],
  OpaqueDeviceConfiguration: [isObject],
  ResourcePool: [
    holds('resourceSliceCount', 'more than 0', (pool) => (numberAt(pool, 'resourceSliceCount') ?? 1) > 0),
    holds('generation', 'at least 0', (pool) => (numberAt(pool, 'generation') ?? 0) >= 0),
  ],
  ResourceSliceSpec: [
    ...onNodes,
    distinct('devices', 'each name once', (device) => valueAt(device, 'name')),
    atMostItems('devices', 128),
    whenSet(
      'nodeSelector',
      holds('nodeSelector', 'a single term', (spec) => {
        return listAt(spec, 'nodeSelector', 'nodeSelectorTerms').length === 1 || !isSet(valueAt(spec, 'nodeSelector'));
      }),
    ),
  ],
};
