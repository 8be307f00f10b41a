import type { Json } from '../manifest/manifest';
import { atLeast, type KubernetesVersion } from './kubernetes-version';

/** A field of the Pod Security standard `restricted`. */
export interface Control {
  /** The field, from the pod's spec or the container on. */
  readonly field: readonly string[];
  readonly expected: string;
  /** True if a value is allowed. Values of a wrong type are allowed: the rule `schema` finds them. */
  readonly allows: (value: Json | undefined) => boolean;
}

/** The Pod Security standards that rules hold pods to. `restricted` includes `baseline`. */
export type PodSecurityStandard = 'restricted' | 'baseline';

/** The fields of pods and containers in a standard. */
export interface Controls {
  readonly pod: readonly Control[];
  readonly container: readonly Control[];
  /** Beside the controls of every container. */
  readonly linuxContainer: readonly Control[];
  /** Kernel settings of a pod alone. */
  readonly sysctls: ReadonlySet<string>;
  /** Volumes that no pod may have. */
  readonly forbiddenVolumes: ReadonlySet<string>;
  /** Fields required of the pod, or else of each container, with the allowed value. */
  readonly required: Readonly<Record<string, string>>;
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards, as enforced by a version of Kubernetes. */
export function podSecurityControls(kubernetes: KubernetesVersion, standard: PodSecurityStandard): Controls {
  const restricted = <T>(...values: readonly T[]) => (standard === 'restricted' ? values : []);
  const since = <T>(version: KubernetesVersion, ...values: readonly T[]) =>
    atLeast(kubernetes, version) ? values : [];
  const both = [
    ...restricted(
      control('securityContext.runAsNonRoot', 'true', (value) => value !== false),
      control('securityContext.runAsUser', 'a user id above 0', (value) => value !== 0),
    ),
    oneOf('securityContext.seccompProfile.type', ['RuntimeDefault', 'Localhost']),
    oneOf('securityContext.appArmorProfile.type', ['RuntimeDefault', 'Localhost']),
    oneOf('securityContext.seLinuxOptions.type', [
      ...['container_t', 'container_init_t', 'container_kvm_t'],
      ...since('1.31', 'container_engine_t'),
    ]),
    oneOf('securityContext.seLinuxOptions.user', []),
    oneOf('securityContext.seLinuxOptions.role', []),
    no('securityContext.windowsOptions.hostProcess'),
  ];
  return {
    pod: [no('hostNetwork'), no('hostPID'), no('hostIPC'), ...both],
    container: [
      ...both,
      no('securityContext.privileged'),
      oneOf('securityContext.procMount', ['Default']),
      ...since('1.34', ...HOSTS_ASKED),
    ],
    linuxContainer: [
      ...restricted(...WITHOUT_RIGHTS),
      onlyCapabilities(standard === 'restricted' ? ['NET_BIND_SERVICE'] : BASELINE_CAPABILITIES),
    ],
    forbiddenVolumes: standard === 'restricted' ? FORBIDDEN_VOLUMES : new Set(['hostPath']),
    required: standard === 'restricted' ? { runAsNonRoot: 'true', 'seccompProfile.type': 'RuntimeDefault' } : {},
    sysctls: new Set([
      ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports'],
      ...['net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range', 'net.ipv4.tcp_syncookies'],
      ...since('1.29', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_time'),
      ...since('1.29', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'),
      ...since('1.32', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'),
    ]),
  };
}

/** All volumes but configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret. */
const FORBIDDEN_VOLUMES: ReadonlySet<string> = new Set([
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'flexVolume', 'flocker'],
  ...['gcePersistentDisk', 'gitRepo', 'glusterfs', 'hostPath', 'iscsi', 'nfs', 'photonPersistentDisk'],
  ...['portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
]);

function control(field: string, expected: string, allows: Control['allows']): Control {
  return { field: field.split('.'), expected, allows };
}

function no(field: string): Control {
  return control(field, 'false', (value) => value !== true);
}

/** Nothing, an empty string, or a listed value. */
function oneOf(field: string, values: readonly string[]): Control {
  const expected = values.join(' or ') || 'nothing';
  return control(field, expected, (value) => typeof value !== 'string' || ['', ...values].includes(value));
}

/** Probes and hooks ask the pod itself. */
const HOSTS_ASKED = ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle.postStart', 'lifecycle.preStop']
  .flatMap((asker) => [`${asker}.httpGet.host`, `${asker}.tcpSocket.host`])
  .map((field) => oneOf(field, []));

const WITHOUT_RIGHTS = [
  control(
    'securityContext.allowPrivilegeEscalation',
    'false on each container',
    (value) => value !== undefined && value !== true,
  ),
  control(
    'securityContext.capabilities.drop',
    '["ALL"]',
    (value) => value !== undefined && (!Array.isArray(value) || value.includes('ALL')),
  ),
];

/** The capabilities that container runtimes give by default. */
const BASELINE_CAPABILITIES = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];

function onlyCapabilities(capabilities: readonly string[]): Control {
  return control(
    'securityContext.capabilities.add',
    `nothing but ${capabilities.join(', ')}`,
    (value) => !Array.isArray(value) || value.every((capability) => capabilities.includes(String(capability))),
  );
}
