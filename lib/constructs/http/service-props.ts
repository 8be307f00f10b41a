import type { k8s } from '../../kubernetes';
import type { BackingService } from '../../values/backing-service';
import type { CallableService } from '../../values/callable-service';
import type { Exposure } from '../../values/exposure';
import { DEFAULT_SHUTDOWN, type GracefulShutdown } from '../../values/graceful-shutdown';
import type { Image } from '../../values/image';
import type { Migration } from '../../values/migration';
import type { MountAs, MountedSecret } from '../../values/mounted-secret';
import type { Probe } from '../../values/probe';
import type { Resources } from '../../values/resources';
import type { Scaling } from '../../values/scaling';
import type { WorkloadProps } from '../workload/workload';

/** The props of every kind of HTTP service. */
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
   * Services that the program calls, by the environment variable with the URL: `{ USERS_URL: users }`. Each call opens the
   * NetworkPolicies of both services.
   *
   * @default none
   */
  readonly calls?: Readonly<Record<string, CallableService>>;
  /**
   * The public hosts and the routes of the service.
   *
   * @default nowhere
   */
  readonly exposure?: Exposure;
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
   * The form of Secrets in the container: environment variables, or a file for each key in /etc/secrets/<Secret>.
   *
   * @default "environment"
   */
  readonly mountAs?: MountAs;
}

/** The props of `ServiceProps`, and the facts about the program in the container. */
export interface HttpServiceProps extends ServiceProps {
  /** The port that the program listens on, 1024 to 65535. */
  readonly port: number;
  /** The probe that restarts the container when it fails. It must need no other server. */
  readonly liveness: Probe;
  /** The probe that takes the pod out of its Service while it fails. */
  readonly readiness: Probe;
  /** User id of the process, at least 1. @default 1000 */
  readonly uid?: number;
  /**
   * Set to true if the image holds a shell. Without a shell, the pod needs a cluster of Kubernetes 1.30 or newer, whose kubelet
   * waits before SIGTERM.
   *
   * @default false
   */
  readonly hasShell?: boolean;
  /**
   * Folders that the program writes to. Each folder becomes an empty volume, since the root file system is read-only.
   *
   * @default none
   */
  readonly writable?: readonly string[];
  /** Environment variables beside `config`. @default none */
  readonly env?: readonly k8s.EnvVar[];
  /** Annotations of the pods: facts about the program. @default none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Servers that the program connects to, by the name of the Secret with the connection. @default none */
  readonly backingServices?: Readonly<Record<string, BackingService>>;
  /** The most connections that a pod opens to each server, at least 1. @default 1 */
  readonly poolSize?: number;
  /** The migration of the database before new pods answer. @default none */
  readonly migration?: Migration;
}

const DEFAULTS = {
  uid: 1000,
  hasShell: false,
  writable: [] as readonly string[],
  shutdown: DEFAULT_SHUTDOWN,
  backingServices: {},
  poolSize: 1,
} satisfies Partial<HttpServiceProps>;

/** The props of a service with every default filled in. */
export type CompleteServiceProps = HttpServiceProps & Required<Pick<HttpServiceProps, keyof typeof DEFAULTS>>;

export function withDefaults(props: HttpServiceProps): CompleteServiceProps {
  return { ...DEFAULTS, ...props };
}
