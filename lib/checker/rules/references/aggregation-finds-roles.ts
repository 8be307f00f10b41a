import { matches } from '../../bundle/traffic/namespaces';
import { listAt, stringsAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** An aggregated ClusterRole selects the ClusterRoles that are labelled for an aggregation. */
export const aggregationFindsRoles: Rule = {
  id: 'aggregation-finds-roles',
  answer: 'risk',
  why: 'an aggregated ClusterRole has no rules but those of the roles it selects: without one, all that is bound to it is forbidden',
  example:
    'ClusterRole reader: aggregationRule.clusterRoleSelectors: expected the labels of a ClusterRole (reader-core has {"aggregate-to":"readers"}), received [{"matchLabels":{"aggregate-to":"reader"}}] [aggregation-finds-roles]',
  about: ['aggregationRule'],
  check: (bundle) => {
    const roles = bundle.ofKind('ClusterRole').map((role) => ({ role, labels: stringsAt(role, 'metadata', 'labels') }));
    return bundle.ofKind('ClusterRole').flatMap((object): Finding[] => {
      const selectors = listAt(object, 'aggregationRule', 'clusterRoleSelectors');
      if (selectors.length === 0 || roles.some(({ labels }) => selectors.some((each) => matches(each, labels))))
        return [];
      // The roles of the API server itself aggregate what others bring.
      const lost = roles.filter(
        ({ role, labels }) =>
          Object.keys(labels).some(
            (key) =>
              /aggregate/i.test(key) && !/^rbac\.authorization\.k8s\.io\/aggregate-to-(admin|edit|view)$/.test(key),
          ) && valueAt(role, 'aggregationRule') === undefined,
      );
      const [near] = lost;
      if (near === undefined) return [];
      const expected = `the labels of a ClusterRole (${near.role.metadata.name} has ${quoted(near.labels)})`;
      return [{ object, field: 'aggregationRule.clusterRoleSelectors', expected, received: quoted(selectors) }];
    });
  },
};
