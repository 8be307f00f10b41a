import type { Bundle, Container } from '../../bundle/bundle';
import { imageWord } from '../../bundle/containers/image-reference';
import { imageName } from '../../bundle/containers/image-users';
import { mounts } from '../../bundle/containers/pod-volumes';
import { isSet, settings } from '../../bundle/containers/settings';
import { type Text, texts } from '../../bundle/containers/texts';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { urlsIn } from '../../bundle/traffic/urls';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity, type Manifest } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Finding, Rule } from '../../rule';

/** A server that speaks no TLS until somebody gives a certificate. */
interface Plain {
  readonly image: RegExp;
  /** Words in a URL of a client that insists on TLS. */
  readonly demand: RegExp;
  readonly says: string;
  /** Settings of the server that turn TLS on. */
  readonly on: RegExp;
}

const SERVERS: readonly Plain[] = [
  // https://www.postgresql.org/docs/current/libpq-ssl.html
  {
    image: /^(postgres|postgis\/postgis|pgvector\/pgvector)$/,
    demand: /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\/.*[?&](?:sslmode=(?:require|verify-\w+)|ssl=(?:true|require))/,
    says: 'sslmode=require',
    on: /^(ssl|ssl_cert_file)$/i,
  },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/
  { image: /^(redis|valkey\/valkey)$/, demand: /^rediss:\/\//, says: 'rediss', on: /^(tls-port|tls-cert-file)$/i },
  // https://www.mongodb.com/docs/manual/reference/connection-string-options/#tls-options
  {
    image: /^mongo$/,
    demand: /^mongodb:\/\/.*[?&](?:tls|ssl)=true/,
    says: 'tls=true',
    on: /tls|ssl|^net\.(tls|ssl)/i,
  },
];

/** A client insists on TLS where the server has a certificate. */
export const tlsAnswered: Rule = {
  id: 'tls-answered',
  answer: 'broken',
  why: 'an image of a database speaks no TLS until somebody gives it a certificate: a client that insists on TLS is turned away',
  example:
    'Secret default/api: stringData.DATABASE_URL: expected a URL without sslmode=require, or a certificate for StatefulSet default/db, received sslmode=require [tls-answered]',
  about: ['postgres', 'rediss', 'mongodb'],
  check: (bundle) => {
    const found = plainServers(bundle);
    if (found.size === 0) return [];
    return [
      ...texts(bundle).flatMap((text) => turnedAway(bundle, found, text)),
      ...bundle.containers
        .filter((container) => LIB_PQ.test(imageWord(container)))
        .flatMap((container) => insisting(bundle, found, container)),
    ];
  },
};

/** Programs with the driver that insists on TLS unless the URL says otherwise: https://pkg.go.dev/github.com/lib/pq#hdr-Connection_String_Parameters */
const LIB_PQ =
  /^(miniflux|postgres-exporter|migrate|dbmate|drone|woodpecker-server|mattermost(-team|-enterprise)-edition)$/;

function insisting(
  bundle: Bundle,
  servers: ReadonlyMap<Manifest, readonly [Plain, Container]>,
  container: Container,
): Finding[] {
  if (isSet(bundle, container, ['PGSSLMODE'])) return [];
  return settings(bundle, container).flatMap(({ value, object, field }): Finding[] => {
    if (!/^postgres(ql)?:\/\/\S+$/.test(value) || /sslmode=|[?&]host=/.test(value)) return [];
    const [name] = (urlsIn(value)[0]?.hosts ?? []).map((host) => host.name);
    const service = name && ClusterDns.of(bundle).answer(name, container.template.namespace)?.service;
    const [server, holder] = (service && servers.get(service)) || [];
    if (server === undefined || holder === undefined || !server.demand.test('postgres://?sslmode=require')) return [];
    const expected = `sslmode=disable in the URL, or a certificate for ${identity(holder.template.owner)}`;
    return [{ object, field, expected, received: 'no sslmode, which means require' }];
  });
}

/** The servers without a certificate behind each Service. */
function plainServers(bundle: Bundle): ReadonlyMap<Manifest, readonly [Plain, Container]> {
  const running = new Set(
    bundle.containers.filter((each) => !each.init && SERVERS.some(({ image }) => image.test(imageName(each)))),
  );
  const found = new Map<Manifest, readonly [Plain, Container]>();
  if (running.size === 0) return found;
  for (const service of bundle.ofKind('Service')) {
    const behind = podsBehind(bundle, service).flatMap(({ containers }) => containers.filter(({ init }) => !init));
    const [only, ...others] = behind;
    const server = only && SERVERS.find(({ image }) => image.test(imageName(only)));
    // A proxy beside the server may speak TLS.
    if (only && server && others.length === 0 && !isOn(bundle)(only)) found.set(service, [server, only]);
  }
  return found;
}

const isOn = once((bundle: Bundle) => (container: Container) => {
  const on = SERVERS.find(({ image }) => image.test(imageName(container)))?.on;
  const isCertified = mounts(container).some(({ mountPath }) => /tls|ssl|cert/i.test(mountPath));
  return isCertified || settings(bundle, container).some(({ name, value }) => on?.test(name) && value !== 'off');
});

function turnedAway(
  bundle: Bundle,
  servers: ReadonlyMap<Manifest, readonly [Plain, Container]>,
  { object, namespace, field, value }: Text,
): Finding[] {
  if (!/^[\w:+]+:\/\//.test(value) || !/ssl|tls|rediss/.test(value)) return [];
  return urlsIn(value).flatMap(({ hosts }) =>
    hosts.flatMap(({ name }): Finding[] => {
      const service = ClusterDns.of(bundle).answer(name, namespace)?.service;
      const [server, container] = (service && servers.get(service)) ?? [];
      if (server === undefined || container === undefined || !server.demand.test(value.trim())) return [];
      const owner = identity(container.template.owner);
      const expected = `a URL without ${server.says}, or a certificate for ${owner}`;
      return [{ object, field, expected, received: server.says }];
    }),
  );
}
