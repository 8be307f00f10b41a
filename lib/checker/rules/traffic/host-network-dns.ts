import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { runs } from '../../bundle/workloads/members';
import { listAt, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** A pod in the network of its node asks the DNS of the cluster if the pod connects to Services. */
export const hostNetworkDns: Rule = {
  id: 'host-network-dns',
  answer: 'broken',
  why: 'in the network of the node, a pod asks the resolver of the node, which knows no Service, unless dnsPolicy says otherwise',
  example:
    'DaemonSet default/agent: spec.template.spec.dnsPolicy: expected "ClusterFirstWithHostNet": container agent connects to api.default.svc, and the pod has the network of its node, received nothing [host-network-dns]',
  about: ['dnsPolicy', 'hostNetwork'],
  check: (bundle) =>
    bundle.templates.flatMap(({ owner, spec, path, containers }) => {
      const policy = stringAt(spec, 'dnsPolicy');
      const onNode = valueAt(spec, 'hostNetwork') === true;
      const isPublic = policy === 'None' && asksPublic(spec);
      // The policy Default is the resolver of the node, too.
      if (policy !== 'Default' && !(onNode && (policy ?? 'ClusterFirst') === 'ClusterFirst') && !isPublic) return [];
      if (valueAt(spec, 'dnsConfig') !== undefined && !isPublic) return [];
      // A server of the DNS answers names of Services, and asks the resolver of the node for others.
      for (const container of containers.filter((each) => !runs(each, DNS_SERVER))) {
        const host = serviceOf(bundle, container);
        if (host === undefined) continue;
        const resolver = isPublic ? 'a public resolver' : 'the resolver of the node';
        const place = onNode && !isPublic ? 'the pod has the network of its node' : `${resolver} knows no Service`;
        const right = onNode ? '"ClusterFirstWithHostNet"' : '"ClusterFirst"';
        const expected = `${right}: container ${container.name} connects to ${host}, and ${place}`;
        return [{ object: owner, field: `${path}.dnsPolicy`, expected, received: quoted(policy) }];
      }
      return [];
    }),
};

/** Resolvers of everybody: of Google, Cloudflare, Quad9 and OpenDNS. */
const PUBLIC = /^(8\.8\.[48]\.[48]|1\.[01]\.[01]\.[123]|9\.9\.9\.\d+|149\.112\.112\.\d+|208\.67\.22[02]\.22[02])$/;

function asksPublic(spec: unknown): boolean {
  const servers = listAt(spec, 'dnsConfig', 'nameservers').map(String);
  return servers.length > 0 && servers.every((server) => PUBLIC.test(server));
}

const DNS_SERVER = /coredns|node-cache|dnsmasq|unbound|bind9?$|named$|powerdns|pdns/;

/** The first name of a Service of the bundle in the texts of a container. */
function serviceOf(bundle: Bundle, container: Container): string | undefined {
  const texts = [
    ...toldFiles(bundle, container),
    ...commandLine(container).map((value) => ({ key: undefined, value })),
    ...[...ownVariables(bundle, container), ...takenVariables(bundle, container)].map(({ name, value, secret }) => ({
      key: name,
      value: secret ? '' : (value ?? ''),
    })),
    ...mountedFiles(bundle, container).flatMap(({ files }) => [...files].map(([key, value = '']) => ({ key, value }))),
  ];
  const hosts = texts.flatMap((text) => [...hostsIn(text).map(({ name }) => name), ...plain(text.value)]);
  return hosts.find((host) => {
    const answer = ClusterDns.of(bundle).answer(host, container.template.namespace);
    // The Service of the API server answers at an address that every pod has in its environment.
    return (
      IN_CLUSTER.test(host) ||
      (answer?.service !== undefined &&
        (host.includes('.') || bundle.find('Service', container.template.namespace, host) !== undefined))
    );
  });
}

/** The suffix of a name that the DNS of the cluster alone knows, wherever the Service is made. */
const IN_CLUSTER = /^(?!kubernetes\.default\.).+\.svc\.cluster\.local\.?$/;

/** The ConfigMaps that a controller reads from the API server, since an option names them. */
function toldFiles(bundle: Bundle, container: Container): { readonly key: string; readonly value: string }[] {
  const { namespace } = container.template;
  return commandLine(container).flatMap((word) => {
    const [, name = ''] = /^--?[\w-]*config-?map(?:-name)?=(?:[^/\s]*\/)?([\w.-]+)$/.exec(word) ?? [];
    const found = name === '' ? undefined : bundle.find('ConfigMap', namespace, name);
    return Object.entries(stringsAt(found, 'data')).map(([key, value]) => ({ key, value }));
  });
}

/** Names behind a setting for hosts in a file: `Host  log.logging.svc`. */
const plain = (text: string): string[] =>
  [...text.matchAll(/^[ \t]*(?:Host|host|server|address)[ \t:=]+([a-z0-9.-]{1,253})[ \t]*$/gm)].flatMap(
    ([, host]) => host ?? [],
  );
