/** The pods of one manifest, or of an operator. */
export interface Workload {
  readonly role: 'service' | 'job' | 'data';
  /** `Deployment shop/api`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** The fewest and the most pods. Undefined: one on each node. */
  readonly pods: { readonly least: number; readonly most: number } | undefined;
  /** The times at which a CronJob starts, or `suspended`. */
  readonly schedule: string | undefined;
  /** The tag of the image. */
  readonly version: string | undefined;
  /** What one pod requests: CPU in cores, memory in bytes. */
  readonly requests: { readonly cpu: number; readonly memory: number };
  readonly disks: readonly Disk[];
  /** The places that the Secrets of the pods come from: `store shop`, `these manifests`, `already in the cluster`. */
  readonly secretSources: readonly string[];
  /** The connections that each pod keeps to a database, as a variable such as DB_POOL_SIZE says. */
  readonly poolSize: number | undefined;
  /** The most connections that the server accepts, as an argument or a parameter says. */
  readonly maxConnections: number | undefined;
  /** The times at which the data is copied to another place. */
  readonly backups: readonly string[];
}

/** Persistent volume claims of one size in bytes. Two workloads with the same claim share the disk. */
export interface Disk {
  readonly claim: string;
  readonly bytes: number;
  readonly count: number;
}

/** A place at which traffic from outside of the cluster enters: a host, or a Service with a port of its own. */
export interface Entrance {
  readonly role: 'entrance';
  readonly id: string;
  readonly name: string;
  readonly tls: boolean;
  readonly paths: readonly string[];
}

/** A server that no manifest runs. */
export interface Outside {
  readonly role: 'outside';
  readonly id: string;
  readonly name: string;
}

export type GraphNode = Workload | Entrance | Outside;

/** A connection that is declared, by a chart, a variable, a route or a NetworkPolicy, and that every policy lets through. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** Undefined if no manifest tells. */
  readonly port: number | undefined;
  readonly protocol: string;
  /** The path of an entrance that leads here. */
  readonly path?: string | undefined;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly connections: readonly Connection[];
}
