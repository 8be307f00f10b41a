import { valuesAt } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';
import { isClusterWide, type Json, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type NameField, OPERATED_NAMES } from '../../programs/operated-names';
import type { Bundle } from '../bundle';
import { typedReferences } from './typed-references';

/** A name of another object, as written. */
export interface ObjectReference {
  readonly object: Manifest;
  /** Path of the name. */
  readonly field: string;
  /** Path of the kind. Undefined if the place holds a name alone. */
  readonly kindField: string | undefined;
  readonly kinds: readonly string[];
  readonly kind: string;
  /** Empty for a cluster-wide kind. */
  readonly namespace: string;
  readonly name: string;
}

const POD = 'pod';
const ISSUERS = 'Issuer ClusterIssuer';
const STORES = 'SecretStore ClusterSecretStore';
const WORKLOADS = 'Deployment StatefulSet Rollout ReplicaSet';
const ANALYSES = 'AnalysisTemplate ClusterAnalysisTemplate';
const SOURCES = 'GitRepository OCIRepository Bucket HelmRepository HelmChart ExternalArtifact';

/** A field holds `name`, or `namespace/name`, or an object with the fields name, namespace and kind. */
const FIELDS: readonly NameField[] = [
  { of: POD, field: 'priorityClassName', to: 'PriorityClass' },
  { of: POD, field: 'runtimeClassName', to: 'RuntimeClass' },
  { of: 'PersistentVolumeClaim', field: 'spec.volumeName', to: 'PersistentVolume' },
  { of: 'RoleBinding ClusterRoleBinding', field: 'subjects[]', to: 'ServiceAccount' },
  { of: 'EndpointSlice', field: 'metadata.labels[kubernetes.io/service-name]', to: 'Service' },
  { of: 'ValidatingAdmissionPolicyBinding', field: 'spec.policyName', to: 'ValidatingAdmissionPolicy' },
  { of: 'MutatingAdmissionPolicyBinding', field: 'spec.policyName', to: 'MutatingAdmissionPolicy' },
  { of: 'Ingress', field: 'spec.ingressClassName', to: 'IngressClass' },
  { of: 'Gateway', field: 'spec.gatewayClassName', to: 'GatewayClass' },
  // https://cert-manager.io/docs/reference/annotations/
  { of: 'Certificate CertificateRequest', field: 'spec.issuerRef', to: ISSUERS },
  { of: 'Ingress Gateway', field: 'metadata.annotations[cert-manager.io/issuer]', to: 'Issuer' },
  { of: 'Ingress Gateway', field: 'metadata.annotations[cert-manager.io/cluster-issuer]', to: 'ClusterIssuer' },
  {
    of: 'ValidatingWebhookConfiguration MutatingWebhookConfiguration CustomResourceDefinition APIService',
    field: 'metadata.annotations[cert-manager.io/inject-ca-from]',
    to: 'Certificate',
  },
  // https://external-secrets.io/latest/api/spec/
  { of: 'ExternalSecret', field: 'spec.secretStoreRef', to: STORES },
  { of: 'ExternalSecret', field: 'spec.data[].sourceRef.storeRef', to: STORES },
  { of: 'ExternalSecret', field: 'spec.dataFrom[].sourceRef.storeRef', to: STORES },
  { of: 'ClusterExternalSecret', field: 'spec.externalSecretSpec.secretStoreRef', to: STORES },
  { of: 'PushSecret', field: 'spec.secretStoreRefs[]', to: STORES },
  // https://keda.sh/docs/latest/reference/scaledobject-spec/
  { of: 'ScaledObject', field: 'spec.scaleTargetRef', to: WORKLOADS },
  {
    of: 'ScaledObject ScaledJob',
    field: 'spec.triggers[].authenticationRef',
    to: 'TriggerAuthentication ClusterTriggerAuthentication',
  },
  // https://argo-cd.readthedocs.io and https://argo-rollouts.readthedocs.io
  { of: 'Application', field: 'spec.project', to: 'AppProject' },
  { of: 'ApplicationSet', field: 'spec.template.spec.project', to: 'AppProject' },
  ...['canary.canaryService', 'canary.stableService', 'blueGreen.activeService', 'blueGreen.previewService'].map(
    (service) => ({ of: 'Rollout', field: `spec.strategy.${service}`, to: 'Service' }),
  ),
  { of: 'Rollout', field: 'spec.workloadRef', to: 'Deployment' },
  ...[
    'nginx.stableIngress',
    'nginx.stableIngresses[]',
    'nginx.additionalStableIngresses[]',
    'alb.ingress',
    'alb.ingresses[]',
    'istio.virtualService',
    'istio.virtualServices[]',
    'istio.destinationRule',
    'alb.rootService',
    'traefik.weightedTraefikServiceName',
  ].map((field) => ({ of: 'Rollout', field: `spec.strategy.canary.trafficRouting.${field}`, to: routerOf(field) })),
  ...[
    'canary.analysis',
    'canary.steps[].analysis',
    'blueGreen.prePromotionAnalysis',
    'blueGreen.postPromotionAnalysis',
  ].map((field) => ({ of: 'Rollout', field: `spec.strategy.${field}.templates[]`, to: ANALYSES })),
  { of: 'Rollout', field: 'spec.strategy.canary.steps[].experiment.analyses[]', to: ANALYSES },
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
  { of: 'IngressRoute', field: 'spec.routes[].middlewares[]', to: 'Middleware' },
  { of: 'IngressRoute', field: 'spec.routes[].services[]', to: 'Service TraefikService' },
  { of: 'IngressRoute', field: 'spec.tls.options', to: 'TLSOption' },
  { of: 'IngressRouteTCP IngressRouteUDP', field: 'spec.routes[].services[]', to: 'Service' },
  { of: 'IngressRouteTCP', field: 'spec.routes[].middlewares[]', to: 'MiddlewareTCP' },
  { of: 'Middleware', field: 'spec.chain.middlewares[]', to: 'Middleware' },
  { of: 'TraefikService', field: 'spec.weighted.services[]', to: 'Service TraefikService' },
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
  { of: 'Ingress', field: 'metadata.annotations[nginx.ingress.kubernetes.io/default-backend]', to: 'Service' },
  { of: 'VerticalPodAutoscaler', field: 'spec.targetRef', to: `${WORKLOADS} DaemonSet` },
  // https://fluxcd.io/flux/components/
  { of: 'Kustomization', field: 'spec.sourceRef', to: SOURCES },
  { of: 'Kustomization', field: 'spec.dependsOn[]', to: 'Kustomization' },
  { of: 'HelmRelease', field: 'spec.chart.spec.sourceRef', to: SOURCES },
  { of: 'HelmRelease', field: 'spec.dependsOn[]', to: 'HelmRelease' },
  { of: 'HelmChart ImageUpdateAutomation', field: 'spec.sourceRef', to: SOURCES },
  // https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
  { of: 'Backup Database Pooler Publication ScheduledBackup Subscription', field: 'spec.cluster', to: 'Cluster' },
  { of: 'Cluster', field: 'spec.plugins[].parameters.barmanObjectName', to: 'ObjectStore' },
  // https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
  { of: 'Secret', field: 'metadata.annotations[kubernetes.io/service-account.name]', to: 'ServiceAccount' },
  // https://strimzi.io/docs/operators/latest/deploying
  {
    of: 'KafkaNodePool KafkaRebalance KafkaTopic KafkaUser',
    field: 'metadata.labels[strimzi.io/cluster]',
    to: 'Kafka',
  },
  { of: 'KafkaConnector', field: 'metadata.labels[strimzi.io/cluster]', to: 'KafkaConnect' },
  ...OPERATED_NAMES,
];

