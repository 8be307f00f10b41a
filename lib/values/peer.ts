import type { IConstruct } from 'constructs';

/** One end of a network connection: pods of a namespace, or addresses outside of the cluster. */
export type Endpoint = Pods | Addresses;

/** Pods of a namespace. */
export interface Pods {
  readonly namespace: string;
  /** @default every pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly cidrs?: never;
}

/** Addresses that no pod of the cluster has. */
export interface Addresses {
  /** Blocks of addresses, such as "10.20.0.0/24": NetworkPolicies know no host names. */
  readonly cidrs: readonly string[];
  readonly namespace?: never;
}

/** One end of a network edge. */
export type Peer = Endpoint & {
  /** The construct that renders these pods. @default none: they are not this program's */
  readonly construct?: IConstruct;
};

/** Who may open connections to which port of whom. */
export interface Edge {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: number;
}
