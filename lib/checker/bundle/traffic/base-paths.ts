import type { Bundle, Container } from '../bundle';
import { imageReference } from '../containers/image-reference';
import { imageName } from '../containers/image-users';
import { setting } from '../containers/settings';

/** A program behind a path of a host. */
interface Program {
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

const PROGRAMS: readonly Program[] = [
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

/** The base path of a known program, empty for the root. Undefined for another program. */
export function basePath(
  bundle: Bundle,
  container: Container,
): { readonly base: string; readonly foreign: RegExp } | undefined {
  const major = Number(/^v?(\d+)/.exec(imageReference(container)?.tag ?? '')?.[1] ?? Number.NaN);
  const program = PROGRAMS.find(
    ({ image, from }) => image.test(imageName(container)) && (from === undefined || major >= from),
  );
  if (program === undefined) return undefined;
  const { base: names, only, foreign } = program;
  const told = names.length === 0 ? '' : (setting(bundle, container, names)?.value ?? '');
  if (/[$%{]/.test(told.replace(/^%\(protocol\)s:\/\/%\(domain\)s(:%\(http_port\)s)?/, ''))) return undefined;
  const path = told
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/^%\([^/]*/, '')
    .replace(/\/+$/, '');
  const isOn = only === undefined || /^(true|1|yes)$/i.test(setting(bundle, container, only)?.value ?? '');
  return { base: isOn ? path : '', foreign };
}
