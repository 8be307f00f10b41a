/** The names below a prefix that a program reads, as labels or as annotations of an object. */
export interface MetadataNames {
  readonly labels: string;
  readonly annotations: string;
}

/** Programs that read names of metadata, and no others below the prefix. A name that ends in `*` begins a family. */
export const METADATA_NAMES: Readonly<Record<string, MetadataNames>> = {
  // https://kubernetes.io/docs/concepts/security/pod-security-admission/
  'pod-security.kubernetes.io': {
    labels: 'enforce enforce-version audit audit-version warn warn-version',
    annotations: 'exempt enforce-policy audit-violations',
  },
  // https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
  'azure.workload.identity': {
    labels: 'use system',
    annotations:
      'client-id tenant-id service-account-token-expiration inject-proxy-sidecar proxy-sidecar-port skip-containers',
  },
  // https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html, with labels of nodes
  'eks.amazonaws.com': {
    labels:
      'nodegroup nodegroup-image capacityType compute-type fargate-profile sourceLaunchTemplate* instance-* component',
    annotations:
      'role-arn audience sts-regional-endpoints token-expiration skip-containers skip-pod-identity-webhook fargate-profile compute-type pod-sg',
  },
  // https://strimzi.io/docs/operators/latest/deploying
  'strimzi.io': {
    labels:
      'cluster kind name component-type pod-name controller controller-name broker-role controller-role pool-name discovery crd-install',
    annotations:
      'use-connector-resources pause-reconciliation manual-rolling-update delete-pod-and-pvc restart restart-task restart-connector rebalance rebalance-* managed kraft node-pools next-node-ids remove-node-ids force-renew force-replace skip-broker-scaledown-check broker-id auto-restart* restart-*',
  },
  // https://github.com/stakater/Reloader
  'reloader.stakater.com': {
    labels: '',
    annotations: 'auto search match ignore rollout-strategy last-reloaded-from undo',
  },
  // https://keda.sh/docs/latest/concepts/scaling-deployments/
  'autoscaling.keda.sh': { labels: '', annotations: 'paused paused-replicas paused-scale-in paused-scale-out' },
  // https://argo-cd.readthedocs.io/en/stable/user-guide/annotations-and-labels/
  'argocd.argoproj.io': {
    labels: 'secret-type instance application-set-name kubernetes-version auto-label-cluster-info',
    annotations:
      'compare-options hook hook-delete-policy manifest-generate-paths refresh hydrate skip-reconcile sync-options sync-wave tracking-id ignore-healthcheck ignore-default-links application-set-refresh installation-id deletion-approved managed-by-url default-view',
  },
  // https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
  'external-dns.alpha.kubernetes.io': {
    labels: '',
    annotations:
      'access alias cloudflare-* aws-* scw-* webhook-* controller endpoints-type hostname ingress ingress-hostname-source internal-hostname set-identifier target ttl gateway-hostname-source',
  },
};

/** Other names that a program reads in one of the two places alone. */
export const ONE_PLACE: Readonly<Record<string, 'labels' | 'annotations'>> = {
  // https://istio.io/latest/docs/reference/config/labels/
  'istio-injection': 'labels',
  'istio.io/dataplane-mode': 'labels',
  // https://linkerd.io/2/features/proxy-injection/
  'linkerd.io/inject': 'annotations',
  // https://kubernetes.io/docs/reference/labels-annotations-taints/
  'kubernetes.io/ingress.class': 'annotations',
  'kubernetes.io/service-name': 'labels',
  // https://cert-manager.io/docs/reference/annotations/
  'cert-manager.io/cluster-issuer': 'annotations',
  'cert-manager.io/issuer': 'annotations',
  // https://kueue.sigs.k8s.io/docs/reference/labels-and-annotations/
  'kueue.x-k8s.io/queue-name': 'labels',
  // https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations
  'vault.hashicorp.com/agent-inject': 'annotations',
  'vault.hashicorp.com/role': 'annotations',
};
