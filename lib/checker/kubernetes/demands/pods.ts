import { fieldPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  atMostOne,
  type Demand,
  exactlyOne,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  oneSource,
  when,
  whenSet,
} from '../demand';
import { selectorOperator } from './selectors';

const profile: readonly Demand[] = [
  when('type', 'Localhost', needs('localhostProfile')),
  when('type', ['RuntimeDefault', 'Unconfined'], forbids('localhostProfile')),
];

/** The smallest units in which a container can read its resources. */
const DIVISORS: Readonly<Record<string, RegExp>> = {
  cpu: /^(1m|1|0)$/,
  memory: /^(1|0|1[kMGTPE]|1[KMGTPE]i)$/,
  'ephemeral-storage': /^(1|0|1[kMGTPE]|1[KMGTPE]i)$/,
};

const divisor: Demand = holds('divisor', '1, 1m of cpu, or a unit such as 1Mi of memory', (value) => {
  const given = valueAt(value, 'divisor');
  const resource = (stringAt(value, 'resource') ?? '').replace(/^(limits|requests)\./, '');
  return !isSet(given ?? undefined) || (DIVISORS[resource]?.test(String(given)) ?? true);
});

/** A probe asks in one way. */
const asksOnce =
  (probe: string): Demand =>
  (container, place) => {
    const value = valueAt(container, probe) ?? null;
    if (value === null) return [];
    return exactlyOne(
      'exec',
      'grpc',
      'httpGet',
      'tcpSocket',
    )(value, place).map((complaint) => ({
      ...complaint,
      field: fieldPath(probe, complaint.field).replace(/\.$/, ''),
    }));
  };

