import type { IConstruct } from 'constructs';

/** One end of a network edge: pods of a namespace. */
export interface Peer {
  readonly namespace: string;
  /** @default every pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** The construct that stands for them, if this program renders it. */
  readonly construct?: IConstruct;
}
