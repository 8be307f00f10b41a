import type { Bundle } from '../../bundle/bundle';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { urlsIn } from '../../bundle/traffic/urls';
import { valuesAt } from '../../manifest/field-path';
import { identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Fields with a URL that a controller asks, from a namespace of its own. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#external-authentication
  Ingress: [
    'metadata.annotations[nginx.ingress.kubernetes.io/auth-url]',
    'metadata.annotations[haproxy-ingress.github.io/auth-url]',
  ],
  // https://doc.traefik.io/traefik/middlewares/http/forwardauth/
  Middleware: ['spec.forwardAuth.address'],
  // https://prometheus-operator.dev/docs/api-reference/api/
  Prometheus: ['spec.remoteWrite[].url', 'spec.remoteRead[].url'],
  PrometheusAgent: ['spec.remoteWrite[].url'],
  AlertmanagerConfig: ['spec.receivers[].webhookConfigs[].url'],
  // https://keda.sh/docs/latest/scalers/
  ScaledObject: ['spec.triggers[].metadata.serverAddress'],
  // https://external-secrets.io/latest/provider/hashicorp-vault/
  SecretStore: ['spec.provider.vault.server'],
  ClusterSecretStore: ['spec.provider.vault.server'],
  // https://cert-manager.io/docs/configuration/vault/
  Issuer: ['spec.vault.server'],
  ClusterIssuer: ['spec.vault.server'],
  // https://grafana.github.io/grafana-operator/docs/datasources/
  GrafanaDatasource: ['spec.datasource.url'],
};

/** The URL that a controller asks leads to a Service, and to a port of the Service. */
export const innerUrlsAnswer: Rule = {
  id: 'inner-urls-answer',
  answer: 'risk',
  why: 'a controller asks from its own namespace, through the ports of the Service: each request that waits for the answer ends with an error',
  example:
    'Ingress default/web: metadata.annotations[nginx.ingress.kubernetes.io/auth-url]: expected a port of Service sso/proxy (80), received 4180 [inner-urls-answer]',
  about: [
    'auth-url',
    'forwardAuth',
    'remoteWrite',
    'remoteRead',
    'webhookConfigs',
    'serverAddress',
    'vault',
    'datasource',
  ],
  check: (bundle) =>
    Object.entries(FIELDS).flatMap(([kind, paths]) =>
      bundle
        .ofKind(kind)
        .flatMap((object) =>
          paths.flatMap((path) =>
            valuesAt(object, path).flatMap(({ value, path: field }) =>
              typeof value === 'string' ? unanswered(bundle, object, field, value) : [],
            ),
          ),
        ),
    ),
};

function unanswered(bundle: Bundle, object: Manifest, field: string, value: string): Finding[] {
  const [host] = urlsIn(value)[0]?.hosts ?? [];
  if (host === undefined || /[$]/.test(value)) return [];
  const [name = '', namespace] = host.name.split('.');
  // A name alone is complete by the namespace of the controller.
  const isPlain = !host.name.includes('.') && /^(Ingress|Middleware)$/.test(object.kind);
  const dns = ClusterDns.of(bundle);
  const elsewhere = dns.services.namespacesOf(name);
  if (isPlain && elsewhere.length > 0) {
    const expected = `a name with its namespace, since the controller asks from its own: ${name}.${elsewhere[0]}.svc.cluster.local`;
    return [{ object, field, expected, received: quoted(host.name) }];
  }
  if (!/\.svc(\.|$)/.test(host.name) || namespace === undefined) return [];
  const service = bundle.find('Service', namespace, name);
  const [only, ...others] = elsewhere;
  if (service === undefined && only !== undefined && others.length === 0 && !elsewhere.includes(namespace)) {
    const expected = `namespace ${only}, where Service ${name} is`;
    return [
      { object, field, expected, received: quoted(namespace), meant: host.name.replace(`.${namespace}.`, `.${only}.`) },
    ];
  }
  const ports = listAt(service, 'spec', 'ports').map((port) => valueAt(port, 'port'));
  const isOpen = ports.length === 0 || host.port === undefined || ports.includes(host.port);
  // Clients of a headless Service knock at the pods themselves.
  if (service === undefined || isOpen || stringAt(service, 'spec', 'clusterIP') === 'None') return [];
  if (stringAt(service, 'spec', 'type') === 'ExternalName' || namespaceOf(service) !== namespace) return [];
  const expected = `a port of ${identity(service)} (${ports.join(', ')})`;
  return [{ object, field, expected, received: String(host.port) }];
}
