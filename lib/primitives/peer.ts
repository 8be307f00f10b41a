import type { IConstruct } from 'constructs';

/** One end of a network edge: pods of a namespace. */
export interface Peer {
  readonly namespace: string;
  /** @default every pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** The construct that renders them. @default none: they are not this program's */
  readonly construct?: IConstruct;
}
