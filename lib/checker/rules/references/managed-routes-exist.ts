import type { Bundle } from '../../bundle/bundle';
import { valuesAt } from '../../manifest/field-path';
import { type Json, listAt, type Manifest, namespaceOf, stringAt, stringsAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

const ISTIO = 'spec.strategy.canary.trafficRouting.istio';
const SUBSETS = ['canarySubsetName', 'stableSubsetName'];

/** The routes and subsets that a Rollout weighs stand in the objects of Istio. */
export const managedRoutesExist: Rule = {
  id: 'managed-routes-exist',
  answer: 'broken',
  why: 'a Rollout whose route or subset is missing is InvalidSpec: no update of the program begins',
  example:
    'Rollout default/web: spec.strategy.canary.trafficRouting.istio.virtualService.routes: expected a route of VirtualService web (main), received "primary" [managed-routes-exist]',
  about: ['trafficRouting'],
  check: (bundle) =>
    bundle.ofKind('Rollout').flatMap((object) => [...routes(bundle, object), ...subsets(bundle, object)]),
};

/** https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/ */
function routes(bundle: Bundle, object: Manifest): Finding[] {
  return [...valuesAt(object, `${ISTIO}.virtualService`), ...valuesAt(object, `${ISTIO}.virtualServices[]`)].flatMap(
    ({ value, path }): Finding[] => {
      const service = find(bundle, object, 'VirtualService', value);
      const known = ['http', 'tls', 'tcp'].flatMap((protocol) => listAt(service, 'spec', protocol));
      const names = known.flatMap((route) => stringAt(route, 'name') ?? []);
      const stray = listAt(value, 'routes').find((route) => typeof route === 'string' && !names.includes(route));
      if (service !== undefined && typeof stray === 'string') {
        const expected = `a route of VirtualService ${service.metadata.name} (${names.join(', ') || 'none has a name'})`;
        return [{ object, field: `${path}.routes`, expected, received: quoted(stray), ...near(stray, names) }];
      }
      const isManaged = listAt(value, 'routes').length > 0 || valuesAt(value, 'tlsRoutes[]').length > 0;
      if (service === undefined || isManaged || known.length < 2) return [];
      const expected = `the names of the routes to weigh: VirtualService ${service.metadata.name} has ${known.length} routes`;
      return [{ object, field: `${path}.routes`, expected, received: 'nothing' }];
    },
  );
}

function subsets(bundle: Bundle, object: Manifest): Finding[] {
  return valuesAt(object, `${ISTIO}.destinationRule`).flatMap(({ value, path }) => {
    const rule = find(bundle, object, 'DestinationRule', value);
    const names = listAt(rule, 'spec', 'subsets').map((subset) => stringAt(subset, 'name') ?? '');
    return SUBSETS.flatMap((field): Finding[] => {
      const name = stringsAt(value)[field];
      if (rule === undefined || name === undefined || names.includes(name)) return [];
      const expected = `a subset of DestinationRule ${rule.metadata.name} (${names.join(', ') || 'none'})`;
      return [{ object, field: `${path}.${field}`, expected, received: quoted(name), ...near(name, names) }];
    });
  });
}

const find = (bundle: Bundle, object: Manifest, kind: string, named: Json): Manifest | undefined =>
  bundle.find(kind, namespaceOf(object), stringAt(named, 'name') ?? '');

function near(name: string, names: readonly string[]): Pick<Finding, 'meant'> {
  const meant = nearest(name, names);
  return meant === undefined ? {} : { meant };
}
