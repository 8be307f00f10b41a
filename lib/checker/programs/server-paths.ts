/** A server, and the beginnings of all paths that the server answers. */
export interface ServerPaths {
  readonly image: RegExp;
  readonly paths: readonly string[];
  /** The port with the paths. @default any port */
  readonly port?: number;
  /** The first major version with the paths. @default all versions */
  readonly from?: number;
  /** Settings with the beginning of each path. @default the paths begin at the root */
  readonly base?: readonly string[];
  /** Settings that put the paths elsewhere. */
  readonly unless: readonly string[];
}

const below = (start: string, ends: string): string[] => ends.split(' ').map((end) => `${start}/${end}`);
const OPERATIONS = below('', 'ready metrics config services log_level memberlist debug ring status');

export const SERVER_PATHS: readonly ServerPaths[] = [
  // https://grafana.com/docs/loki/latest/reference/loki-http-api/
  {
    image: /^grafana\/loki$/,
    paths: [
      ...below(
        '/loki/api/v1',
        'push query query_range label labels series tail rules index patterns delete format_query',
      ),
      ...below('/loki/api/v1', 'detected_labels detected_fields detected_field drilldown-limits cache'),
      ...below('/api/prom', 'push query label tail series rules'),
      ...below(
        '',
        'otlp/v1/logs prometheus/api/v1 flush distributor ingester compactor ruler scheduler indexgateway ui',
      ),
      ...OPERATIONS,
    ],
    unless: ['server.http_path_prefix', 'server.path-prefix'],
  },
  // https://prometheus.io/docs/prometheus/latest/querying/api/
  {
    image: /^prom\/prometheus$/,
    paths: [
      ...below(
        '/api/v1',
        'write read query query_range query_exemplars series labels label targets rules alerts metadata',
      ),
      ...below(
        '/api/v1',
        'alertmanagers status admin otlp/v1/metrics format_query parse_query notifications scrape_pools',
      ),
      ...below('', 'metrics federate - graph query alerts targets rules config status flags tsdb-status version debug'),
      ...below('', 'service-discovery consoles static classic agent alertmanager-discovery'),
    ],
    unless: ['web.route-prefix', 'web.external-url'],
  },
  // https://prometheus.io/docs/alerting/latest/management_api/, https://github.com/prometheus/pushgateway
  {
    image: /^prom\/alertmanager$/,
    paths: below('', 'api/v1 api/v2 - metrics status debug'),
    unless: ['web.route-prefix', 'web.external-url'],
  },
  {
    image: /^prom\/pushgateway$/,
    paths: below('', 'metrics api/v1 - status debug'),
    unless: ['web.route-prefix', 'web.external-url'],
  },
  // https://opentelemetry.io/docs/specs/otlp/#otlphttp-request
  ...[
    /^otel\/opentelemetry-collector[\w-]*$/,
    /^grafana\/tempo$/,
    /^jaegertracing\/(all-in-one|jaeger|jaeger-collector)$/,
  ].map((image) => ({
    image,
    port: 4318,
    paths: below('/v1', 'traces metrics logs').concat('/v1development/profiles'),
    unless: ['receivers.otlp.protocols.http.traces_url_path', 'receivers.otlp.protocols.http.logs_url_path'],
  })),
  // https://www.keycloak.org/server/reverseproxy
  {
    image: /^keycloak\/keycloak$/,
    from: 17,
    paths: below('', 'realms admin js resources health metrics robots.txt welcome-content'),
    base: ['KC_HTTP_RELATIVE_PATH', 'http-relative-path'],
    unless: ['KC_HTTP_MANAGEMENT_RELATIVE_PATH'],
  },
  // https://docs.ollama.com/api, https://docs.vllm.ai/en/latest/serving/openai_compatible_server/
  { image: /^ollama\/ollama$/, paths: ['/api', '/v1'], unless: [] },
  {
    image: /^vllm\/vllm-openai$/,
    paths: below('', 'v1 v2 health load ping version metrics tokenize detokenize pooling classify score rerank docs'),
    unless: ['root-path'],
  },
  // https://distribution.github.io/distribution/spec/api/
  { image: /^registry$/, paths: ['/v2', '/metrics', '/debug'], unless: ['REGISTRY_HTTP_PREFIX', 'http.prefix'] },
  // https://docs.influxdata.com/influxdb/v2/api/
  { image: /^influxdb$/, from: 2, paths: below('', 'api/v2 write query ping health ready metrics debug'), unless: [] },
];
