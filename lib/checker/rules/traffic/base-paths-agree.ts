import type { Bundle, Container } from '../../bundle/bundle';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { basePath } from '../../bundle/traffic/base-paths';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { routesOf } from '../../bundle/traffic/ingress-routes';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { entryPath } from '../../manifest/field-path';
import { type Manifest, namespaceOf, stringAt, stringsAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program answers at the path that its route leads to it. */
export const basePathsAgree: Rule = {
  id: 'base-paths-agree',
  answer: 'risk',
  why: 'a route passes the path on as it is, or takes a part away: a program that answers elsewhere says 404 to each request',
  example:
    'Ingress default/web: spec.rules[a.example.com].http.paths[/grafana].path: expected a rewrite of the path, or a program below /grafana: container api of Deployment default/api answers at /, received "/grafana" [base-paths-agree]',
  check: (bundle) => [...bundle.ofKind('Ingress').flatMap((each) => ofIngress(bundle, each)), ...ofNginx(bundle)],
};

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
    const found = container.init ? undefined : basePath(bundle, container);
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
