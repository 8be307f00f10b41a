import type { Bundle } from '../../bundle/bundle';
import { wholeNamespaces } from '../../bundle/references/whole-namespaces';
import { itemPath } from '../../manifest/field-path';
import { listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A Service without a selector leads to addresses with the names of its ports, or to a name. */
export const serviceWithoutSelector: Rule = {
  id: 'service-without-selector',
  answer: 'broken',
  why: 'kube-proxy joins the ports of a Service and of its endpoints by name, and DNS answers an external name with an alias, which an IP address is not',
  example:
    'EndpointSlice default/legacy-1: ports[db].name: expected a port of Service default/legacy (sql), received "db" [service-without-selector]',
  about: ['externalName', 'EndpointSlice', 'Endpoints'],
  check: (bundle) => [
    ...bundle.ofKind('Service').flatMap((service) => alias(bundle, service)),
    ...bundle.ofKind('EndpointSlice').flatMap((slice) => {
      const service = stringAt(slice, 'metadata', 'labels', 'kubernetes.io/service-name') ?? '';
      return strangers(bundle, slice, service, [{ owner: slice, path: '' }]);
    }),
    ...bundle.ofKind('Endpoints').flatMap((endpoints) =>
      strangers(
        bundle,
        endpoints,
        endpoints.metadata.name,
        listAt(endpoints, 'subsets').map((owner, index) => ({ owner, path: `subsets[${index}].` })),
      ),
    ),
  ],
};

function alias(bundle: Bundle, object: Manifest): Finding[] {
  const name = stringAt(object, 'spec', 'externalName');
  if (stringAt(object, 'spec', 'type') !== 'ExternalName' || name === undefined) return [];
  const isAddress = /^\d{1,3}(\.\d{1,3}){3}$/.test(name) || name.includes(':');
  // An alias is not completed by the namespace of whoever asks.
  const isShort = !name.includes('.') && wholeNamespaces(bundle).size > 0 && name !== 'localhost';
  if (!isAddress && !isShort) return [];
  const expected = isAddress
    ? 'the name of a host (for an address: a Service without a selector, and an EndpointSlice)'
    : 'a whole name, such as db.shop.svc.cluster.local';
  return [{ object, field: 'spec.externalName', expected, received: quoted(name) }];
}

function strangers(
  bundle: Bundle,
  object: Manifest,
  name: string,
  holders: readonly { readonly owner: unknown; readonly path: string }[],
): Finding[] {
  const service = bundle.find('Service', namespaceOf(object), name);
  if (service === undefined || listAt(service, 'spec', 'ports').length === 0) return [];
  const known = listAt(service, 'spec', 'ports').map((port) => stringAt(port, 'name') ?? '');
  return holders.flatMap(({ owner, path }) =>
    listAt(owner, 'ports').flatMap((port, index): Finding[] => {
      const own = stringAt(port, 'name') ?? '';
      if (known.includes(own) || valueAt(service, 'spec', 'selector') !== undefined) return [];
      const place = own === '' ? `ports[${index}]` : itemPath('ports', port, index);
      const expected = `a port of Service ${namespaceOf(service)}/${name} (${known.map((each) => each || 'without a name').join(', ')})`;
      return [
        {
          object,
          field: `${path}${place}.name`,
          expected,
          received: quoted(own || undefined),
          meant: nearest(own, known),
        },
      ];
    }),
  );
}
