/** One end of a network connection: pods of a namespace, or addresses outside of the cluster. */
export type Endpoint = Pods | Addresses;

/** Pods of a namespace. */
export interface Pods {
  /** The namespace of the pods. */
  readonly namespace: string;
  /** The labels that the pods have. @default every pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly cidrs?: never;
}

/** Addresses outside of the cluster's pods. */
export interface Addresses {
  /** Blocks of addresses, such as "10.20.0.0/24". A NetworkPolicy knows no host names. */
  readonly cidrs: readonly string[];
  /** Blocks inside of `cidrs` that are no part of the endpoint. @default none */
  readonly except?: readonly string[];
  readonly namespace?: never;
}

/** A permission: `from` opens connections to a TCP port of `to`. */
export interface Edge {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** TCP port number, 1 to 65535. */
  readonly port: number;
}
