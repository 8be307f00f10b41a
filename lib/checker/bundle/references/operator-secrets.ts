import { valuesAt } from '../../manifest/field-path';
import { listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Bundle } from '../bundle';
import { nginxAnnotation } from '../traffic/ingress-routes';
import type { Reference } from './reference';

/** A field of a custom kind with a Secret: a name, `namespace/name`, or an object with a name and a key. */
interface SecretField {
  /** The kinds with the field, in words. */
  readonly of: string;
  readonly field: string;
  /** The keys that the operator reads, in words. @default - the key in the field, if any */
  readonly keys?: string;
}

const CERTIFICATE = 'tls.crt tls.key';
const NGINX = 'metadata.annotations[nginx.ingress.kubernetes.io/';

const FIELDS: readonly SecretField[] = [
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
  { of: 'IngressRoute IngressRouteTCP', field: 'spec.tls.secretName', keys: CERTIFICATE },
  { of: 'TLSStore', field: 'spec.defaultCertificate.secretName', keys: CERTIFICATE },
  { of: 'Middleware', field: 'spec.basicAuth.secret' },
  { of: 'Middleware', field: 'spec.digestAuth.secret' },
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
  { of: 'Ingress', field: `${NGINX}auth-tls-secret]`, keys: 'ca.crt' },
  { of: 'Ingress', field: `${NGINX}proxy-ssl-secret]`, keys: CERTIFICATE },
  // https://projectcontour.io/docs/main/config/tls-termination/
  { of: 'HTTPProxy', field: 'spec.virtualhost.tls.secretName', keys: CERTIFICATE },
  // https://cert-manager.io/docs/configuration/ca/ and https://cert-manager.io/docs/configuration/acme/dns01/
  { of: 'Issuer ClusterIssuer', field: 'spec.ca.secretName', keys: CERTIFICATE },
  { of: 'Issuer ClusterIssuer', field: 'spec.acme.solvers[].dns01.cloudflare.apiTokenSecretRef' },
  { of: 'Issuer ClusterIssuer', field: 'spec.acme.solvers[].dns01.cloudflare.apiKeySecretRef' },
  { of: 'Issuer ClusterIssuer', field: 'spec.acme.solvers[].dns01.digitalocean.tokenSecretRef' },
  { of: 'Issuer ClusterIssuer', field: 'spec.acme.solvers[].dns01.route53.secretAccessKeySecretRef' },
  { of: 'Issuer ClusterIssuer', field: 'spec.acme.solvers[].dns01.cloudDNS.serviceAccountSecretRef' },
  { of: 'Issuer ClusterIssuer', field: 'spec.acme.solvers[].dns01.azureDNS.clientSecretSecretRef' },
  { of: 'Issuer ClusterIssuer', field: 'spec.acme.solvers[].dns01.rfc2136.tsigSecretSecretRef' },
  { of: 'Issuer ClusterIssuer', field: 'spec.vault.auth.appRole.secretRef' },
  { of: 'Issuer ClusterIssuer', field: 'spec.vault.auth.tokenSecretRef' },
  // https://cloudnative-pg.io/documentation/current/bootstrap/
  { of: 'Cluster', field: 'spec.bootstrap.initdb.secret', keys: 'username password' },
  { of: 'Cluster', field: 'spec.bootstrap.recovery.secret', keys: 'username password' },
  { of: 'Cluster', field: 'spec.superuserSecret', keys: 'username password' },
  { of: 'Cluster', field: 'spec.managed.roles[].passwordSecret', keys: 'username password' },
  { of: 'Cluster', field: 'spec.externalClusters[].password' },
  { of: 'Cluster', field: 'spec.backup.barmanObjectStore.s3Credentials.accessKeyId' },
  { of: 'Cluster', field: 'spec.backup.barmanObjectStore.s3Credentials.secretAccessKey' },
  { of: 'ObjectStore', field: 'spec.configuration.s3Credentials.accessKeyId' },
  { of: 'ObjectStore', field: 'spec.configuration.s3Credentials.secretAccessKey' },
  // https://prometheus-operator.dev/docs/api-reference/api/
  { of: 'ServiceMonitor', field: 'spec.endpoints[].basicAuth.username' },
  { of: 'ServiceMonitor', field: 'spec.endpoints[].basicAuth.password' },
  { of: 'ServiceMonitor', field: 'spec.endpoints[].authorization.credentials' },
  { of: 'ServiceMonitor', field: 'spec.endpoints[].bearerTokenSecret' },
  { of: 'PodMonitor', field: 'spec.podMetricsEndpoints[].basicAuth.password' },
  { of: 'PodMonitor', field: 'spec.podMetricsEndpoints[].authorization.credentials' },
  { of: 'Prometheus', field: 'spec.additionalScrapeConfigs' },
  { of: 'Alertmanager', field: 'spec.configSecret', keys: 'alertmanager.yaml' },
  { of: 'Prometheus', field: 'spec.remoteWrite[].basicAuth.username' },
  { of: 'Prometheus', field: 'spec.remoteWrite[].basicAuth.password' },
  { of: 'Prometheus', field: 'spec.remoteWrite[].authorization.credentials' },
  { of: 'Prometheus ThanosRuler', field: 'spec.thanos.objectStorageConfig' },
  { of: 'AlertmanagerConfig', field: 'spec.receivers[].slackConfigs[].apiURL' },
  { of: 'AlertmanagerConfig', field: 'spec.receivers[].pagerdutyConfigs[].routingKey' },
  { of: 'AlertmanagerConfig', field: 'spec.receivers[].pagerdutyConfigs[].serviceKey' },
  { of: 'AlertmanagerConfig', field: 'spec.receivers[].emailConfigs[].authPassword' },
  { of: 'AlertmanagerConfig', field: 'spec.receivers[].webhookConfigs[].urlSecret' },
  // https://velero.io/docs/main/api-types/
  { of: 'BackupStorageLocation VolumeSnapshotLocation', field: 'spec.credential' },
  // https://argo-workflows.readthedocs.io/en/latest/fields/
  ...['accessKeySecret', 'secretKeySecret'].map((key) => {
    return { of: 'Workflow WorkflowTemplate CronWorkflow', field: `spec.templates[].outputs.artifacts[].s3.${key}` };
  }),
  // https://strimzi.io/docs/operators/latest/configuring
  { of: 'KafkaUser', field: 'spec.authentication.password.valueFrom.secretKeyRef' },
  // https://external-secrets.io/latest/provider/aws-secrets-manager/, hashicorp-vault
  ...['accessKeyIDSecretRef', 'secretAccessKeySecretRef'].map((key) => {
    return { of: 'SecretStore', field: `spec.provider.aws.auth.secretRef.${key}` };
  }),
  { of: 'SecretStore', field: 'spec.provider.vault.auth.tokenSecretRef' },
  { of: 'SecretStore', field: 'spec.provider.vault.auth.appRole.secretRef' },
  { of: 'SecretStore', field: 'spec.provider.gcpsm.auth.secretRef.secretAccessKeySecretRef' },
];

