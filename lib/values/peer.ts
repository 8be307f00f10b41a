import type { IConstruct } from 'constructs';
import type { Endpoint } from '../checker/connection';

/** One end of a network connection, and the construct of the pods. */
export type Peer = Endpoint & {
  /** The construct that renders the pods, for the apply order. @default none: another program renders the pods */
  readonly construct?: IConstruct;
};
