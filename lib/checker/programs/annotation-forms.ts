/** The form of an annotation or a label that a program of the cluster reads. */
export interface AnnotationForm {
  readonly form: RegExp;
  readonly expected: string;
  /** The words of the form, of which one may be meant. @default the form has no words */
  readonly words?: readonly string[];
}

const words = (list: string): AnnotationForm => ({
  form: new RegExp(`^(${list.replaceAll(' ', '|')})$`),
  expected: `one of ${list.replaceAll(' ', ', ')}`,
  words: list.split(' '),
});
/** Words with commas between. */
const lists = (list: string): AnnotationForm => ({
  ...words(list),
  form: new RegExp(`^((${list.replaceAll(' ', '|')})(,\\s*|$))+$`),
});
const NUMBER: AnnotationForm = { form: /^-?\d+$/, expected: 'a number without a unit' };
const SIZE: AnnotationForm = {
  form: /^\d+[kKmMgG]?$/,
  expected: 'a number with k, m or g, which nginx reads, as in 64m',
};
const SWITCH = words('true false');
/** https://pkg.go.dev/strconv#ParseBool */
const PARSED_SWITCH: AnnotationForm = { ...SWITCH, form: /^(true|false|t|f|1|0)$/i };
const PORT: AnnotationForm = { form: /^\d{1,5}$/, expected: 'the number of a port' };

const below = (prefix: string, names: string, form: AnnotationForm): (readonly [string, AnnotationForm])[] =>
  names.split(' ').map((name) => [`${prefix}/${name}`, form] as const);

const NGINX = 'nginx.ingress.kubernetes.io';
const ALB = 'alb.ingress.kubernetes.io';
const AWS = 'service.beta.kubernetes.io';
const ARGO = 'argocd.argoproj.io';
const VAULT = 'vault.hashicorp.com';
const TRAEFIK = 'traefik.ingress.kubernetes.io';

