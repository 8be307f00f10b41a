import type { IConstruct } from 'constructs';
import type { Endpoint } from '../checker/connection';

/** One end of a network edge. */
export type Peer = Endpoint & {
  /** The construct that renders the pods. @default none: the pods belong to somebody else */
  readonly construct?: IConstruct;
};
