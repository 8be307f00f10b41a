/** A program behind a path of a host. */
interface BasedProgram {
  readonly image: RegExp;
  /** The first major version that answers so. @default all versions */
  readonly from?: number;
  /** Settings with the path below which the program answers, or with a URL of that path. */
  readonly base: readonly string[];
  /** A setting that has to be true, or else the program answers at the root. */
  readonly only?: readonly string[];
  /** Paths that are none of the program's own. */
  readonly foreign: RegExp;
}

const of = (image: string): RegExp => new RegExp(`(^|/)${image}$`);

export const BASED_PROGRAMS: readonly BasedProgram[] = [
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#serve_from_sub_path
  {
    image: of('grafana(-oss|-enterprise)?'),
    base: ['GF_SERVER_ROOT_URL', 'root_url'],
    only: ['GF_SERVER_SERVE_FROM_SUB_PATH', 'serve_from_sub_path'],
    foreign: /^\/(grafana|monitoring)$/,
  },
  // https://www.elastic.co/docs/reference/kibana/configuration-reference/general-settings
  {
    image: of('kibana'),
    base: ['server.basePath'],
    only: ['server.rewriteBasePath'],
    foreign: /^\/(kibana)$/,
  },
  // https://prometheus.io/docs/prometheus/latest/command-line/prometheus/
  {
    image: of('(prometheus|alertmanager)'),
    base: ['web.route-prefix', 'web.external-url'],
    foreign: /^\/(prometheus|alertmanager|prom|monitoring)$/,
  },
  // https://www.jaegertracing.io/docs/latest/deployment/frontend-ui/
  {
    image: of('jaeger-query|(^|/)all-in-one'),
    base: ['query.base-path', 'QUERY_BASE_PATH'],
    foreign: /^\/(jaeger|tracing|traces)$/,
  },
  // https://www.keycloak.org/server/all-config
  {
    image: /(^|\/)keycloak\/keycloak$/,
    from: 17,
    base: ['http-relative-path', 'KC_HTTP_RELATIVE_PATH'],
    foreign: /^\/(keycloak|auth|sso|identity)$/,
  },
  // https://flower.readthedocs.io/en/latest/config.html#url-prefix
  { image: of('flower'), base: ['url_prefix', 'FLOWER_URL_PREFIX'], foreign: /^\/flower$/ },
  // https://postgrest.org/en/stable/references/api.html: the paths are names of tables
  { image: of('postgrest'), base: [], foreign: /^\/(api|rest|data)(\/v?\d+)?$/ },
  // https://docs.sonarsource.com, https://www.jenkins.io/doc/book/installing/initial-settings/
  { image: of('sonarqube'), base: ['sonar.web.context'], foreign: /^\/(sonarqube|sonar)$/ },
  { image: of('jenkins'), base: ['prefix'], foreign: /^\/(jenkins|ci)$/ },
];