export const ANNOTATION_FORMS: ReadonlyMap<string, AnnotationForm> = new Map([
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
  ...below(
    NGINX,
    'proxy-connect-timeout proxy-send-timeout proxy-read-timeout proxy-next-upstream-tries proxy-next-upstream-timeout',
    NUMBER,
  ),
  ...below(
    NGINX,
    'limit-rps limit-rpm limit-connections limit-burst-multiplier canary-weight session-cookie-max-age session-cookie-expires cors-max-age proxy-buffers-number',
    NUMBER,
  ),
  ...below(
    NGINX,
    'proxy-body-size client-body-buffer-size proxy-buffer-size proxy-max-temp-file-size proxy-busy-buffers-size',
    SIZE,
  ),
  ...below(
    NGINX,
    'ssl-redirect force-ssl-redirect use-regex enable-cors ssl-passthrough service-upstream canary from-to-www-redirect preserve-trailing-slash cors-allow-credentials',
    PARSED_SWITCH,
  ),
  ...below(NGINX, 'backend-protocol', {
    form: /^(HTTP|HTTPS|AUTO_HTTP|GRPC|GRPCS|FCGI)$/i,
    expected: 'HTTP, HTTPS, AUTO_HTTP, GRPC, GRPCS or FCGI',
  }),
  ...below(NGINX, 'affinity', words('cookie none')),
  ...below(NGINX, 'affinity-mode', words('balanced persistent')),
  ...below(NGINX, 'auth-type', words('basic digest')),
  ...below(NGINX, 'auth-secret-type', words('auth-file auth-map')),
  ...below(NGINX, 'proxy-buffering proxy-request-buffering proxy-ssl-verify', words('on off')),
  ...below(NGINX, 'auth-tls-verify-client', words('on off optional optional_no_ca')),
  ...below(NGINX, 'auth-url auth-signin', { form: /^(https?:\/\/|\$)/, expected: 'a URL with http:// or https://' }),
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
  ...below(ALB, 'scheme', words('internal internet-facing')),
  ...below(ALB, 'target-type', words('instance ip')),
  ...below(ALB, 'backend-protocol healthcheck-protocol', words('HTTP HTTPS')),
  ...below(ALB, 'ssl-redirect', PORT),
  ...below(ALB, 'ip-address-type', words('ipv4 dualstack dualstack-without-public-ipv4')),
  ...below(ALB, 'listen-ports', {
    form: /^\[(\s*\{\s*"\w+"\s*:\s*\d+\s*\}\s*(,(?=\s*\{)|(?=\])))+\]$/,
    expected: `JSON, as in '[{"HTTPS": 443}]'`,
  }),
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
  ...below(AWS, 'aws-load-balancer-type', words('external nlb nlb-ip')),
  ...below(AWS, 'aws-load-balancer-scheme', words('internal internet-facing')),
  ...below(AWS, 'aws-load-balancer-nlb-target-type', words('instance ip')),
  ...below(AWS, 'aws-load-balancer-backend-protocol', {
    form: /^(tcp|ssl|http|https)$/i,
    expected: 'tcp, ssl, http or https',
  }),
  // https://learn.microsoft.com/azure/aks/internal-lb
  ...below(AWS, 'azure-load-balancer-internal', SWITCH),
  // https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
  ['networking.gke.io/load-balancer-type', { form: /^internal$/i, expected: 'Internal' }],
  ['cloud.google.com/load-balancer-type', { form: /^internal$/i, expected: 'Internal' }],
  // https://argo-cd.readthedocs.io/en/stable/user-guide/annotations-and-labels/
  ...below(ARGO, 'sync-wave', NUMBER),
  // https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
  ...below(ARGO, 'hook', lists('PreSync Sync PostSync SyncFail PostDelete PreDelete Skip')),
  ...below(ARGO, 'hook-delete-policy', lists('HookSucceeded HookFailed BeforeHookCreation')),
  // https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
  ...below(ARGO, 'secret-type', words('cluster repository repo-creds repository-write repo-write-creds scm-creds')),
  ...below(ARGO, 'refresh', words('normal hard')),
  // https://helm.sh/docs/topics/charts_hooks/
  [
    'helm.sh/hook',
    lists(
      'pre-install post-install pre-delete post-delete pre-upgrade post-upgrade pre-rollback post-rollback test test-success test-failure crd-install',
    ),
  ],
  ['helm.sh/hook-weight', NUMBER],
  ['helm.sh/hook-delete-policy', lists('before-hook-creation hook-succeeded hook-failed')],
  ['helm.sh/resource-policy', words('keep')],
  // https://fluxcd.io/flux/components/kustomize/kustomizations/
  ...below('kustomize.toolkit.fluxcd.io', 'prune reconcile', words('enabled disabled')),
  // https://istio.io/latest/docs/reference/config/labels/
  ['istio-injection', words('enabled disabled')],
  ['sidecar.istio.io/inject', SWITCH],
  ['istio.io/dataplane-mode', words('ambient none')],
  // https://linkerd.io/2/features/proxy-injection/
  ['linkerd.io/inject', words('enabled disabled ingress')],
  // https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations
  ...below(VAULT, 'agent-inject agent-pre-populate agent-pre-populate-only agent-init-first', PARSED_SWITCH),
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
  ...below(TRAEFIK, 'service.serversscheme', words('http https h2c')),
  ...below(TRAEFIK, 'router.tls', PARSED_SWITCH),
  ...below(TRAEFIK, 'router.middlewares', {
    form: /^\s*[\w.-]+@[a-z]+(\s*,\s*[\w.-]+@[a-z]+)*\s*,?$/,
    expected: '<namespace>-<name>@kubernetescrd',
  }),
  // https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus
  ...below('prometheus.io', 'port', PORT),
  ...below('prometheus.io', 'scheme', words('http https')),
  ...below('prometheus.io', 'scrape probe', SWITCH),
  // https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md, https://karpenter.sh/docs/concepts/disruption/
  ['cluster-autoscaler.kubernetes.io/safe-to-evict', SWITCH],
  ['cluster-autoscaler.kubernetes.io/scale-down-disabled', SWITCH],
  ['karpenter.sh/do-not-disrupt', SWITCH],
  // https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
  [
    'external-dns.alpha.kubernetes.io/ttl',
    { form: /^(\d+|(\d+(\.\d+)?[smh])+)$/, expected: 'a number of seconds, or a time such as 5m' },
  ],
  [
    'external-dns.alpha.kubernetes.io/hostname',
    { form: /^[^:/\s]+(\s*,\s*[^:/\s]+)*$/, expected: 'a host without a scheme and a path' },
  ],
  // https://kubernetes.io/docs/reference/labels-annotations-taints/
  ['rbac.authorization.kubernetes.io/autoupdate', SWITCH],
  ['storageclass.kubernetes.io/is-default-class', SWITCH],
  ['ingressclass.kubernetes.io/is-default-class', SWITCH],
  ['controller.kubernetes.io/pod-deletion-cost', NUMBER],
  // https://kubernetes.io/docs/concepts/security/pod-security-admission/
  ...below('pod-security.kubernetes.io', 'enforce audit warn', words('privileged baseline restricted')),
  // https://keda.sh/docs/latest/concepts/scaling-deployments/
  ['autoscaling.keda.sh/paused-replicas', NUMBER],
  // https://cert-manager.io/docs/reference/annotations/
  ['cert-manager.io/private-key-algorithm', words('RSA ECDSA Ed25519')],
  // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
  [
    'eks.amazonaws.com/role-arn',
    {
      form: /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
      expected: 'the ARN of a role, as in arn:aws:iam::123456789012:role/api',
    },
  ],
  // https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
  [
    'iam.gke.io/gcp-service-account',
    {
      form: /^[a-z\d-]+@[\w.:-]+\.(iam\.|developer\.)?gserviceaccount\.com$/,
      expected: 'the address of a service account, as in api@project.iam.gserviceaccount.com',
    },
  ],
  // https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
  [
    'azure.workload.identity/client-id',
    { form: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, expected: 'the id of a client, a UUID' },
  ],
  // https://docs.dapr.io/reference/arguments-annotations-overview/, https://github.com/stakater/Reloader
  ...below('dapr.io', 'enabled', PARSED_SWITCH),
  ...below('reloader.stakater.com', 'auto', PARSED_SWITCH),
  // https://cert-manager.io/docs/usage/ingress/
  ['cert-manager.io/duration', { form: /^(\d+(\.\d+)?(h|m|s))+$/, expected: 'a time in hours, as in 2160h' }],
  ['cert-manager.io/renew-before', { form: /^(\d+(\.\d+)?(h|m|s))+$/, expected: 'a time in hours, as in 720h' }],
]);
