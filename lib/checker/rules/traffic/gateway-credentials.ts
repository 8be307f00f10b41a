import type { Bundle } from '../../bundle/bundle';
import { valuesAt } from '../../manifest/field-path';
import { apiGroup, type Manifest, namespaceOf, stringsAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The namespaces in which a gateway runs that stands in no manifest. */
const OF_GATEWAYS = /istio|ingress|gateway|edge/;

/** The certificate of a Gateway of Istio lies beside the pods of the gateway. */
export const gatewayCredentials: Rule = {
  id: 'gateway-credentials',
  answer: 'risk',
  why: 'the pods of a gateway read certificates of their own namespace alone: with the Secret elsewhere, the listener for TLS does not open',
  example:
    'Certificate shop/web: metadata.namespace: expected istio-system, the namespace of the pods that Gateway shop/web selects, received "shop" [gateway-credentials]',
  about: ['credentialName'],
  check: (bundle) =>
    bundle
      .ofKind('Gateway')
      .filter(({ apiVersion }) => apiGroup(apiVersion) === 'networking.istio.io')
      .flatMap((gateway) => {
        const names = valuesAt(gateway, 'spec.servers[].tls.credentialName').map(({ value }) => String(value));
        return [...new Set(names)].flatMap((name) => judge(bundle, gateway, name));
      }),
};

/** https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/ */
function judge(bundle: Bundle, gateway: Manifest, name: string): Finding[] {
  const made = bundle.madeSecrets.filter((secret) => secret.name === name);
  const [secret, ...others] = made;
  const selector = stringsAt(gateway, 'spec', 'selector');
  if (secret === undefined || others.length > 0 || Object.keys(selector).length === 0) return [];
  const pods = bundle.templates.filter(({ labels }) =>
    Object.entries(selector).every(([label, value]) => labels[label] === value),
  );
  const places = [...new Set(pods.map(({ namespace }) => namespace))];
  const isOwn = places.length === 0 ? OF_GATEWAYS.test(secret.namespace) : places.includes(secret.namespace);
  // Only a namespace with other programs is known to be none of a gateway.
  if (isOwn || (places.length === 0 && !bundle.templates.some(({ namespace }) => namespace === secret.namespace)))
    return [];
  const place = places.length > 0 ? places.join(' or ') : 'istio-system';
  return [
    {
      object: secret.maker,
      field: 'metadata.namespace',
      expected: `${place}, the namespace of the pods that Gateway ${namespaceOf(gateway)}/${gateway.metadata.name} selects`,
      received: quoted(secret.namespace),
    },
  ];
}
