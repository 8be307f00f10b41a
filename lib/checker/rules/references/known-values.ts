import { entriesAt, type Json, type Manifest, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

const SWITCH = 'true false';

/** The values of labels and annotations that a controller compares letter by letter, in words. */
const VALUES: Readonly<Record<string, string>> = {
  // https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
  'argocd.argoproj.io/secret-type': 'repository repo-creds cluster repository-write repo-write-creds scm-creds',
  // https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
  'argocd.argoproj.io/hook': 'PreSync Sync PostSync SyncFail Skip PostDelete PreDelete',
  'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded HookFailed BeforeHookCreation',
  // https://helm.sh/docs/topics/charts_hooks/
  'helm.sh/hook':
    'pre-install post-install pre-delete post-delete pre-upgrade post-upgrade pre-rollback post-rollback test test-success test-failure crd-install',
  'helm.sh/hook-delete-policy': 'before-hook-creation hook-succeeded hook-failed',
  'helm.sh/resource-policy': 'keep',
  // https://istio.io/latest/docs/reference/config/labels/
  'istio-injection': 'enabled disabled',
  'istio.io/dataplane-mode': 'ambient none',
  'sidecar.istio.io/inject': SWITCH,
  // https://linkerd.io/2/features/proxy-injection/
  'linkerd.io/inject': 'enabled disabled ingress',
  // https://kubernetes.io/docs/concepts/security/pod-security-admission/
  'pod-security.kubernetes.io/enforce': 'privileged baseline restricted',
  'pod-security.kubernetes.io/audit': 'privileged baseline restricted',
  'pod-security.kubernetes.io/warn': 'privileged baseline restricted',
  // https://kubernetes.io/docs/reference/labels-annotations-taints/
  'storageclass.kubernetes.io/is-default-class': SWITCH,
  'ingressclass.kubernetes.io/is-default-class': SWITCH,
  'rbac.authorization.kubernetes.io/autoupdate': SWITCH,
  // https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md, https://karpenter.sh/docs/concepts/disruption/
  'cluster-autoscaler.kubernetes.io/safe-to-evict': SWITCH,
  'karpenter.sh/do-not-disrupt': SWITCH,
  // https://cert-manager.io/docs/reference/annotations/
  'cert-manager.io/private-key-algorithm': 'RSA ECDSA Ed25519',
  // https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations
  'vault.hashicorp.com/agent-inject': SWITCH,
  'vault.hashicorp.com/agent-pre-populate-only': SWITCH,
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
  'traefik.ingress.kubernetes.io/router.tls': SWITCH,
  'traefik.ingress.kubernetes.io/service.serversscheme': 'http https h2c',
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
  'nginx.ingress.kubernetes.io/backend-protocol': 'HTTP HTTPS AUTO_HTTP GRPC GRPCS FCGI',
  'nginx.ingress.kubernetes.io/ssl-redirect': SWITCH,
  'nginx.ingress.kubernetes.io/force-ssl-redirect': SWITCH,
  'nginx.ingress.kubernetes.io/use-regex': SWITCH,
  'nginx.ingress.kubernetes.io/enable-cors': SWITCH,
  'nginx.ingress.kubernetes.io/canary': SWITCH,
  'nginx.ingress.kubernetes.io/affinity': 'cookie',
  'nginx.ingress.kubernetes.io/auth-type': 'basic digest',
  'nginx.ingress.kubernetes.io/auth-secret-type': 'auth-file auth-map',
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/
  'alb.ingress.kubernetes.io/scheme': 'internal internet-facing',
  'alb.ingress.kubernetes.io/target-type': 'instance ip',
  'alb.ingress.kubernetes.io/backend-protocol': 'HTTP HTTPS',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal internet-facing',
  'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'instance ip',
  // https://docs.dapr.io/reference/arguments-annotations-overview/, https://github.com/stakater/Reloader
  'dapr.io/enabled': SWITCH,
  'reloader.stakater.com/auto': SWITCH,
};
/** Programs read `1` and `True` as true. */
const FORMS_OF_SWITCH = /^(true|false|t|f|1|0)$/i;
/** A list of values, with commas between. */
const LISTS = /hook(-delete-policy)?$/;

/** A label or an annotation of a controller has a value that the controller knows. */
export const knownValues: Rule = {
  id: 'known-values',
  answer: 'risk',
  why: 'a controller compares the value of its label letter by letter, and takes any other value for none: nothing is injected, found or kept',
  example:
    'Secret argocd/repo: metadata.labels[argocd.argoproj.io/secret-type]: expected repository, repo-creds, cluster, repository-write, repo-write-creds or scm-creds, received "repo"; did you mean "repository"? [known-values]',
  check: (bundle) => [
    ...bundle.manifests.flatMap((object) => valuesOf(object, object, '')),
    ...bundle.templates
      .filter(({ owner }) => owner.kind !== 'Pod')
      .flatMap(({ owner, path }) => {
        const steps = path.split('.').slice(0, -1);
        return valuesOf(owner, valueAt(owner, ...steps), `${steps.join('.')}.`);
      }),
  ],
};

/** The controllers compare the words of a protocol without regard to case. */
const isKnown = (value: string, known: readonly string[]): boolean =>
  known.includes(value) ||
  (known.includes('true') && FORMS_OF_SWITCH.test(value)) ||
  (known.includes('HTTP') && known.includes(value.toUpperCase()));

function valuesOf(object: Manifest, holder: Json | Manifest | undefined, prefix: string): Finding[] {
  return ['labels', 'annotations'].flatMap((part) =>
    entriesAt(holder, 'metadata', part).flatMap(([key, value]): Finding[] => {
      const known = Object.hasOwn(VALUES, key) ? VALUES[key]?.split(' ') : undefined;
      if (known === undefined || typeof value !== 'string' || /[{$]/.test(value)) return [];
      const written = LISTS.test(key) ? value.split(',').map((each) => each.trim()) : [value];
      const stray = written.find((each) => !isKnown(each, known));
      if (stray === undefined) return [];
      const meant = nearest(stray, known);
      return [
        {
          object,
          field: `${prefix}metadata.${part}[${key}]`,
          expected: [known.slice(0, -1).join(', '), ...known.slice(-1)].filter((each) => each !== '').join(' or '),
          received: quoted(stray),
          ...(meant !== undefined && { meant }),
        },
      ];
    }),
  );
}
