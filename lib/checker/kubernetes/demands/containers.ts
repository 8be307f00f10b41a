import { entryOf } from '../../manifest/entry-of';
import { type Json, listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  atMostOne,
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

/** The smallest units in which a container can read its resources. */
const DIVISORS: Readonly<Record<string, RegExp>> = {
  cpu: /^(1m|1|0)$/,
  memory: /^(1|0|1[kMGTPE]|1[KMGTPE]i)$/,
  'ephemeral-storage': /^(1|0|1[kMGTPE]|1[KMGTPE]i)$/,
};

const divisor: Demand = holds('divisor', '1, 1m of cpu, or a unit such as 1Mi of memory', (value) => {
  const given = valueAt(value, 'divisor');
  const resource = (stringAt(value, 'resource') ?? '').replace(/^(limits|requests)\./, '');
  return !isSet(given ?? undefined) || (entryOf(DIVISORS, resource)?.test(String(given)) ?? true);
});

const READABLE = ['limits', 'requests'].flatMap((part) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${part}.${name}`),
);

const readable: Demand = holds('resource', `${READABLE.join(', ')} or hugepages of both`, (value) => {
  const name = stringAt(value, 'resource') ?? '';
  return READABLE.includes(name) || /^(limits|requests)\.hugepages-/.test(name);
});

/** A probe asks in one way. */
const oneWay = exactlyOne('exec', 'grpc', 'httpGet', 'tcpSocket');
const asksOnce =
  (probe: string): Demand =>
  (container, place) => {
    const value = valueAt(container, probe) ?? null;
    if (typeof value !== 'object' || value === null) return [];
    return oneWay(value, place).map((complaint) => ({
      ...complaint,
      field: complaint.field === '' ? probe : `${probe}.${complaint.field}`,
    }));
  };

const privileged: Demand = holds(
  'allowPrivilegeEscalation',
  'no false beside privileged or CAP_SYS_ADMIN',
  (context) => {
    if (valueAt(context, 'allowPrivilegeEscalation') !== false) return true;
    return valueAt(context, 'privileged') !== true && !listAt(context, 'capabilities', 'add').includes('CAP_SYS_ADMIN');
  },
);

const sharedMounts: Demand = holds('volumeMounts', 'no Bidirectional mount without privileged', (container) => {
  const isShared = (mount: Json) => valueAt(mount, 'mountPropagation') === 'Bidirectional';
  return (
    valueAt(container, 'securityContext', 'privileged') === true || !listAt(container, 'volumeMounts').some(isShared)
  );
});

/** A volume is mounted, or is a device: not both. */
const eitherDevice = (field: string, mounted: string): Demand =>
  holds('volumeDevices', `another ${field} than in volumeMounts`, (container) => {
    const devices = listAt(container, 'volumeDevices').map((device) => stringAt(device, field));
    return (
      devices.length === 0 ||
      !listAt(container, 'volumeMounts').some((mount) => devices.includes(stringAt(mount, mounted)))
    );
  });

export const profile: readonly Demand[] = [
  needs('type'),
  when('type', 'Localhost', needs('localhostProfile')),
  when('type', ['RuntimeDefault', 'Unconfined'], (value) =>
    (valueAt(value, 'localhostProfile') ?? null) === null
      ? []
      : [{ field: 'localhostProfile', expected: 'no such field' }],
  ),
];

/** User names of Windows: https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/ */
const windowsUser: Demand = holds(
  'runAsUserName',
  'a user of Windows, such as ContainerUser or DOMAIN\\user',
  (value) => {
    const name = valueAt(value, 'runAsUserName') ?? undefined;
    if (typeof name !== 'string') return true;
    const [user = '', domain, ...more] = name.split('\\').reverse();
    const isDomain =
      domain === undefined ||
      (domain.length < 256 &&
        (/^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/.test(domain) ||
          /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/.test(
            domain,
          )));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character is what the server refuses
    const isUser = user.length <= 104 && !/["/\\:;|=,+*?<>@[\]\u0000-\u001f\u007f]/.test(user) && !/^[. ]*$/.test(user);
    return more.length === 0 && isDomain && isUser;
  },
);

export const CONTAINER_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  AppArmorProfile: [
    ...profile,
    holds('localhostProfile', 'a name without spaces around', (value) => {
      const name = stringAt(value, 'localhostProfile') ?? '';
      return name.trim() === name && name.length <= 4095;
    }),
  ],
  ConfigMapEnvSource: [needs('name')],
  ConfigMapKeySelector: [needs('name')],
  Container: [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map(asksOnce),
    whenSet('readinessProbe', forbids('readinessProbe.terminationGracePeriodSeconds')),
    distinct('resizePolicy', 'each resource once', (each) => valueAt(each, 'resourceName')),
    until('1.34', whenSet('resizePolicy', forbids('restartPolicy'))),
    since('1.35', whenSet('restartPolicyRules', needs('restartPolicy'))),
    distinct('volumeDevices', 'each volume once', (device) => valueAt(device, 'name')),
    distinct('volumeDevices', 'each path once', (device) => valueAt(device, 'devicePath')),
    eitherDevice('name', 'name'),
    eitherDevice('devicePath', 'mountPath'),
    sharedMounts,
    holds('image', 'an image without spaces around the name', (container, { object }) => {
      const image = stringAt(container, 'image') ?? '';
      return object.kind !== 'Pod' || image.trim() === image;
    }),
  ],
  ContainerResizePolicy: [oneOf('resourceName', 'cpu', 'memory')],
  ContainerRestartRule: [
    until('1.35', oneOf('action', 'Restart')),
    since('1.36', oneOf('action', 'Restart', 'RestartAllContainers')),
    needs('exitCodes'),
  ],
  ContainerRestartRuleOnExitCodes: [oneOf('operator', 'In', 'NotIn')],
  EnvFromSource: [exactlyOne('configMapRef', 'secretRef')],
  EnvVar: [atMostOne('value', 'valueFrom')],
  EnvVarSource: [
    exactlyOne('configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'),
    holds(
      'fieldRef.fieldPath',
      "a single value, such as metadata.labels['app']",
      (value) => !/^metadata\.(labels|annotations)$/.test(stringAt(value, 'fieldRef', 'fieldPath') ?? ''),
    ),
  ],
  ExecAction: [needs('command')],
  LifecycleHandler: [exactlyOne('exec', 'httpGet', 'sleep', 'tcpSocket')],
  ResourceFieldSelector: [readable, divisor],
  SeccompProfile: profile,
  SecretEnvSource: [needs('name')],
  SecretKeySelector: [needs('name')],
  SecurityContext: [privileged],
  SleepAction: [since('1.34', (value) => below(value, 0)), until('1.33', (value) => below(value, 1))],
  WindowsSecurityContextOptions: [
    windowsUser,
    holds('gmsaCredentialSpec', 'a text of at most 64 KiB', (value) => {
      const spec = stringAt(value, 'gmsaCredentialSpec');
      return spec === undefined || (spec !== '' && spec.length <= 65536);
    }),
  ],
};

function below(value: Json, least: number) {
  const seconds = numberAt(value, 'seconds') ?? 0;
  return seconds >= least ? [] : [{ field: 'seconds', expected: `at least ${least}`, received: String(seconds) }];
}
