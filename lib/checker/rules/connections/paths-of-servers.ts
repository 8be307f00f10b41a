import type { Bundle, Container } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { imageName } from '../../bundle/containers/image-users';
import { isSet, setting } from '../../bundle/containers/settings';
import { type Text, texts } from '../../bundle/containers/texts';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { servedHosts } from '../../bundle/traffic/served-hosts';
import { urlsIn } from '../../bundle/traffic/urls';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity, type Manifest } from '../../manifest/manifest';
import { SERVER_PATHS, type ServerPaths } from '../../programs/server-paths';
import { type Finding, quoted, type Rule } from '../../rule';

/** A URL of a well-known server has a path of the server. */
export const pathsOfServers: Rule = {
  id: 'paths-of-servers',
  answer: 'risk',
  why: 'a server answers 404 at a path that is not its own: the client writes a line in its log, and the data never arrive',
  example:
    'ConfigMap default/agent: data[agent.yaml]: expected a path of StatefulSet default/loki, such as /loki/api/v1/push, received "/api/v1/push" [paths-of-servers]',
  about: ['http://', 'https://'],
  check: (bundle) => {
    const known = knownServers(bundle);
    if (known.size === 0) return [];
    const outer = publicHosts(bundle, known);
    return texts(bundle).flatMap((text) => strange(bundle, known, outer, text));
  },
};

/** The hosts that routes lead to one server, with all paths as asked. */
function publicHosts(bundle: Bundle, known: Servers): ReadonlyMap<string, Manifest> {
  const pods = new Map(
    [...servedHosts(bundle)].flatMap(([pod, hosts]) =>
      hosts.map(({ host }) => [`${host} ${identity(pod.owner)}`, host]),
    ),
  );
  const count = (host: string) => [...pods.values()].filter((each) => each === host).length;
  return new Map(
    [...known].flatMap(([service, { container }]) =>
      (servedHosts(bundle).get(container.template) ?? []).flatMap(({ host, route }) => {
        // A route may take a part of the path away.
        const changes = /rewrite|redirect|snippet|app-root|middlewares|"filters"/i.test(
          JSON.stringify([route.metadata, route.spec]),
        );
        return changes || count(host) > 1 ? [] : [[host, service] as const];
      }),
    ),
  );
}

type Servers = ReadonlyMap<Manifest, { readonly server: ServerPaths; readonly container: Container }>;

/** The Services with one container of a well-known server behind. A proxy beside the server may have paths of its own. */
function knownServers(bundle: Bundle): Servers {
  const running = bundle.containers.filter((each) => SERVER_PATHS.some(({ image }) => image.test(imageName(each))));
  if (running.length === 0) return new Map();
  return new Map(
    bundle.ofKind('Service').flatMap((service) => {
      const behind = podsBehind(bundle, service).flatMap(({ containers }) => containers.filter(({ init }) => !init));
      const [container, ...others] = behind;
      const server = container && SERVER_PATHS.find((each) => isOf(bundle, container, each));
      return container && server && others.length === 0 ? [[service, { server, container }] as const] : [];
    }),
  );
}

function isOf(bundle: Bundle, container: Container, { image, from, unless }: ServerPaths): boolean {
  const major = Number(/^v?(\d+)/.exec(imageReference(container)?.tag ?? '')?.[1] ?? Number.NaN);
  return image.test(imageName(container)) && (from === undefined || major >= from) && !isSet(bundle, container, unless);
}

/** A path that somebody fills in, or a pattern. */
const FILLED_IN = /[$%{}*<>()^|\\]/;

function strange(
  bundle: Bundle,
  known: Servers,
  outer: ReadonlyMap<string, Manifest>,
  { object, namespace, field, value }: Text,
): Finding[] {
  if (!/https?:\/\//.test(value) || value.length > 100_000) return [];
  return urlsIn(value.replace(/^[ \t]*(#|\/\/|;).*$/gm, '')).flatMap(({ scheme, hosts, path = '' }): Finding[] => {
    const asked = `/${path.replace(/["'`,;].*$|\/+$/gs, '')}`;
    const [host] = hosts;
    if (!/^https?$/.test(scheme) || asked === '/' || host === undefined || FILLED_IN.test(asked)) return [];
    const inner = ClusterDns.of(bundle).answer(host.name, namespace)?.service;
    const service = inner ?? outer.get(host.name);
    const { server, container } = (service && known.get(service)) ?? {};
    if (server === undefined || container === undefined || (server.port ?? host.port) !== host.port) return [];
    // A program says itself where its pages are.
    if (inner === undefined && object === container.template.owner) return [];
    const base = (setting(bundle, container, server.base ?? [])?.value ?? '').replace(/^\/+|\/+$/g, '');
    const paths = server.paths.map((each) => (base === '' ? each : `/${base}${each}`));
    // A client may add the rest of the path.
    const isKnown = paths.some((each) => `${asked}/`.startsWith(`${each}/`) || each.startsWith(`${asked}/`));
    if (isKnown) return [];
    const expected = `a path of ${identity(container.template.owner)}, such as ${paths[0]}`;
    return [{ object, field, expected, received: quoted(asked) }];
  });
}