/** The Secrets in fields of operators and controllers. */
export function operatorSecrets(bundle: Bundle): Reference[] {
  return [
    ...FIELDS.flatMap((row) =>
      row.of.split(' ').flatMap((kind) =>
        bundle.ofKind(kind).flatMap((object) => {
          const found = referencesIn(object, row);
          return kind === 'ClusterIssuer'
            ? found.map((each) => ({ ...each, namespace: home(bundle, each.name) }))
            : found;
        }),
      ),
    ),
    // By default, the password file is the key `auth`; as a map, each user is a key.
    ...bundle.ofKind('Ingress').flatMap((ingress) => {
      const isMap = nginxAnnotation(ingress, 'auth-secret-type') === 'auth-map';
      return referencesIn(ingress, { of: '', field: `${NGINX}auth-secret]`, ...(!isMap && { keys: 'auth' }) });
    }),
    // https://fluxcd.io/flux/components/helm/helmreleases/#values-references
    ...valuesFrom(bundle, 'Secret'),
  ];
}

/** The namespace of cert-manager, where a ClusterIssuer has its Secrets: https://cert-manager.io/docs/configuration/#cluster-resource-namespace */
function home(bundle: Bundle, secret: string): string {
  const places = bundle.madeSecrets.filter(({ name }) => name === secret).map(({ namespace }) => namespace);
  const controllers = bundle.containers.filter(({ spec }) =>
    /cert-manager-controller/.test(stringAt(spec, 'image') ?? ''),
  );
  const [own] = controllers.map(({ template }) => template.namespace);
  return own ?? places.find((each) => /cert|pki|issuer/.test(each)) ?? 'cert-manager';
}

/** The values of a HelmRelease in ConfigMaps or Secrets. Without a key, `values.yaml` is read. */
export function valuesFrom(bundle: Bundle, kind: 'ConfigMap' | 'Secret'): Reference[] {
  return bundle.ofKind('HelmRelease').flatMap((object) =>
    listAt(object, 'spec', 'valuesFrom').flatMap((entry, index): Reference[] => {
      const path = `spec.valuesFrom[${stringAt(entry, 'name') ?? index}]`;
      const [name, own] = [stringAt(entry, 'name'), stringAt(entry, 'valuesKey')];
      if (!name || stringAt(entry, 'kind') !== kind || valueAt(entry, 'optional') === true) return [];
      const keys = [{ key: own ?? 'values.yaml', field: own === undefined ? path : `${path}.valuesKey` }];
      return [{ object, namespace: namespaceOf(object), name, field: `${path}.name`, keys }];
    }),
  );
}

function referencesIn(object: Manifest, { field, keys }: SecretField): Reference[] {
  return valuesAt(object, field).flatMap(({ value, path }): Reference[] => {
    const alone = typeof value === 'string';
    const [name = '', place] = alone ? value.split('/').reverse() : [stringAt(value, 'name')];
    if (name === '' || /[{$@]/.test(name)) return [];
    const own = stringAt(value, 'key');
    const used = keys?.split(' ') ?? (own === undefined ? [] : [own]);
    return [
      {
        object,
        namespace: place ?? namespaceOf(object),
        name,
        field: alone ? path : `${path}.name`,
        keys: used.map((key) => ({ key, field: own === undefined ? path : `${path}.key` })),
      },
    ];
  });
}
