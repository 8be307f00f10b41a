import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { type Setting, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { servedPorts } from '../../bundle/traffic/served-ports';
import { mostReplicas } from '../../bundle/workloads/members';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings with the address of a server for clients and neighbours. */
const ADVERTISED =
  /advertised?[._-]?(listeners|client[._-]urls|peer[._-]urls|addr(ess)?|host([._-]?name)?)$|(replica|cluster|sentinel)[._-]announce[._-](ip|hostname)$/i;
/** Settings with an address of a single member, never of any member. */
const OF_ONE = /advertised[._-]?listeners$|advertise[._-]peer[._-]urls$|announce/i;
/** Settings with a name that has to resolve to each member. */
const OF_ALL =
  /^(jgroups\.dns\.query|DNS_CLUSTER_QUERY|HZ_NETWORK_JOIN_KUBERNETES_SERVICEDNS|.*\.kubernetes\.service-dns)$/i;
const LOOPBACK = /^(?:\w+:\/\/)?(?:127(?:\.\d+){3}|localhost|\[::1\])(?::\d+)?$/;

/** A server gives others an address that leads to the server. */
export const advertisedAddresses: Rule = {
  id: 'advertised-addresses',
  answer: 'broken',
  why: 'clients and neighbours call the address that a server tells them: localhost is their own pod, and behind the address of a Service stands any of the members',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].env[KAFKA_ADVERTISED_LISTENERS].value: expected the name of the pod, which others call, received "PLAINTEXT://localhost:9092" [advertised-addresses]',
  about: ['advertise', 'announce', 'query', 'service-dns', 'servicedns'],
  check: (bundle) => [
    ...serving(bundle, ADVERTISED).flatMap(([template, setting]) => onLoopback(bundle, template, setting)),
    ...serving(bundle, OF_ONE).flatMap(([template, setting]) => sharedByAll(bundle, template, setting, true)),
    ...serving(bundle, OF_ALL).flatMap(([template, setting]) => sharedByAll(bundle, template, setting, false)),
  ],
};

const at = ({ object, field }: Setting) => ({ object, field });
const received = ({ secret, value }: Setting) => (secret ? 'another address' : quoted(value));

/** The settings of a pattern, but for those of init containers. */
const serving = (bundle: Bundle, pattern: RegExp): (readonly [PodTemplate, Setting])[] =>
  [...settingsNamed(bundle, pattern)].flatMap(([{ init, template }, found]) =>
    init ? [] : found.map((setting) => [template, setting] as const),
  );

function onLoopback(bundle: Bundle, template: PodTemplate, setting: Setting): Finding[] {
  const addresses = setting.value.split(/[,\s]+/).filter((address) => address !== '');
  if (addresses.length === 0 || !addresses.every((address) => LOOPBACK.test(address))) return [];
  const isCalled = mostReplicas(bundle, template) > 1 || servedPorts(bundle).has(template);
  if (!isCalled || valueAt(template.spec, 'hostNetwork') === true) return [];
  return [{ ...at(setting), expected: 'the name of the pod, which others call', received: received(setting) }];
}

function sharedByAll(bundle: Bundle, template: PodTemplate, setting: Setting, isOfOne: boolean): Finding[] {
  if (mostReplicas(bundle, template) < 2) return [];
  const text = { key: 'HOST', value: setting.value.replace(/^dns(srv)?\+/, '') };
  return hostsIn(text).flatMap(({ name }) => {
    const service = ClusterDns.of(bundle).answer(name, template.namespace)?.service;
    if (service === undefined || !isSharedBy(bundle, template, service)) return [];
    const expected = isOfOne
      ? `the name of the pod: behind ${identity(service)} stands any of the members`
      : `a headless Service: ${identity(service)} has one address for all members`;
    return [{ ...at(setting), answer: isOfOne ? undefined : 'risk', expected, received: received(setting) }];
  });
}

function isSharedBy(bundle: Bundle, template: PodTemplate, service: NonNullable<ReturnType<Bundle['find']>>): boolean {
  const selector = stringsAt(service, 'spec', 'selector');
  if (stringAt(service, 'spec', 'clusterIP') === 'None' || 'statefulset.kubernetes.io/pod-name' in selector)
    return false;
  return podsBehind(bundle, service).includes(template);
}
