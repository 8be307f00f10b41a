import type {
  Cluster,
  Delivery,
  Image,
  Password,
  RegistryImage,
  Resources,
  Scaling,
  SecretSource,
  Suppression,
  UnknownValues,
} from '../..';
import type { PostgresqlSettings, RedisSettings } from './backing-services';

/** The systems, by the names of namespaces and files. */
export const SYSTEMS = ['postgresql', 'board-api', 'frontend', 'hello-world', 'hello-server'] as const;

export type System = (typeof SYSTEMS)[number];

interface ServiceSettings {
  /** The number of pods: `{ replicas: 2 }`, or `{ minReplicas: 2, maxReplicas: 6 }` for an autoscaler. */
  readonly scaling: Scaling;
  /** The requests and limits of the container. @default those in the chart of the service */
  readonly resources?: Resources;
}

/** All that may differ between two environments, whose passwords and other Secrets come from certain places. */
interface Settings<P extends Password, S extends SecretSource> {
  /** The name of an environment on several clusters, set by `onClusters`. @default the name in the table */
  readonly name?: string;
  /** One namespace for each system, `<system>-<environment>`, or one for all, `wealist-<environment>`. @default "per system" */
  readonly namespaces?: 'per system' | 'one';
  /** The cluster: its version of Kubernetes, and the entrance of web traffic. */
  readonly cluster: Cluster;
  /** The GitOps tool that applies the manifests. @default none: somebody runs kubectl */
  readonly delivery?: Delivery;
  /** Registry, repository and version of each system, and nowhere else. */
  readonly images: Readonly<Record<System, Image>>;
  /** Findings of rules that are meant to be, each with its reason. @default none */
  readonly suppressions?: readonly Suppression[];
  /** Public host names. */
  readonly hosts: {
    /** The host of the frontend and of board-api: `wealist.example.com`. */
    readonly wealist: string;
    /** The host of hello-world: `hello.example.com`. */
    readonly helloWorld: string;
  };

  /** The password of weAlist's user in the database, for the server and for each of its clients. */
  readonly databasePassword: P;

  /** The server of the database: `statefulSet`, `cluster` or `external`. */
  readonly postgresql: PostgresqlSettings<S>;
  /** The API of the boards. */
  readonly boardApi: ServiceSettings & {
    /** A Redis of its own. @default none */
    readonly redis?: RedisSettings<P>;
  };
  /** The web pages. */
  readonly frontend: ServiceSettings;
  /** The server of the tutorial in Node.js. */
  readonly helloServer: ServiceSettings;
  /** The FastAPI application of the tutorial. */
  readonly helloWorld: {
    /** The number of pods. */
    readonly scaling: Scaling;
    /** The requests and limits of the container. */
    readonly resources: Resources;
    /** The name of the environment inside the application. */
    readonly appEnv: 'local' | 'development' | 'staging' | 'production';
    /** The lowest level of messages in the log. */
    readonly logLevel: 'debug' | 'info' | 'warning' | 'error';
  };
}

/** One developer's cluster: images need no registry, the password may stand in code, HTTP is plain. */
export interface LocalEnvironment extends Settings<Password, SecretSource> {
  /** A cluster whose nodes hold images without a registry. */
  readonly cluster: Cluster & {
    /** Images come from this machine, and Secrets may have their values in code. */
    readonly importedImages: true;
  };
  readonly certificates?: never;
}

/** A password that is not known here. */
export type SharedPassword = Password<'existing' | 'external' | 'sealed'>;

/** A cluster that others can reach: everything comes from a registry, no value of a Secret is known here. */
export interface SharedEnvironment extends Settings<SharedPassword, UnknownValues> {
  readonly cluster: Cluster & { readonly importedImages?: never };
  /** An image of a registry for each system. */
  readonly images: Readonly<Record<System, RegistryImage>>;
  /** The TLS Secret of each public host: it exists in the namespace of every service behind that host. */
  readonly certificates: {
    /** The Secret of `hosts.wealist`. */
    readonly wealist: string;
    /** The Secret of `hosts.helloWorld`. */
    readonly helloWorld: string;
  };
}

export type Environment = LocalEnvironment | SharedEnvironment;
