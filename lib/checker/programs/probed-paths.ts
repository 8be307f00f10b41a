/** A program with an own port for some paths. */
interface Management {
  readonly program: string;
  readonly paths: RegExp;
  readonly settings: readonly string[];
}

export const MANAGEMENT: readonly Management[] = [
  // https://docs.spring.io/spring-boot/reference/actuator/monitoring.html#actuator.monitoring.customizing-management-server-port
  { program: 'Spring Boot', paths: /^\/(actuator|manage(ment)?)(\/|$)/, settings: ['management.server.port'] },
  // https://quarkus.io/guides/management-interface-reference
  { program: 'Quarkus', paths: /^\/q\/(health|metrics)(\/|$)/, settings: ['quarkus.management.port'] },
  // https://docs.micronaut.io/latest/guide/#endpointConfiguration
  { program: 'Micronaut', paths: /^\/health(\/|$)/, settings: ['endpoints.all.port'] },
  // https://www.keycloak.org/server/management-interface
  { program: 'Keycloak', paths: /^\/health(\/|$)/, settings: ['kc.http.management.port', 'http-management-port'] },
  // https://docs.postgrest.org/en/stable/references/admin_server.html
  {
    program: 'PostgREST',
    paths: /^\/(live|ready)$/,
    settings: ['pgrst.admin.server.port', 'admin-server-port'],
  },
];

/** A program that answers some paths on one of its own ports alone, and the ports with other answers. */
interface OwnPort {
  readonly image: RegExp;
  readonly from?: number;
  readonly paths: RegExp;
  readonly port: number;
  readonly others: readonly number[];
  /** Settings with which the program answers elsewhere. */
  readonly unless: readonly string[];
}

const image = (name: string): RegExp => new RegExp(`(^|/)${name}$`);

