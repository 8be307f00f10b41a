import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Complaint, type Demand, distinct, forbids, holds, isSet } from '../demand';

const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
const isDevice = (name: string): boolean => name.includes('/') && !name.includes('kubernetes.io/');

/** Devices and huge pages are never shared: what is requested is the limit. */
const wholeShare: Demand = (value) =>
  entriesAt(value, 'requests').flatMap(([name, asked]): Complaint[] => {
    const limit = valueAt(value, 'limits', name);
    if (!(isDevice(name) || isHugePages(name)) || quantity(asked) === quantity(limit)) return [];
    const expected = limit === undefined ? 'a limit of the same amount' : `the limit (${limit})`;
    return [{ field: entryPath('requests', name), expected, received: JSON.stringify(asked) }];
  });

const wholeNumbers: Demand = (value) =>
  ['limits', 'requests'].flatMap((part) =>
    entriesAt(value, part)
      .filter(
        ([name, amount]) => (isDevice(name) && !Number.isInteger(quantity(amount) ?? 0)) || !isPages(name, amount),
      )
      .map(([name, amount]) => ({
        field: entryPath(part, name),
        expected: isDevice(name) ? 'a whole number' : 'a multiple of the page size',
        received: JSON.stringify(amount),
      })),
  );

/** `hugepages-2Mi`: whole pages of 2Mi. */
function isPages(name: string, amount: Json): boolean {
  if (!isHugePages(name)) return true;
  const [page, bytes] = [quantity(name.slice('hugepages-'.length)), quantity(amount)];
  return page === undefined || bytes === undefined || (page > 0 && bytes >= 0 && bytes % page === 0);
}

const besideCompute: Demand = holds('limits', 'cpu or memory beside huge pages', (value) => {
  const names = ['limits', 'requests'].flatMap((part) => entriesAt(value, part).map(([name]) => name));
  return !names.some(isHugePages) || names.includes('cpu') || names.includes('memory');
});

const total = (containers: readonly Json[], name: string): number =>
  containers.reduce<number>((sum, each) => sum + (quantity(valueAt(each, 'resources', 'requests', name)) ?? 0), 0);

/** A pod with resources of its own has room for its containers. */
const podHasRoom: Demand = (spec) => {
  if (valueAt(spec, 'resources') === undefined) return [];
  const containers = listAt(spec, 'containers');
  const requests = entriesAt(spec, 'resources', 'requests')
    .filter(([name, amount]) => total(containers, name) > (quantity(amount) ?? Number.POSITIVE_INFINITY))
    .map(([name]) => ({
      field: `resources.requests.${name}`,
      expected: 'at least what the containers request together',
    }));
  const beyond = entriesAt(spec, 'resources', 'requests')
    .filter(
      ([name, amount]) =>
        (quantity(amount) ?? 0) > (quantity(valueAt(spec, 'resources', 'limits', name)) ?? Number.POSITIVE_INFINITY),
    )
    .map(([name]) => ({ field: `resources.requests.${name}`, expected: 'at most the limit of the pod' }));
  const limits = entriesAt(spec, 'resources', 'limits')
    .filter(([name, amount]) =>
      containers.some(
        (each) =>
          (quantity(valueAt(each, 'resources', 'limits', name)) ?? 0) > (quantity(amount) ?? Number.POSITIVE_INFINITY),
      ),
    )
    .map(([name]) => ({ field: `resources.limits.${name}`, expected: 'at least the limit of each container' }));
  return [...requests, ...beyond, ...limits];
};

const podResources: Demand = holds('resources', 'cpu, memory and huge pages alone', (spec) =>
  ['limits', 'requests']
    .flatMap((part) => entriesAt(spec, 'resources', part).map(([name]) => name))
    .every((name) => name === 'cpu' || name === 'memory' || isHugePages(name)),
);

/** A container names claims of its pod. */
const claimed: Demand = (spec) => {
  const names = listAt(spec, 'resourceClaims').map((claim) => valueAt(claim, 'name'));
  return ['containers', 'initContainers'].flatMap((list) =>
    listAt(spec, list).flatMap((container, index) =>
      listAt(container, 'resources', 'claims')
        .filter((claim) => !names.includes(valueAt(claim, 'name')))
        .map((claim) => ({
          field: `${list}[${String(valueAt(container, 'name') ?? index)}].resources.claims`,
          expected: 'a name in resourceClaims of the pod',
          received: JSON.stringify(valueAt(claim, 'name') ?? null),
        })),
    ),
  );
};

export const RESOURCE_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  PodSpec: [podResources, forbids('resources.claims'), podHasRoom, claimed],
  ResourceRequirements: [
    wholeShare,
    wholeNumbers,
    besideCompute,
    distinct('claims', 'each claim once', (claim) => [valueAt(claim, 'name'), valueAt(claim, 'request')]),
    holds('claims', 'a claim as a whole, or requests of the claim', (value) => {
      const claims = listAt(value, 'claims');
      const whole = claims.filter((claim) => !isSet(valueAt(claim, 'request'))).map((claim) => valueAt(claim, 'name'));
      return claims.every((claim) => !isSet(valueAt(claim, 'request')) || !whole.includes(valueAt(claim, 'name')));
    }),
  ],
};
