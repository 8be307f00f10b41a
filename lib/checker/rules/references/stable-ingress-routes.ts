import { routesOf } from '../../bundle/traffic/ingress-routes';
import { valuesAt } from '../../manifest/field-path';
import { identity, listAt, namespaceOf, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The fields of a Rollout with its Ingress, and with the Service that the Ingress has to lead to. */
const FIELDS = [
  { ingress: 'nginx.stableIngress', service: ['stableService'] },
  { ingress: 'nginx.stableIngresses[]', service: ['stableService'] },
  { ingress: 'alb.ingress', service: ['trafficRouting.alb.rootService', 'stableService'] },
];

/** The Ingress of a Rollout leads to the stable Service of the Rollout. */
export const stableIngressRoutes: Rule = {
  id: 'stable-ingress-routes',
  answer: 'broken',
  why: 'Argo Rollouts refuses a Rollout whose Ingress has no rule for the stable Service: the Rollout is InvalidSpec',
  example:
    'Ingress shop/web: spec.rules: expected a backend of Service web-stable, the stable Service of Rollout shop/web, received only web [stable-ingress-routes]',
  about: ['trafficRouting'],
  check: (bundle) =>
    bundle.ofKind('Rollout').flatMap((rollout) =>
      FIELDS.flatMap(({ ingress, service }) =>
        valuesAt(rollout, `spec.strategy.canary.trafficRouting.${ingress}`).flatMap(({ value }): Finding[] => {
          const object = bundle.find('Ingress', namespaceOf(rollout), String(value));
          const [stable] = service.flatMap((field) => valuesAt(rollout, `spec.strategy.canary.${field}`));
          if (object === undefined || stable === undefined) return [];
          const backends = [
            stringAt(object, 'spec', 'defaultBackend', 'service', 'name'),
            ...routesOf(object).map(({ backend }) => stringAt(backend, 'service', 'name')),
          ].filter((each) => each !== undefined);
          if (backends.includes(String(stable.value)) || listAt(object, 'spec', 'rules').length === 0) return [];
          const expected = `a backend of Service ${stable.value}, the stable Service of ${identity(rollout)}`;
          const received = `only ${[...new Set(backends)].join(', ') || 'none'}`;
          return [{ object, field: 'spec.rules', expected, received }];
        }),
      ),
    ),
};
