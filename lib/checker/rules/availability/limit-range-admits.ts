import type { Bundle, Container } from '../../bundle/bundle';
import { getOrInsert } from '../../manifest/get-or-insert';
import {
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

/** The defaults and the minimum of a LimitRange fit the requests of the containers. */
export const limitRangeAdmits: Rule = {
  id: 'limit-range-admits',
  answer: 'broken',
  why: 'a LimitRange gives its default limit to a container without one: the API server rejects each pod whose request is above that limit, and the Deployment stays without pods',
  example:
    'Deployment default/api: spec.template.spec.containers[api].resources.requests.memory: expected at most "512Mi", the default limit of LimitRange default/defaults, or a limit, received "1Gi" [limit-range-admits]',
  about: ['LimitRange'],
  check: (bundle) => {
    const ranges = new Map<string, { readonly range: Manifest; readonly item: Json }[]>();
    for (const range of bundle.ofKind('LimitRange')) {
      for (const item of listAt(range, 'spec', 'limits')) {
        if (stringAt(item, 'type') === 'Container')
          getOrInsert(ranges, namespaceOf(range), () => []).push({ range, item });
      }
    }
    return misfits(bundle, ranges);
  },
};

type Ranges = ReadonlyMap<string, readonly { readonly range: Manifest; readonly item: Json }[]>;

function misfits(bundle: Bundle, ranges: Ranges): Finding[] {
  return bundle.containers.flatMap((container) =>
    (ranges.get(container.template.namespace) ?? []).flatMap(({ range, item }) => [
      ...entriesAt(item, 'default').flatMap(([resource, value]) => {
        const limit = valueAt(container.spec, 'resources', 'limits', resource);
        if (limit !== undefined) return [];
        return above(container, resource, value, `the default limit of ${identity(range)}, or a limit`);
      }),
      ...entriesAt(item, 'min').flatMap(([resource, value]) => below(container, resource, value, range)),
      ...entriesAt(item, 'maxLimitRequestRatio').flatMap(([resource, most]) => apart(container, resource, most, range)),
    ]),
  );
}

function above({ spec, path, template }: Container, resource: string, most: Json, of: string): Finding[] {
  const request = valueAt(spec, 'resources', 'requests', resource);
  const [asked, limit] = [quantity(request), quantity(most)];
  if (asked === undefined || limit === undefined || asked <= limit) return [];
  const field = `${path}.resources.requests.${resource}`;
  return [{ object: template.owner, field, expected: `at most ${quoted(most)}, ${of}`, received: quoted(request) }];
}

function below({ spec, path, template }: Container, resource: string, least: Json, range: Manifest): Finding[] {
  const kind = ['requests', 'limits'].find((each) => valueAt(spec, 'resources', each, resource) !== undefined);
  const value = kind && valueAt(spec, 'resources', kind, resource);
  const [asked, minimum] = [quantity(value), quantity(least)];
  if (kind === undefined || asked === undefined || minimum === undefined || asked >= minimum) return [];
  const expected = `at least ${quoted(least)}, the minimum of ${identity(range)}`;
  return [
    { object: template.owner, field: `${path}.resources.${kind}.${resource}`, expected, received: quoted(value) },
  ];
}

/** The limit of a container is no more than some times its request. */
function apart({ spec, path, template }: Container, resource: string, most: Json, range: Manifest): Finding[] {
  const limit = valueAt(spec, 'resources', 'limits', resource);
  const [asked, taken, times] = [valueAt(spec, 'resources', 'requests', resource), limit, most].map(quantity);
  if (asked === undefined || taken === undefined || times === undefined || taken <= asked * times) return [];
  const expected = `at most ${times} times the request, as ${identity(range)} says`;
  const field = `${path}.resources.limits.${resource}`;
  return [{ object: template.owner, field, expected, received: quoted(limit) }];
}
