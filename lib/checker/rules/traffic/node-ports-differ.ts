import { listItems } from '../../manifest/field-path';
import { identity, type Manifest, numberAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Two Services take different ports of the nodes. */
export const nodePortsDiffer: Rule = {
  id: 'node-ports-differ',
  answer: 'broken',
  why: 'a node port belongs to one Service of the cluster: the API server rejects the second ("provided port is already allocated")',
  example:
    'Service default/api: spec.ports[http].nodePort: expected a port that Service default/web does not take, received 30080 [node-ports-differ]',
  about: ['nodePort'],
  check: (bundle) => {
    const takers = new Map<number, Manifest>();
    return bundle.ofKind('Service').flatMap((object): Finding[] => {
      const ports = [
        ...listItems(object.spec, 'spec', 'ports').map(({ item, path }) => {
          return { field: `${path}.nodePort`, port: numberAt(item, 'nodePort') };
        }),
        { field: 'spec.healthCheckNodePort', port: numberAt(object, 'spec', 'healthCheckNodePort') },
      ];
      return ports.flatMap(({ field, port }) => {
        if (port === undefined || port === 0) return [];
        const other = takers.get(port) ?? object;
        takers.set(port, other);
        // One Service may take a port for TCP and for UDP. The same Service twice is the matter of `unique-objects`.
        if (identity(other) === identity(object)) return [];
        const expected = `a port that ${identity(other)} does not take`;
        return [{ object, field, expected, received: quoted(port) }];
      });
    });
  },
};
