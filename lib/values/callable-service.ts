import type { Pods } from '../checker/connection';

/** A service that other services call over HTTP. */
export interface CallableService {
  /** The URL of the service, valid in every namespace of the cluster. */
  readonly url: string;
  /** The pods of the service. */
  readonly peer: Pods;
  /** The port of the pods, 1024 to 65535. */
  readonly port: number;
  /** Opens the NetworkPolicy of the service to the pods of a caller. */
  allowCallsFrom(caller: Pods): void;
}
