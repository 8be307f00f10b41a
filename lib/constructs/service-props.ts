import type { k8s } from 'cdk8s-plus-28';
import type { BackingService } from '../primitives/backing-service';
import type { GracefulShutdown, Shell } from '../primitives/graceful-shutdown';
import type { Image } from '../primitives/image';
import type { Migration } from '../primitives/migration';
import type { MountAs, MountedSecret } from '../primitives/mounted-secret';
import type { Probe } from '../primitives/probe';
import type { Resources } from '../primitives/resources';
import type { Scaling } from '../primitives/scaling';
import type { Publication } from './http-ingress';
import type { WorkloadProps } from './workload';

/** What differs between the services of a kind, and between the environments of a service. */
export interface ServiceProps extends WorkloadProps {
  readonly image: Image;
  readonly resources: Resources;
  readonly scaling: Scaling;
  /**
   * Values that are no secret, as environment variables. A change rolls the pods.
   *
   * @default none, and no ConfigMap
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Where it can be reached from outside the cluster.
   *
   * @default nowhere
   */
  readonly publication?: Publication;
  /**
   * Time to stop without dropping a request.
   *
   * @default preStop 10 s, drain 15 s, buffer 5 s
   */
  readonly shutdown?: GracefulShutdown;
  /**
   * Keys without which the program does not start, such as DATABASE_URL. One that neither `config` nor a Secret provides
   * is refused.
   *
   * @default none
   */
  readonly requires?: readonly string[];
  /**
   * Secrets beside those of its backing services, by name: API keys, certificates.
   *
   * @default none
   */
  readonly secrets?: Readonly<Record<string, MountedSecret>>;
  /**
   * How it finds its Secrets: as environment variables, or as files named like their keys in /etc/secrets/<Secret>.
   *
   * @default "environment"
   */
  readonly mountAs?: MountAs;
}

/** What a kind of service adds to `ServiceProps`: facts about the program in the container. */
export interface HttpServiceProps extends ServiceProps {
  /** The port that the program listens on, 1024 to 65535. */
  readonly port: number;
  /** Must fail only when a restart would help, and so need no other server: a failure restarts the container. */
  readonly liveness: Probe;
  /** Fails while the program cannot answer: it gets no traffic then. */
  readonly readiness: Probe;
  /** User id of the process. */
  readonly uid: number;
  readonly shell: Shell;
  /** Folders that the program writes to; each becomes an empty volume, since the root file system is read-only. */
  readonly writable: readonly string[];
  /** Environment variables beside `config`. @default none */
  readonly env?: readonly k8s.EnvVar[];
  /** Facts about the program that a reader of its pods should know. @default none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Servers that it connects to, by the names of the Secrets that say how. @default none */
  readonly backingServices?: Readonly<Record<string, BackingService>>;
  /** The most connections that a pod opens to each of them. @default 1 */
  readonly poolSize?: number;
  /** What has to be done to its database before new pods answer. @default nothing */
  readonly migration?: Migration;
}