/** The kind that routes the traffic of a Rollout: https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/ */
function routerOf(field: string): string {
  const kinds = { virtualService: 'VirtualService', destinationRule: 'DestinationRule', rootService: 'Service' };
  const [, kind] = Object.entries(kinds).find(([name]) => field.includes(name)) ?? [];
  return kind ?? (field.startsWith('nginx') || field.startsWith('alb') ? 'Ingress' : 'TraefikService');
}

/** Every name of another object in a listed field, or in a field with a kind. A template's variable is no name. */
export function objectReferences(bundle: Bundle): ObjectReference[] {
  const listed = [
    ...FIELDS.flatMap((row) =>
      row.of === POD
        ? bundle.templates.flatMap(({ owner, path, spec }) => referencesIn(bundle, owner, spec, `${path}.`, row))
        : row.of
            .split(' ')
            .flatMap((kind) => bundle.ofKind(kind).flatMap((each) => referencesIn(bundle, each, each, '', row))),
    ),
    ...bundle.ofKind('ValidatingAdmissionPolicyBinding').flatMap((binding) => {
      const policy = bundle.find('ValidatingAdmissionPolicy', '', stringAt(binding, 'spec', 'policyName') ?? '');
      const to = stringAt(policy, 'spec', 'paramKind', 'kind');
      return to === undefined ? [] : referencesIn(bundle, binding, binding, '', { field: 'spec.paramRef', to });
    }),
  ];
  const known = new Map<Manifest, Set<string>>();
  for (const { object, field } of listed) getOrInsert(known, object, () => new Set()).add(field);
  const typed = typedReferences(bundle).flatMap(({ object, path, value, kind }) => {
    const name = stringAt(value, 'name') ?? '';
    const [field, kindField] = [`${path}.name`, `${path}.kind`];
    if (name === '' || NO_NAME.test(name) || known.get(object)?.has(field)) return [];
    const namespace = homeOf(bundle, kind, name, stringAt(value, 'namespace') ?? namespaceOf(object));
    return [{ object, field, kindField, kinds: [kind], kind, namespace, name }];
  });
  return [...listed, ...typed];
}

