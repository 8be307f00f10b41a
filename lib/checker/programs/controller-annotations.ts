/** The annotations of an Ingress that a controller reads, by prefix. Other names below the prefix have no effect. */
export const CONTROLLER_ANNOTATIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/, with those of earlier versions
  'nginx.ingress.kubernetes.io': words(`
    affinity affinity-mode affinity-canary-behavior add-base-url app-root auth-always-set-cookie auth-cache-duration
    auth-cache-key auth-keepalive auth-keepalive-requests auth-keepalive-share-vars auth-keepalive-timeout auth-method
    auth-proxy-set-headers auth-realm auth-request-redirect auth-response-headers auth-secret auth-secret-type
    auth-signin auth-signin-redirect-param auth-snippet auth-tls-error-page auth-tls-match-cn
    auth-tls-pass-certificate-to-upstream auth-tls-secret auth-tls-verify-client auth-tls-verify-depth auth-type
    auth-url backend-protocol base-url-scheme canary canary-by-cookie canary-by-header canary-by-header-pattern
    canary-by-header-value canary-weight canary-weight-total client-body-buffer-size configuration-snippet
    connection-proxy-header cors-allow-credentials cors-allow-headers cors-allow-methods cors-allow-origin
    cors-expose-headers cors-max-age custom-headers custom-http-errors default-backend
    denylist-source-range disable-proxy-intercept-errors enable-access-log enable-cors enable-global-auth
    enable-influxdb enable-modsecurity enable-opentelemetry enable-opentracing enable-owasp-core-rules
    enable-rewrite-log fastcgi-index fastcgi-params-configmap force-ssl-redirect from-to-www-redirect grpc-backend
    http2-push-preload influxdb-host influxdb-measurement influxdb-port influxdb-server-name limit-allowlist
    limit-burst-multiplier limit-connections limit-rate limit-rate-after limit-rpm limit-rps limit-whitelist
    load-balance lua-resty-waf mirror-host mirror-request-body mirror-target modsecurity-snippet
    modsecurity-transaction-id opentelemetry-operation-name opentelemetry-trust-incoming-span
    opentracing-trust-incoming-span permanent-redirect permanent-redirect-code preserve-trailing-slash
    proxy-body-size proxy-buffer-size proxy-buffering proxy-buffers-number proxy-busy-buffers-size
    proxy-connect-timeout proxy-cookie-domain proxy-cookie-path proxy-http-version proxy-max-temp-file-size
    proxy-next-upstream proxy-next-upstream-timeout proxy-next-upstream-tries proxy-read-timeout
    proxy-redirect-from proxy-redirect-to proxy-request-buffering proxy-send-timeout proxy-ssl-ciphers
    proxy-ssl-name proxy-ssl-protocols proxy-ssl-secret proxy-ssl-server-name proxy-ssl-verify
    proxy-ssl-verify-depth relative-redirects rewrite-target satisfy secure-backends secure-verify-ca-secret
    server-alias server-snippet service-upstream session-cookie-change-on-failure session-cookie-conditional-samesite-none
    session-cookie-domain session-cookie-expires session-cookie-hash session-cookie-max-age session-cookie-name
    session-cookie-partitioned session-cookie-path session-cookie-samesite session-cookie-secure ssl-ciphers
    ssl-passthrough ssl-prefer-server-ciphers ssl-redirect stream-snippet temporal-redirect temporal-redirect-code
    upstream-fail-timeout upstream-hash-by upstream-hash-by-subset upstream-hash-by-subset-size upstream-max-fails
    upstream-vhost use-port-in-redirects use-regex whitelist-source-range x-forwarded-prefix`),
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
  'alb.ingress.kubernetes.io': words(`
    actions auth-idp-cognito auth-idp-oidc auth-on-unauthenticated-request auth-scope auth-session-cookie
    auth-session-timeout auth-type backend-protocol backend-protocol-version certificate-arn conditions
    customer-owned-ipv4-pool frontend-nlb-scheme group.name group.order healthcheck-interval-seconds
    healthcheck-path healthcheck-port healthcheck-protocol healthcheck-timeout-seconds healthy-threshold-count
    inbound-cidrs ip-address-type ipam-ipv4-pool-id jwt-validation listen-ports load-balancer-attributes load-balancer-name
    manage-backend-security-group-rules minimum-load-balancer-capacity multi-cluster-target-group mutual-authentication
    scheme security-group-prefix-lists security-groups shield-advanced-protection ssl-policy ssl-redirect subnets
    success-codes tags target-group-attributes target-node-labels target-type transforms unhealthy-threshold-count
    use-regex-path-match waf-acl-id wafv2-acl-arn wafv2-acl-name web-acl-id`),
  // https://cert-manager.io/docs/reference/annotations/
  'cert-manager.io': words(`
    allow-direct-injection alt-names certificate-name cluster-issuer common-name duration email-sans
    inject-apiserver-ca inject-ca-from inject-ca-from-secret ip-sans issue-temporary-certificate issuer
    issuer-group issuer-kind issuer-name private-key-algorithm private-key-encoding private-key-rotation-policy
    private-key-secret-name private-key-size renew-before renew-before-percentage revision-history-limit
    secret-template subject-countries subject-localities subject-organizations subject-organizationalunits
    subject-postalcodes subject-provinces subject-serialnumber subject-streetaddresses uri-sans usages`),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
