/** A path that a program answers once a setting says so. */
export interface SwitchedPath {
  /** The last part of the image. Undefined for any program that the path shows. */
  readonly image: RegExp | undefined;
  readonly path: RegExp;
  /** Settings of which one has to stand there. The first is the one to set. */
  readonly needs: readonly string[];
  readonly on: RegExp;
  /** True if the image may have the setting in itself: another value counts, and a missing one does not. */
  readonly told?: true;
}

const ON = /^(|true|1|yes|on)$/i;
const PROMETHEUS = /^prometheus$/;

export const SWITCHED_PATHS: readonly SwitchedPath[] = [
  // https://prometheus.io/docs/prometheus/latest/command-line/prometheus/
  { image: PROMETHEUS, path: /^\/-\/(reload|quit)$/, needs: ['web.enable-lifecycle'], on: ON },
  {
    image: PROMETHEUS,
    path: /^\/api\/v1\/write$/,
    needs: ['web.enable-remote-write-receiver', 'enable-feature'],
    on: /^(|true)$|remote-write-receiver/,
  },
  { image: PROMETHEUS, path: /^\/api\/v1\/admin\//, needs: ['web.enable-admin-api'], on: ON },
  {
    image: PROMETHEUS,
    path: /^\/api\/v1\/otlp\//,
    needs: ['web.enable-otlp-receiver', 'enable-feature'],
    on: /^(|true)$|otlp-write-receiver/,
  },
  // https://www.keycloak.org/observability/health, https://www.keycloak.org/observability/configuration-metrics
  { image: /^keycloak$/, path: /^\/health(\/|$)/, needs: ['KC_HEALTH_ENABLED', 'health-enabled'], on: ON },
  { image: /^keycloak$/, path: /^\/metrics$/, needs: ['KC_METRICS_ENABLED', 'metrics-enabled'], on: ON },
  // https://docs.n8n.io/hosting/configuration/environment-variables/endpoints/, https://docs.gitea.com/administration/config-cheat-sheet#metrics-metrics
  { image: /^n8n$/, path: /^\/metrics$/, needs: ['N8N_METRICS'], on: ON },
  {
    image: /^(gitea|forgejo)$/,
    path: /^\/metrics$/,
    needs: ['GITEA__metrics__ENABLED', 'FORGEJO__metrics__ENABLED', 'ENABLED'],
    on: ON,
  },
  // https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.exposing
  ...['prometheus', 'health', 'info', 'metrics'].map((name) => ({
    image: undefined,
    path: new RegExp(`^/actuator/${name}(/|$)`),
    needs: ['management.endpoints.web.exposure.include'],
    on: new RegExp(`\\*|\\b${name}\\b|^$`),
    told: true as const,
  })),
  {
    image: undefined,
    path: /^\/actuator\/health\/(liveness|readiness)$/,
    needs: ['management.endpoint.health.probes.enabled', 'management.health.probes.enabled'],
    on: ON,
    told: true,
  },
];
