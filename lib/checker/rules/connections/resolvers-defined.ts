import type { Bundle, Container } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { isSet } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
import { entryPath } from '../../manifest/field-path';
import type { Finding, Rule } from '../../rule';

/** A variable with the name of a host: `set $backend http://api.shop.svc;`. */
const SET = /(?:^|[;{])\s*set\s+(\$\w+)\s+["']?(?:https?:\/\/)?(?!https?:)([a-z][\w-]*(?:\.[\w-]+)*)(?::\d+)?[^;]*;/gm;
const PASS = /(?:^|[;{])\s*(?:proxy|grpc|fastcgi|uwsgi)_pass\s+["']?(?:\w+:\/\/)?(\$\w+)/gm;

/** nginx knows a resolver for a host that stands in a variable: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass */
export const resolversDefined: Rule = {
  id: 'resolvers-defined',
  answer: 'broken',
  why: 'nginx looks up a host in a variable at each request, and asks no name server but that of resolver: without one, it answers 502',
  example:
    'ConfigMap default/edge: data[default.conf]: expected a resolver, such as kube-dns.kube-system.svc.cluster.local, for the host in $backend, received none [resolvers-defined]',
  about: ['proxy_pass', 'grpc_pass', 'fastcgi_pass', 'uwsgi_pass'],
  check: (bundle) =>
    bundle.containers
      .filter((each) => runs(each, /^(nginx|nginx-unprivileged)$/))
      .flatMap((each) => unresolved(bundle, each)),
};

function unresolved(bundle: Bundle, container: Container): Finding[] {
  // The entrypoint of the image fills in the resolvers of the pod.
  if (isSet(bundle, container, ['NGINX_ENTRYPOINT_LOCAL_RESOLVERS'])) return [];
  const files = mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].flatMap(([name, text]) =>
      text === undefined ? [] : [{ object: made, field: entryPath('data', name), text: text.replace(/#.*$/gm, '') }],
    ),
  );
  const all = files.map(({ text }) => text).join('\n');
  // A file of the image may have the resolver.
  if (
    /\bresolver\s/.test(all) ||
    /\binclude\s+(?!\/etc\/nginx\/(conf\.d|mime\.types|modules|fastcgi_params|uwsgi_params))/.test(all)
  )
    return [];
  const upstreams = new Set([...all.matchAll(/\bupstream\s+([\w.-]+)/g)].map(([, name]) => name));
  return files.flatMap(({ object, field, text }) => {
    const hosts = new Map([...text.matchAll(SET)].map(([, name = '', host = '']) => [name, host]));
    const used = [...text.matchAll(PASS)].map(([, name = '']) => name);
    const [name] = used.filter((each) => hosts.has(each) && !upstreams.has(hosts.get(each)));
    if (name === undefined) return [];
    const expected = `a resolver, such as kube-dns.kube-system.svc.cluster.local, for the host in ${name}`;
    return [{ object, field, expected, received: 'none' }];
  });
}
