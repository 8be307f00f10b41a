import type { Exposure } from '../../values/exposure';
import type { GracefulShutdown } from '../../values/graceful-shutdown';
import type { Probe } from '../../values/probe';
import type { DeployedProgramProps, DeployedProps } from '../workload/deployed-workload';

/** The props of every kind of HTTP service. */
export interface ServiceProps extends DeployedProps {
  /**
   * The public hosts and the routes of the service.
   *
   * @default nowhere
   */
  readonly exposure?: Exposure;
  /**
   * Time to stop without dropping a request.
   *
   * @default preStop 10 s, drain 15 s, buffer 5 s
   */
  readonly shutdown?: GracefulShutdown;
}

/** The props of `ServiceProps`, and the facts about the program in the container. */
export interface HttpServiceProps extends ServiceProps, DeployedProgramProps {
  /** The port that the program listens on, 1024 to 65535. */
  readonly port: number;
  /** The environment variable that tells the program its port, such as PORT. @default none */
  readonly portVariable?: string;
  /** The probe that restarts the container after failures: `Probe.http("/health/live")` or `Probe.tcp()`. */
  readonly liveness: Probe;
  /** The probe that takes the pod out of its Service while it fails. */
  readonly readiness: Probe;
}
