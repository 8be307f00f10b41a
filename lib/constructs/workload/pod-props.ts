import type { k8s } from '../../kubernetes';
import type { BackingService } from '../../values/backing-service';
import type { CallableService } from '../../values/callable-service';
import type { GivenBucket } from '../../values/given-bucket';
import type { Image } from '../../values/image';
import type { MountAs, MountedConfigMap, MountedSecret } from '../../values/mounted-secret';
import type { Resources } from '../../values/resources';
import type { Reach } from '../../values/traffic';
import type { IdentityProps, WorkloadProps } from './workload';

/** The props of every workload: the container of the program, and the pods around the container. */
export interface PodProps extends WorkloadProps, IdentityProps {
  /** The image of the program: `Image.tagged`, `Image.pinned`, or `Image.imported` in the cluster of one developer. */
  readonly image: Image;
  /** The requests and limits of CPU and memory of the container. */
  readonly resources: Resources;
  /** The command of the container, without a shell. @default the entrypoint of the image */
  readonly command?: readonly string[];
  /** The arguments of the command. @default those of the image; none beside `command` */
  readonly args?: readonly string[];
  /**
   * Values that are no secret, as environment variables. A change rolls the pods.
   *
   * @default none, and no ConfigMap
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Configuration files by folder and name: `{ '/etc/app': { 'app.yaml': text } }`. Each folder is a ConfigMap, and holds
   * nothing else. A change rolls the pods.
   *
   * @default none
   */
  readonly files?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Secrets beside those of its backing services, by name: API keys, certificates.
   *
   * @default none
   */
  readonly secrets?: Readonly<Record<string, MountedSecret>>;
  /**
   * ConfigMaps that somebody else creates in the namespace, by name: `{ region: { existing: { REGION: 'REGION' } } }`.
   *
   * @default none
   */
  readonly configMaps?: Readonly<Record<string, MountedConfigMap>>;
  /**
   * The form of Secrets in the container: environment variables, or a file for each key in /etc/secrets/<Secret>. With
   * "reference", nothing is mounted: `env`, `volumes` and sidecars name the Secret.
   *
   * @default "environment"
   */
  readonly mountAs?: MountAs;
  /**
   * Keys without which the program does not start, such as DATABASE_URL. One that neither `config` nor a Secret provides
   * is refused.
   *
   * @default none
   */
  readonly requires?: readonly string[];
  /** Variables of the pod's fields, and of single keys of ConfigMaps and Secrets. @default none */
  readonly env?: readonly k8s.EnvVar[];
  /**
   * Buckets that the program uses, by the environment variable with the name of the bucket: `{ UPLOADS_BUCKET: uploads }`.
   * The program also gets the URL and the region of the object store, and the keys if the pods have no identity. The
   * NetworkPolicy opens to the store.
   *
   * @default none
   */
  readonly buckets?: Readonly<Record<string, GivenBucket>>;
  /**
   * Services that the program calls, by the environment variable with the URL: `{ USERS_URL: users }`. Each call opens the
   * NetworkPolicies of both services.
   *
   * @default none
   */
  readonly calls?: Readonly<Record<string, CallableService>>;
  /** Traffic of the program to elsewhere: `{ to: Internet.https('api.example.com'), reason: … }`. @default none */
  readonly reaches?: readonly Reach[];
  /**
   * Further volumes of the container, by the folder of the mount, or with `mount: { subPath }` by the file. One volume may be
   * mounted several times.
   *
   * @default none
   */
  readonly volumes?: Readonly<Record<string, MountedVolume>>;
  /** Containers that end before the program starts. @default none */
  readonly initContainers?: readonly k8s.Container[];
  /**
   * Containers that start before the program, and stop after the program on clusters of Kubernetes 1.29 or newer. A
   * sidecar without a security context has the rights of the program.
   *
   * @default none
   */
  readonly sidecars?: readonly k8s.Container[];
  /** The nodes that the pods may run on. @default any node */
  readonly scheduling?: Scheduling;
  /** Annotations of the object that runs the pods. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Annotations of the pods. @default none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** A volume of pods, and how a container mounts the volume, as Kubernetes says it. */
export interface MountedVolume extends k8s.Volume {
  /** Further fields of the mount, such as `subPath` and `readOnly`. @default none */
  readonly mount?: Omit<k8s.VolumeMount, 'name' | 'mountPath'>;
}

/** The nodes that pods may run on, as Kubernetes says it. */
export interface Scheduling {
  /** Labels that a node must have. @default none */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints that the pods tolerate. @default none */
  readonly tolerations?: readonly k8s.Toleration[];
  /** Nodes and pods to be near to, or far from. @default none */
  readonly affinity?: k8s.Affinity;
  /** The name of a PriorityClass. @default the default PriorityClass of the cluster */
  readonly priorityClassName?: string;
  /**
   * The spread of the pods over nodes or zones. A constraint without a label selector counts the pods of the workload.
   *
   * @default two or more pods are on different nodes if possible
   */
  readonly topologySpreadConstraints?: readonly k8s.TopologySpreadConstraint[];
}

/** Facts about the program in the container. */
export interface ProgramProps {
  /** User id of the process, at least 1. @default 1000 */
  readonly uid?: number;
  /** Group id of the process, at least 1. @default uid */
  readonly gid?: number;
  /**
   * Folders that the program writes to. Each folder becomes an empty volume, since the root file system is read-only.
   *
   * @default none
   */
  readonly writable?: readonly string[];
  /** Servers that the program connects to, by the name of the Secret with the connection. @default none */
  readonly backingServices?: Readonly<Record<string, BackingService>>;
  /** The most connections that a pod opens to each server, at least 1. @default 1 */
  readonly poolSize?: number;
}

const DEFAULTS = {
  writable: [] as readonly string[],
  backingServices: {},
  poolSize: 1,
} satisfies Partial<ProgramProps>;

/** The props with every default filled in. */
export function withDefaults<Props extends ProgramProps>({ uid = 1000, gid = uid, ...props }: Props) {
  return { ...DEFAULTS, ...props, uid, gid };
}

export type CompletePodProps = PodProps & ReturnType<typeof withDefaults<ProgramProps>>;