export const OWN_PORTS: readonly OwnPort[] = [
  // https://www.keycloak.org/server/management-interface
  {
    image: image('keycloak'),
    from: 25,
    paths: /^\/(health|metrics)(\/|$)/,
    port: 9000,
    others: [8080, 8443],
    unless: [
      'KC_HTTP_MANAGEMENT_PORT',
      'http-management-port',
      'KC_LEGACY_OBSERVABILITY_INTERFACE',
      'legacy-observability-interface',
      'KC_HTTP_MANAGEMENT_HEALTH_ENABLED',
      'http-management-health-enabled',
    ],
  },
  // https://min.io/docs/minio/linux/operations/monitoring/healthcheck-probe.html
  {
    image: image('minio'),
    paths: /^\/minio\/(health|v2)\//,
    port: 9000,
    others: [9001, 9090],
    unless: ['address', 'MINIO_ADDRESS'],
  },
  // https://docs.nats.io/running-a-nats-service/nats_admin/monitoring
  { image: image('nats'), paths: /^\/(healthz|varz)/, port: 8222, others: [4222, 6222, 7777], unless: [] },
  // https://coredns.io/plugins/ready/, https://coredns.io/plugins/health/
  { image: image('coredns'), paths: /^\/ready$/, port: 8181, others: [8080, 9153, 53], unless: [] },
  { image: image('coredns'), paths: /^\/health$/, port: 8080, others: [8181, 9153, 53], unless: [] },
  // https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/protocol/extension_health.html
  { image: image('tritonserver'), paths: /^\/v2\/health\//, port: 8000, others: [8001, 8002], unless: ['http-port'] },
  // https://clickhouse.com/docs/interfaces/http
  {
    image: image('clickhouse-server'),
    paths: /^\/(ping|replicas_status)$/,
    port: 8123,
    others: [9000, 9009, 9363],
    unless: ['http_port'],
  },
  // https://qdrant.tech/documentation/guides/monitoring/
  {
    image: image('qdrant'),
    paths: /^\/(healthz|livez|readyz)$/,
    port: 6333,
    others: [6334, 6335],
    unless: ['QDRANT__SERVICE__HTTP_PORT'],
  },
  // https://www.cockroachlabs.com/docs/stable/monitoring-and-alerting
  { image: image('cockroach'), paths: /^\/health/, port: 8080, others: [26257], unless: ['http-addr', 'http-port'] },
  // https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings
  {
    image: image('(elasticsearch|opensearch)'),
    paths: /^\/(_cluster|_cat)\//,
    port: 9200,
    others: [9300, 9600],
    unless: ['http.port'],
  },
  // https://developer.hashicorp.com/vault/api-docs/system/health
  { image: image('(vault|openbao)'), paths: /^\/v1\/sys\/health/, port: 8200, others: [8201], unless: [] },
  // https://kubernetes.github.io/ingress-nginx/
  {
    image: image('ingress-nginx\\/controller'),
    paths: /^\/healthz$/,
    port: 10254,
    others: [80, 443, 8443],
    unless: ['healthz-port'],
  },
  // https://prometheus.io/docs/alerting/latest/management_api/, https://github.com/prometheus/alertmanager#high-availability
  {
    image: image('prom(etheus)?\\/alertmanager'),
    paths: /^\/-\/(healthy|ready)$/,
    port: 9093,
    others: [9094],
    unless: ['web.listen-address'],
  },
  // https://thanos.io/tip/components/query.md/#flags
  {
    image: image('thanos'),
    paths: /^\/-\/(healthy|ready)$/,
    port: 10902,
    others: [10901],
    unless: ['http-address'],
  },
  // https://developer.hashicorp.com/consul/docs/reference/architecture/ports
  {
    image: image('consul'),
    paths: /^\/v1\//,
    port: 8500,
    others: [8300, 8301, 8302, 8502, 8600],
    unless: ['ports.http', 'http-port'],
  },
  // https://doc.traefik.io/traefik/operations/ping/
  {
    image: image('traefik'),
    paths: /^\/ping$/,
    port: 8080,
    others: [80, 443, 8000, 8443],
    unless: ['ping.entryPoint', 'ping.manualRouting', 'entryPoint', 'entryPoints.traefik.address'],
  },
];

/** A program that answers below a path only. */
interface BasePath {
  readonly program: string;
  readonly image?: RegExp;
  readonly settings: readonly string[];
  /** A setting that has to be true. */
  readonly with?: readonly string[];
}

export const BASE_PATHS: readonly BasePath[] = [
  // https://www.elastic.co/guide/en/kibana/current/settings.html#server-rewriteBasePath
  { program: 'Kibana', settings: ['server.basePath'], with: ['server.rewriteBasePath'] },
  // https://prometheus.io/docs/prometheus/latest/command-line/prometheus/
  { program: 'the server', settings: ['web.route-prefix'] },
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  { program: 'Spring Boot', settings: ['server.servlet.context-path', 'spring.webflux.base-path'] },
  // https://quarkus.io/guides/http-reference#quarkus-http_quarkus-http-root-path
  { program: 'Quarkus', settings: ['quarkus.http.root-path'] },
  // https://docs.micronaut.io/latest/guide/configurationreference.html
  { program: 'Micronaut', settings: ['micronaut.server.context-path'] },
  // https://www.keycloak.org/server/all-config?f=config#category-http
  { program: 'Keycloak', settings: ['kc.http.relative.path', 'http-relative-path'] },
  // https://docs.sonarsource.com/sonarqube-server/latest/setup-and-upgrade/configure-and-operate-a-server/environment-variables/
  { program: 'SonarQube', settings: ['sonar.web.context'] },
  // https://help.sonatype.com/en/configuring-the-runtime-environment.html
  { program: 'Nexus', settings: ['nexus.context.path', 'nexus-context-path'] },
  // https://www.jenkins.io/doc/book/installing/initial-settings/
  { program: 'Jenkins', image: /jenkins/, settings: ['prefix'] },
  // https://jupyter-server.readthedocs.io/en/latest/other/full-config.html
  { program: 'Jupyter', settings: ['ServerApp.base_url', 'NotebookApp.base_url'] },
];