/** The value of a template, a pattern or a list. */
const NO_NAME = /[{$@*,\s]/;

function referencesIn(
  bundle: Bundle,
  object: Manifest,
  holder: unknown,
  prefix: string,
  { field, to, elsewhere }: Omit<NameField, 'of'>,
): ObjectReference[] {
  const kinds = to.split(' ');
  return valuesAt(holder, field)
    .flatMap(oneByOne)
    .flatMap(({ value, path }): ObjectReference[] => {
      const alone = typeof value === 'string';
      const [name = '', written] = alone ? value.split('/').reverse() : [nameIn(value), stringAt(value, 'namespace')];
      const isWide = valueAt(value, 'clusterScope') === true;
      const kind = stringAt(value, 'kind') ?? (isWide ? kinds[1] : kinds[0]) ?? '';
      if (name === '' || NO_NAME.test(name) || !kinds.includes(kind)) return [];
      const own = isClusterWide(kind) ? '' : (written ?? namespaceOf(object));
      const namespace = elsewhere ? homeOf(bundle, kind, name, undefined) : own;
      const place = `${prefix}${path}`;
      const fields = alone
        ? { field: place, kindField: undefined }
        : {
            field: `${place}.${valueAt(value, 'name') === undefined ? 'templateName' : 'name'}`,
            kindField: `${place}.kind`,
          };
      return [{ object, ...fields, kinds, kind, namespace, name }];
    });
}

/** The namespace of an object whose kind may have none: its own, if an object has the name, or else that of the others. */
function homeOf(bundle: Bundle, kind: string, name: string, namespace: string | undefined): string {
  if (isClusterWide(kind)) return '';
  const all = bundle.ofKind(kind);
  const isWide = all.every(({ metadata }) => metadata.namespace === undefined);
  if (namespace !== undefined && !isWide) return namespace;
  const [first] = [...all.filter(({ metadata }) => metadata.name === name), ...all];
  return first === undefined ? 'default' : namespaceOf(first);
}

/** An annotation may hold several names with commas between. */
const oneByOne = ({ value, path }: { readonly value: Json; readonly path: string }) =>
  (typeof value === 'string' ? value.split(/\s*,\s*/) : [value]).map((each) => ({ value: each, path }));

const nameIn = (value: Json): string => stringAt(value, 'name') ?? stringAt(value, 'templateName') ?? '';
