import { entriesAt, type Json, listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  type Demand,
  distinct,
  exactlyOne,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  since,
  until,
  when,
  whenSet,
} from '../demand';
import { dnsSubdomain, labelValue } from '../name-syntax';
import { selectorOperator } from './selectors';

const allContainers = (spec: Json): readonly Json[] => [
  ...listAt(spec, 'containers'),
  ...listAt(spec, 'initContainers'),
];

/** A pod on the network of its node opens the ports of the node. */
const hostPorts: Demand = holds('containers', 'hostPort equal to containerPort (with hostNetwork true)', (spec) =>
  listAt(spec, 'containers')
    .flatMap((container) => listAt(container, 'ports'))
    .every((port) => {
      const host = numberAt(port, 'hostPort') ?? 0;
      return host === 0 || host === numberAt(port, 'containerPort');
    }),
);

const ownHostPorts: Demand = holds('containers', 'a port of the node once', (spec) => {
  const all = listAt(spec, 'containers').flatMap((container) => listAt(container, 'ports'));
  const ports = all
    .filter((port) => isSet(valueAt(port, 'hostPort')) && valueAt(port, 'hostPort') !== 0)
    .map((port) =>
      [valueAt(port, 'hostPort'), stringAt(port, 'hostIP') ?? '', stringAt(port, 'protocol') ?? 'TCP'].join(),
    );
  return new Set(ports).size === ports.length;
});

/** Probes and hooks belong to containers that run beside the others. */
const plainInitContainers: Demand = (spec) =>
  listAt(spec, 'initContainers').flatMap((container, index) => {
    if (valueAt(container, 'restartPolicy') === 'Always') return [];
    return ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']
      .filter((name) => isSet(valueAt(container, name)))
      .map((name) => ({
        field: `initContainers[${stringAt(container, 'name') ?? index}].${name}`,
        expected: 'no such field (without restartPolicy Always)',
      }));
  });

const onlyAlways: Demand = holds('initContainers', 'Always in each restartPolicy', (spec) =>
  listAt(spec, 'initContainers').every((each) => ['Always', undefined].includes(stringAt(each, 'restartPolicy'))),
);

const noRestartPolicies: Demand = (spec) =>
  listAt(spec, 'containers').flatMap((container, index) =>
    isSet(valueAt(container, 'restartPolicy'))
      ? [{ field: `containers[${stringAt(container, 'name') ?? index}].restartPolicy`, expected: 'no such field' }]
      : [],
  );

/** A pod is not killed while its hook still sleeps. */
const sleeps: Demand = holds('containers', 'a sleep within terminationGracePeriodSeconds', (spec) => {
  const most = numberAt(spec, 'terminationGracePeriodSeconds') ?? 30;
  return allContainers(spec).every((container) =>
    ['postStart', 'preStop'].every((hook) => (numberAt(container, 'lifecycle', hook, 'sleep', 'seconds') ?? 0) <= most),
  );
});

const SIGNALS =
  /^SIG(ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP|ILL|INT|IO|IOT|KILL|PIPE|POLL|PROF|PWR|QUIT|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|URG|USR1|USR2|VTALRM|WINCH|XCPU|XFSZ|RTMIN(\+([1-9]|1[0-5]))?|RTMAX(-([1-9]|1[0-4]))?)$/;

const stopSignals: Demand = holds('containers', 'a stopSignal of the system in os.name', (spec) => {
  const system = stringAt(spec, 'os', 'name');
  return allContainers(spec).every((container) => {
    const signal = stringAt(container, 'lifecycle', 'stopSignal');
    if (signal === undefined) return true;
    return system === 'windows' ? /^SIG(KILL|TERM)$/.test(signal) : system === 'linux' && SIGNALS.test(signal);
  });
});

/** A container that never restarts is resized in place. */
const resizedInPlace: Demand = when(
  'restartPolicy',
  'Never',
  holds('containers', 'NotRequired in each resizePolicy', (spec) =>
    allContainers(spec)
      .flatMap((container) => listAt(container, 'resizePolicy'))
      .every((policy) => valueAt(policy, 'restartPolicy') === 'NotRequired'),
  ),
);

const ownUsers: Demand = when(
  'hostUsers',
  false,
  holds('hostUsers', 'no false beside hostNetwork, hostPID and hostIPC', (spec) =>
    ['hostIPC', 'hostNetwork', 'hostPID'].every((name) => valueAt(spec, name) !== true),
  ),
);

const unmasked: Demand = when(
  'hostUsers',
  [true, undefined],
  holds('containers', 'no procMount Unmasked without hostUsers false', (spec) =>
    allContainers(spec).every((container) => valueAt(container, 'securityContext', 'procMount') !== 'Unmasked'),
  ),
);

