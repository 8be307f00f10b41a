import type { Bundle } from '../../bundle/bundle';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { entriesAt, type Manifest, stringAt, stringsAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** Annotations and labels that a program reads from pods alone. */
const OF_PODS =
  // https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations, https://linkerd.io/2/features/proxy-injection/
  // https://istio.io/latest/docs/reference/config/annotations/, https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/
  // https://docs.dapr.io/reference/arguments-annotations-overview/, https://developer.hashicorp.com/consul/docs/reference/k8s/annotation-label
  // https://docs.datadoghq.com/containers/kubernetes/integrations/, https://karpenter.sh/docs/concepts/disruption/
  // https://velero.io/docs/main/file-system-backup/, https://www.elastic.co/docs/reference/beats/filebeat/configuration-autodiscover-hints
  /^(vault\.hashicorp\.com\/|prometheus\.io\/|linkerd\.io\/inject$|config\.linkerd\.io\/|sidecar\.istio\.io\/|traffic\.sidecar\.istio\.io\/|proxy\.istio\.io\/config$|instrumentation\.opentelemetry\.io\/|sidecar\.opentelemetry\.io\/inject$|dapr\.io\/|consul\.hashicorp\.com\/connect-|ad\.datadoghq\.com\/|admission\.datadoghq\.com\/|co\.elastic\.(logs|metrics)\/|fluentbit\.io\/|iam\.amazonaws\.com\/role$|k8s\.v1\.cni\.cncf\.io\/networks$|cluster-autoscaler\.kubernetes\.io\/safe-to-evict|karpenter\.sh\/do-not-(disrupt|evict)$|(pre|post)\.hook\.backup\.velero\.io\/|backup\.velero\.io\/backup-volumes|azure\.workload\.identity\/use$|checksum\/|kubectl\.kubernetes\.io\/default-container$|container\.apparmor\.security\.beta\.kubernetes\.io\/)/;
/** Annotations that a program reads from ServiceAccounts alone: the cloud's role for the pods of an account. */
const OF_ACCOUNTS =
  /^(eks\.amazonaws\.com\/role-arn|iam\.gke\.io\/gcp-service-account|azure\.workload\.identity\/(client-id|tenant-id))$/;

/** Annotations stand where a program reads annotations. */
export const annotationsInPlace: Rule = {
  id: 'annotations-in-place',
  answer: 'risk',
  why: 'an injector, a scraper or a cloud reads annotations of pods or ServiceAccounts: on the Deployment, the annotation does nothing',
  example:
    'Deployment default/api: metadata.annotations[vault.hashicorp.com/agent-inject]: expected the annotation below spec.template.metadata, since its program reads pods, received an annotation of the Deployment [annotations-in-place]',
  check: (bundle) =>
    bundle.templates.flatMap(({ owner, path, annotations, labels, ...template }): Finding[] => {
      const pod = path === 'spec' ? 'metadata' : `${path.replace(/\.?spec$/, '')}.metadata`;
      const isOwn = owner.kind === 'Pod';
      const [there, services] = [[...Object.keys(annotations), ...Object.keys(labels)], scraped(bundle)];
      const misplaced = isOwn
        ? []
        : keysOf(owner).flatMap(({ part, key }) => {
            if (!OF_PODS.test(key)) return [];
            const family = key.slice(0, key.indexOf('/') + 1);
            const isThere = there.some((each) => each.startsWith(family));
            const isOfService = family === 'prometheus.io/' && services.has(owner);
            return !isThere && !isOfService ? [{ part, key }] : [];
          });
      return [
        ...first(misplaced).map(({ part, key }) => ({
          object: owner,
          field: `metadata.${part}[${key}]`,
          expected: `the ${part.slice(0, -1)} below ${pod}, since its program reads pods`,
          received: `${part === 'labels' ? 'a label' : 'an annotation'} of the ${owner.kind}`,
        })),
        ...[...Object.keys(annotations), ...(isOwn ? [] : Object.keys(stringsAt(owner, 'metadata', 'annotations')))]
          .filter((key) => OF_ACCOUNTS.test(key) && !hasRole(bundle, template.namespace, template.spec, key))
          .slice(0, 1)
          .map((key) => ({
            object: owner,
            field: key in annotations ? `${pod}.annotations[${key}]` : `metadata.annotations[${key}]`,
            expected: 'the annotation on the ServiceAccount of the pods, where the cloud reads the role',
            received: quoted(key),
          })),
      ];
    }),
};

/** The first of each family of annotations. */
function first<Item extends { readonly key: string }>(items: readonly Item[]): Item[] {
  const families = new Map([...items].reverse().map((item) => [item.key.split('/', 1)[0], item]));
  return [...families.values()];
}

function keysOf(owner: Manifest) {
  return (['annotations', 'labels'] as const).flatMap((part) =>
    entriesAt(owner, 'metadata', part).map(([key]) => ({ part, key })),
  );
}

function hasRole(bundle: Bundle, namespace: string, spec: unknown, key: string): boolean {
  const account = bundle.find('ServiceAccount', namespace, stringAt(spec, 'serviceAccountName') ?? 'default');
  return stringsAt(account, 'metadata', 'annotations')[key] !== undefined;
}

/** The workloads behind a Service that Prometheus finds by annotations of the Service. */
const scraped = once((bundle: Bundle): ReadonlySet<Manifest> => {
  const services = bundle
    .ofKind('Service')
    .filter((service) =>
      Object.keys(stringsAt(service, 'metadata', 'annotations')).some((key) => key.startsWith('prometheus.io/')),
    );
  return new Set(services.flatMap((service) => podsBehind(bundle, service).map(({ owner }) => owner)));
});