/** A pod on the network of its node opens the ports of the node. */
const hostPorts: Demand = holds('containers', 'hostPort equal to containerPort (with hostNetwork true)', (spec) =>
  [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')]
    .flatMap((container) => listAt(container, 'ports'))
    .every((port) => {
      const host = numberAt(port, 'hostPort') ?? 0;
      return host === 0 || host === numberAt(port, 'containerPort');
    }),
);

const ownHostPorts: Demand = holds('containers', 'a port of the node once', (spec) => {
  const ports = listAt(spec, 'containers')
    .flatMap((container) => listAt(container, 'ports'))
    .filter((port) => isSet(valueAt(port, 'hostPort')) && valueAt(port, 'hostPort') !== 0)
    .map((port) =>
      [valueAt(port, 'hostPort'), stringAt(port, 'hostIP') ?? '', stringAt(port, 'protocol') ?? 'TCP'].join(),
    );
  return new Set(ports).size === ports.length;
});

const LINUX_ONLY = ['hostIPC', 'hostNetwork', 'hostPID'];

const windows: Demand = when(
  'os.name',
  'windows',
  forbids('securityContext.seLinuxOptions', 'securityContext.seccompProfile', 'securityContext.sysctls'),
  forbids('securityContext.fsGroup', 'securityContext.runAsUser', 'securityContext.runAsGroup'),
  holds('hostNetwork', 'no such field', (spec) => LINUX_ONLY.every((name) => valueAt(spec, name) !== true)),
);

const linux: Demand = when('os.name', 'linux', forbids('securityContext.windowsOptions'));

const spreads: Demand = holds('topologySpreadConstraints', 'each topologyKey with a whenUnsatisfiable once', (spec) => {
  const keys = listAt(spec, 'topologySpreadConstraints').map((each) =>
    [stringAt(each, 'topologyKey'), stringAt(each, 'whenUnsatisfiable')].join(),
  );
  return new Set(keys).size === keys.length;
});

const privileged: Demand = holds(
  'allowPrivilegeEscalation',
  'no false beside privileged or CAP_SYS_ADMIN',
  (context) => {
    if (valueAt(context, 'allowPrivilegeEscalation') !== false) return true;
    const added = listAt(context, 'capabilities', 'add').map(String);
    return valueAt(context, 'privileged') !== true && !added.some((name) => /^(CAP_)?SYS_ADMIN$/.test(name));
  },
);

/** Files of a volume have a place of their own. */
const sharesNoPath = (lists: (value: Json) => readonly Json[]): Demand =>
  holds('', 'a path once', (value) => {
    const paths = lists(value).flatMap((item) => stringAt(item, 'path') ?? []);
    return new Set(paths).size === paths.length;
  });

export const POD_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  AppArmorProfile: profile,
  ConfigMapEnvSource: [needs('name')],
  ConfigMapKeySelector: [needs('name')],
  ConfigMapVolumeSource: [needs('name')],
  Container: [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map(asksOnce),
    whenSet('readinessProbe', forbids('readinessProbe.terminationGracePeriodSeconds')),
    whenSet('resizePolicy', forbids('restartPolicy')),
  ],
  DownwardAPIVolumeFile: [exactlyOne('fieldRef', 'resourceFieldRef')],
  EnvFromSource: [exactlyOne('configMapRef', 'secretRef')],
  EnvVar: [atMostOne('value', 'valueFrom')],
  EnvVarSource: [exactlyOne('configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef')],
  HostAlias: [needs('ip')],
  LifecycleHandler: [exactlyOne('exec', 'httpGet', 'sleep', 'tcpSocket')],
  NodeSelectorRequirement: [
    selectorOperator('key'),
    when(
      'operator',
      ['Gt', 'Lt'],
      holds('values', 'one whole number in quotes', (value) => {
        const values = listAt(value, 'values');
        return values.length === 1 && /^-?\d+$/.test(String(values[0]));
      }),
    ),
  ],
  PersistentVolumeClaimVolumeSource: [needs('claimName')],
  PodDNSConfig: [
    holds('nameservers', 'at most 3 addresses', (value) => listAt(value, 'nameservers').length <= 3),
    holds('searches', 'at most 32 domains', (value) => listAt(value, 'searches').length <= 32),
  ],
  PodDNSConfigOption: [needs('name')],
  PodOS: [oneOf('name', 'linux', 'windows')],
  PodSpec: [
    when('dnsPolicy', 'None', needs('dnsConfig.nameservers')),
    when('hostNetwork', true, hostPorts),
    ownHostPorts,
    windows,
    linux,
    spreads,
    when(
      'shareProcessNamespace',
      true,
      holds('hostPID', 'no true', (spec) => valueAt(spec, 'hostPID') !== true),
    ),
  ],
  ResourceFieldSelector: [
    oneOf(
      'resource',
      ...['limits', 'requests'].flatMap((part) =>
        ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${part}.${name}`),
      ),
    ),
    divisor,
  ],
  SeccompProfile: profile,
  SecretEnvSource: [needs('name')],
  SecretKeySelector: [needs('name')],
  SecretVolumeSource: [needs('secretName')],
  SecurityContext: [privileged],
  Toleration: [
    when('operator', 'Exists', forbids('value')),
    when(
      'key',
      [undefined],
      holds('operator', '"Exists"', (value) => valueAt(value, 'operator') === 'Exists'),
    ),
    whenSet(
      'tolerationSeconds',
      holds('effect', '"NoExecute"', (value) => valueAt(value, 'effect') === 'NoExecute'),
    ),
  ],
  TopologySpreadConstraint: [
    when('whenUnsatisfiable', 'ScheduleAnyway', forbids('minDomains')),
    whenSet('matchLabelKeys', needs('labelSelector')),
    holds('matchLabelKeys', 'no key that labelSelector has', (value) => {
      const selected = entriesAt(value, 'labelSelector', 'matchLabels').map(([key]) => key);
      return !listAt(value, 'matchLabelKeys').some((key) => selected.includes(String(key)));
    }),
  ],
  Volume: [oneSource('name')],
  VolumeMount: [atMostOne('subPath', 'subPathExpr')],
  VolumeProjection: [
    exactlyOne('clusterTrustBundle', 'configMap', 'downwardAPI', 'podCertificate', 'secret', 'serviceAccountToken'),
  ],
  ProjectedVolumeSource: [
    sharesNoPath((value) =>
      listAt(value, 'sources').flatMap((source) => [
        ...listAt(source, 'configMap', 'items'),
        ...listAt(source, 'downwardAPI', 'items'),
        ...listAt(source, 'secret', 'items'),
      ]),
    ),
  ],
};
