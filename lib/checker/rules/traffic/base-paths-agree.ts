import type { Bundle, Container } from '../../bundle/bundle';
import { ClusterDns } from '../../bundle/cluster-dns';
import { imageReference } from '../../bundle/image-reference';
import { imageName } from '../../bundle/image-users';
import { routesOf } from '../../bundle/ingress-routes';
import { mountedFiles } from '../../bundle/mounted-files';
import { podsBehind } from '../../bundle/pod-selection';
import { setting } from '../../bundle/settings';
import { entryPath } from '../../manifest/field-path';
import { type Manifest, namespaceOf, stringAt, stringsAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

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

/** A program answers at the path that its route leads to it. */
export const basePathsAgree: Rule = {
  id: 'base-paths-agree',
  answer: 'risk',
  why: 'a route passes the path on as it is, or takes a part away: a program that answers elsewhere says 404 to each request',
  example:
    'Ingress default/web: spec.rules[a.example.com].http.paths[/grafana].path: expected a rewrite of the path, or a program below /grafana: container api of Deployment default/api answers at /, received "/grafana" [base-paths-agree]',
  check: (bundle) => [...bundle.ofKind('Ingress').flatMap((each) => ofIngress(bundle, each)), ...ofNginx(bundle)],
};

/** The base path of a known program, empty for the root. Undefined for another program. */
function baseOf(bundle: Bundle, container: Container): { readonly base: string; readonly foreign: RegExp } | undefined {
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

const REWRITES = /rewrite|strip|middleware|replace|snippet|app-root|path-prefix|use-regex|actions\./i;

const TARGET = 'metadata.annotations[nginx.ingress.kubernetes.io/rewrite-target]';

/** https://kubernetes.github.io/ingress-nginx/examples/rewrite/: the group of the path that the target means. */
function groupOf(path: string, target: string | undefined): string | undefined {
  if (target === undefined || !/^\/\$\d$/.test(target)) return undefined;
  if (/\(\/\|\$\)\(\.\*\)$/.test(path)) return target === '/$1' && !path.slice(0, -9).includes('(') ? '$2' : undefined;
  return /^[^()]*\(\.\*\)$/.test(path) && target !== '/$1' ? '$1' : undefined;
}

function ofIngress(bundle: Bundle, object: Manifest): Finding[] {
  const annotations = Object.keys(stringsAt(object, 'metadata', 'annotations'));
  const target = stringAt(object, 'metadata', 'annotations', 'nginx.ingress.kubernetes.io/rewrite-target');
  const others = annotations.filter((each) => REWRITES.test(each) && !/rewrite-target$|use-regex$/.test(each));
  if (others.length > 0) return [];
  return routesOf(object).flatMap(({ path, field, backend }): Finding[] => {
    const service = bundle.find('Service', namespaceOf(object), stringAt(backend, 'service', 'name') ?? '');
    const plain = path.replace(/\(\/\|\$\)\(\.\*\)$|\/?\(\.\*\)$|\/+$/, '');
    if (service === undefined || plain === '' || /[()*|[\]]/.test(plain)) return [];
    const place = { object, field: `${field}.path`, received: quoted(path) };
    const group = groupOf(path, target);
    if (group !== undefined)
      return [
        {
          ...place,
          field: TARGET,
          expected: `"/${group}", the part of the path behind ${plain}`,
          received: quoted(target),
        },
      ];
    return judged(
      bundle,
      podsBehind(bundle, service).flatMap(({ containers }) => containers),
      plain,
      target,
    ).map((expected) => ({ ...place, expected }));
  });
}

/** The remedies for a path. With a target, the path is taken away. */
function judged(bundle: Bundle, containers: readonly Container[], path: string, target?: string): string[] {
  return containers.slice(0, 20).flatMap((container) => {
    const found = container.init ? undefined : baseOf(bundle, container);
    if (found === undefined) return [];
    const { base, foreign } = found;
    const [owner, at] = [container.template.owner, `container ${container.name} of ${container.template.owner.kind}`];
    const who = `${at} ${namespaceOf(owner)}/${owner.metadata.name}`;
    if (target !== undefined) {
      const isTaken = /^\/?(\$[12])?$/.test(target) && base !== '' && path === base;
      return isTaken ? [`no rewrite of the path: ${who} answers below ${base}`] : [];
    }
    const isBelow = `${path}/`.startsWith(`${base}/`) || `${base}/`.startsWith(`${path}/`);
    if (base === '' ? !foreign.test(path) : isBelow) return [];
    return base === ''
      ? [`a rewrite of the path, or a program below ${path}: ${who} answers at /`]
      : [`a path below ${base}, where ${who} answers`];
  });
}

/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass: without a path, the request is passed on as it is. */
function ofNginx(bundle: Bundle): Finding[] {
  const seen = new Set<string>();
  return bundle.containers.flatMap((container) => {
    const { namespace } = container.template;
    if (!/nginx|openresty/.test(imageName(container))) return [];
    return mountedFiles(bundle, container).flatMap(({ made, files }) =>
      [...files].flatMap(([name, text = '']): Finding[] => {
        const key = `${namespace} ${made.metadata.name} ${name}`;
        if (seen.has(key) || !text.includes('proxy_pass')) return [];
        seen.add(key);
        const blocks = text.replace(/^\s*#.*$/gm, '').matchAll(/location\s+(?:\^~\s+)?(\/[\w/-]+)\s*\{([^{}]*)\}/g);
        return [...blocks].flatMap(([, path = '', body = '']): Finding[] => {
          const [, host] = /proxy_pass\s+https?:\/\/([\w.-]+)(?::\d+)?;/.exec(body) ?? [];
          if (host === undefined || /\brewrite\s/.test(body)) return [];
          const service = ClusterDns.of(bundle).answer(host, namespace)?.service;
          const servers =
            service === undefined ? [] : podsBehind(bundle, service).flatMap(({ containers }) => containers);
          return judged(bundle, servers, path.replace(/\/+$/, ''))
            .slice(0, 1)
            .map((expected) => ({
              object: made,
              field: entryPath('data', name),
              expected: expected.replace('a rewrite of the path', 'a slash behind the address of proxy_pass'),
              received: `location ${path} without one`,
            }));
        });
      }),
    );
  });
}
