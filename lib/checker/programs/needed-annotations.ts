/** An annotation that a program reads together with another one alone. */
export interface NeededAnnotation {
  /** The names, without the prefix. */
  readonly name: RegExp;
  /** The whole names of which one has to stand beside. The first is the one to set. */
  readonly needs: readonly string[];
  /** The value of the other one. @default any */
  readonly value?: RegExp;
  readonly expected: string;
  /** The kinds whose annotations the program reads so. @default all kinds */
  readonly kinds?: RegExp;
}

/** By the prefix of the annotation. */
export const NEEDED_ANNOTATIONS: Readonly<Record<string, readonly NeededAnnotation[]>> = {
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
  'nginx.ingress.kubernetes.io': [
    {
      ...beside(/^(session-cookie-|affinity-)/, 'nginx.ingress.kubernetes.io/affinity', 'cookie'),
      expected: 'affinity: cookie beside, without which there is no cookie and each request goes to another pod',
    },
    beside(/^canary-/, 'nginx.ingress.kubernetes.io/canary', 'true'),
    beside(/^cors-/, 'nginx.ingress.kubernetes.io/enable-cors', 'true'),
    beside(/^auth-(secret|realm|secret-type)$/, 'nginx.ingress.kubernetes.io/auth-type'),
    beside(/^auth-type$/, 'nginx.ingress.kubernetes.io/auth-secret'),
    beside(/^auth-(signin|response-headers|cache-key|proxy-set-headers)$/, 'nginx.ingress.kubernetes.io/auth-url'),
    beside(/^auth-tls-(verify|pass|error|match)-/, 'nginx.ingress.kubernetes.io/auth-tls-secret'),
    beside(/^proxy-ssl-verify$/, 'nginx.ingress.kubernetes.io/proxy-ssl-secret'),
    beside(/^permanent-redirect-code$/, 'nginx.ingress.kubernetes.io/permanent-redirect'),
    beside(/^temporal-redirect-code$/, 'nginx.ingress.kubernetes.io/temporal-redirect'),
    beside(/^upstream-hash-by-subset/, 'nginx.ingress.kubernetes.io/upstream-hash-by'),
    beside(/^mirror-(host|request-body)$/, 'nginx.ingress.kubernetes.io/mirror-target'),
    beside(/^limit-rate-after$/, 'nginx.ingress.kubernetes.io/limit-rate'),
    {
      ...beside(/^limit-(burst-multiplier|allowlist|whitelist)$/, 'nginx.ingress.kubernetes.io/limit-rps'),
      needs: ['rps', 'rpm', 'connections', 'rate'].map((end) => `nginx.ingress.kubernetes.io/limit-${end}`),
    },
  ],
  // https://haproxy-ingress.github.io/docs/configuration/keys/#affinity
  'haproxy-ingress.github.io': [beside(/^session-cookie-/, 'haproxy-ingress.github.io/affinity', 'cookie')],
  // https://azure.github.io/application-gateway-kubernetes-ingress/annotations/
  'appgw.ingress.kubernetes.io': [
    beside(/^cookie-based-affinity-/, 'appgw.ingress.kubernetes.io/cookie-based-affinity', 'true'),
  ],
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
  'alb.ingress.kubernetes.io': [
    beside(/^auth-idp-oidc$/, 'alb.ingress.kubernetes.io/auth-type', 'oidc'),
    beside(/^auth-idp-cognito$/, 'alb.ingress.kubernetes.io/auth-type', 'cognito'),
    beside(/^auth-(scope|session-|on-unauth)/, 'alb.ingress.kubernetes.io/auth-type'),
    {
      ...beside(/^ssl-(redirect|policy)$/, 'alb.ingress.kubernetes.io/listen-ports'),
      needs: ['alb.ingress.kubernetes.io/listen-ports', 'alb.ingress.kubernetes.io/certificate-arn'],
      value: /HTTPS|^arn:/,
      expected: 'listen-ports with HTTPS, or certificate-arn, beside: there is no listener with TLS otherwise',
    },
  ],
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
  'service.beta.kubernetes.io': [
    beside(
      /^aws-load-balancer-ssl-(ports|negotiation-policy)$/,
      'service.beta.kubernetes.io/aws-load-balancer-ssl-cert',
    ),
    beside(
      /^aws-load-balancer-access-log-s3-/,
      'service.beta.kubernetes.io/aws-load-balancer-access-log-enabled',
      'true',
    ),
  ],
  // https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml
  'prometheus.io': [
    {
      ...beside(/^(port|path|scheme)$/, 'prometheus.io/scrape'),
      needs: ['scrape', 'scrape-slow', 'scrape_slow', 'probe', 'should_be_scraped'].map(
        (end) => `prometheus.io/${end}`,
      ),
    },
  ],
  // https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations
  'vault.hashicorp.com': [beside(/^agent-(?!inject$)/, 'vault.hashicorp.com/agent-inject', 'true')],
  // https://docs.dapr.io/reference/arguments-annotations-overview/
  'dapr.io': [beside(/^(?!enabled$)/, 'dapr.io/enabled', 'true')],
  // https://cert-manager.io/docs/usage/ingress/
  'cert-manager.io': [
    {
      ...beside(/^(common-name|duration|renew-before|usages|private-key-|subject-)/, 'cert-manager.io/cluster-issuer'),
      needs: ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer', 'kubernetes.io/tls-acme'],
      expected: 'cert-manager.io/cluster-issuer or cert-manager.io/issuer beside, without which no certificate is made',
      kinds: /^(Ingress|Gateway)$/,
    },
  ],
  // https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/, https://helm.sh/docs/topics/charts_hooks/
  'argocd.argoproj.io': [
    {
      ...beside(/^hook-delete-policy$/, 'argocd.argoproj.io/hook'),
      needs: ['argocd.argoproj.io/hook', 'helm.sh/hook'],
    },
  ],
  'helm.sh': [beside(/^hook-(weight|delete-policy)$/, 'helm.sh/hook')],
  // https://velero.io/docs/main/backup-hooks/
  'pre.hook.backup.velero.io': [beside(/^(container|on-error|timeout)$/, 'pre.hook.backup.velero.io/command')],
  'post.hook.backup.velero.io': [beside(/^(container|on-error|timeout)$/, 'post.hook.backup.velero.io/command')],
  // https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
  'external-dns.alpha.kubernetes.io': [
    {
      ...beside(/^ttl$/, 'external-dns.alpha.kubernetes.io/hostname'),
      needs: ['hostname', 'internal-hostname'].map((end) => `external-dns.alpha.kubernetes.io/${end}`),
      kinds: /^Service$/,
    },
  ],
};

function beside(name: RegExp, needed: string, value?: string): NeededAnnotation {
  return {
    name,
    needs: [needed],
    ...(value !== undefined && { value: new RegExp(`^${value}$`, 'i') }),
    expected: `${needed}${value === undefined ? '' : `: ${value}`} beside, without which the annotation has no effect`,
  };
}