/** Variables come from files of an emptyDir. */
const variableFiles: Demand = holds('containers', 'an emptyDir of the pod in each fileKeyRef', (spec) => {
  const folders = listAt(spec, 'volumes').filter((volume) => isSet(valueAt(volume, 'emptyDir') ?? undefined));
  const names = folders.map((volume) => valueAt(volume, 'name'));
  return allContainers(spec)
    .flatMap((container) => listAt(container, 'env'))
    .flatMap((variable) => valueAt(variable, 'valueFrom', 'fileKeyRef', 'volumeName') ?? [])
    .every((name) => names.includes(name));
});

const onlyInPods: Demand = (spec, { object }) => {
  if (object.kind !== 'Pod' || listAt(spec, 'schedulingGates').length === 0) return [];
  return forbids('nodeName')(spec, undefined as never);
};

const keysBeside = (term: Json): Set<string> =>
  new Set([
    ...entriesAt(term, 'labelSelector', 'matchLabels').map(([key]) => key),
    ...listAt(term, 'labelSelector', 'matchExpressions').map((each) => String(valueAt(each, 'key'))),
  ]);

const matchKeys: readonly Demand[] = [
  whenSet('matchLabelKeys', needs('labelSelector')),
  whenSet('mismatchLabelKeys', needs('labelSelector')),
  holds('matchLabelKeys', 'no key of mismatchLabelKeys', (term) =>
    listAt(term, 'matchLabelKeys').every((key) => !listAt(term, 'mismatchLabelKeys').includes(key)),
  ),
];

const ownKeys: Demand = holds('matchLabelKeys', 'no key that labelSelector has', (term) => {
  const selected = keysBeside(term);
  return !listAt(term, 'matchLabelKeys').some((key) => selected.has(String(key)));
});

/** A node is selected by its name alone. */
const nodeNames: Demand = holds('matchFields', 'metadata.name, In or NotIn, and one name', (term) =>
  listAt(term, 'matchFields').every((each) => {
    const [name, ...more] = listAt(each, 'values');
    const isName = typeof name === 'string' && dnsSubdomain.fits(name) && more.length === 0;
    return valueAt(each, 'key') === 'metadata.name' && /^(Not)?In$/.test(stringAt(each, 'operator') ?? '') && isName;
  }),
);

/** What a node must have is a label. What it should have may be any text. */
const labelValues: Demand = holds('nodeSelectorTerms', 'values of labels', (selector) =>
  listAt(selector, 'nodeSelectorTerms')
    .flatMap((term) => listAt(term, 'matchExpressions'))
    .flatMap((each) => listAt(each, 'values'))
    .every((value) => typeof value !== 'string' || labelValue.fits(value)),
);

export const POD_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  NodeSelector: [needs('nodeSelectorTerms'), since('1.32', labelValues)],
  PodTemplate: [oneOf('template.spec.restartPolicy', 'Always', 'Never', 'OnFailure')],
  NodeSelectorRequirement: [
    selectorOperator('key'),
    oneOf('operator', 'In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
    when(
      'operator',
      ['Gt', 'Lt'],
      holds('values', 'one value', (value) => listAt(value, 'values').length === 1),
    ),
  ],
  NodeSelectorTerm: [nodeNames],
  PodAffinityTerm: matchKeys,
  PodDNSConfig: [
    holds('nameservers', 'at most 3 addresses', (value) => listAt(value, 'nameservers').length <= 3),
    holds('searches', 'at most 32 domains, of 2048 letters together', (value) => {
      const searches = listAt(value, 'searches');
      return searches.length <= 32 && searches.join(' ').length <= 2048;
    }),
  ],
  PodDNSConfigOption: [needs('name')],
  PodOS: [oneOf('name', 'linux', 'windows')],
  PodResourceClaim: [since('1.31', exactlyOne('resourceClaimName', 'resourceClaimTemplateName'))],
  PodSecurityContext: [distinct('sysctls', 'each name once', (each) => valueAt(each, 'name'))],
  PodSpec: [
    when('dnsPolicy', 'None', needs('dnsConfig.nameservers')),
    when('hostNetwork', true, hostPorts),
    ownHostPorts,
    plainInitContainers,
    until('1.34', noRestartPolicies, onlyAlways),
    sleeps,
    since('1.33', stopSignals, resizedInPlace, ownUsers, unmasked),
    since('1.35', variableFiles),
    onlyInPods,
    forbids('ephemeralContainers'),
    distinct('schedulingGates', 'each name once', (gate) => valueAt(gate, 'name')),
    distinct('topologySpreadConstraints', 'each topologyKey with a whenUnsatisfiable once', (each) => [
      valueAt(each, 'topologyKey'),
      valueAt(each, 'whenUnsatisfiable'),
    ]),
    distinct('resourceClaims', 'each name once', (claim) => valueAt(claim, 'name')),
    when(
      'shareProcessNamespace',
      true,
      holds('hostPID', 'no true', (spec) => valueAt(spec, 'hostPID') !== true),
    ),
  ],
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
    ...matchKeys,
    until('1.33', ownKeys),
    since('1.34', (term, place) => (place.object.kind === 'Pod' ? ownKeys(term, place) : [])),
  ],
};
