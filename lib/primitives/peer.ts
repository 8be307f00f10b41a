import type { IConstruct } from 'constructs';

/** Pods of a namespace. */
export interface Endpoint {
  readonly namespace: string;
  /** @default every pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** One end of a network edge. */
export interface Peer extends Endpoint {
  /** The construct that renders these pods. @default none: they are not this program's */
  readonly construct?: IConstruct;
}

/** Who may open connections to which port of whom. */
export interface Edge {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: number;
}
