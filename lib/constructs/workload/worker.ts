import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { GracefulShutdown } from '../../values/graceful-shutdown';
import { type DeployedProgramProps, type DeployedProps, DeployedWorkload } from './deployed-workload';

export interface WorkerProps extends DeployedProps, Omit<DeployedProgramProps, 'hasShell'> {
  /**
   * Time to finish the work in hand.
   *
   * @default drain 25 s, buffer 5 s
   */
  readonly shutdown?: Omit<GracefulShutdown, 'preStop'>;
}

const DEFAULT_SHUTDOWN = { drain: Duration.seconds(25), buffer: Duration.seconds(5) };

/**
 * A program that answers nobody, such as a consumer of a queue.
 *
 * Renders a Deployment without a Service, a ServiceAccount without a token, and, where asked for, ConfigMaps, Secrets,
 * HorizontalPodAutoscaler, PodDisruptionBudget, NetworkPolicy, Role and a Job that migrates its database. SIGTERM reaches the
 * program at once, since no proxy has to be waited for. Checks all props, and reports all problems together;
 * refuses a probe of a port that is none of its `ports`.
 */
export class Worker extends DeployedWorkload {
  constructor(scope: Construct, id: string, { shutdown = DEFAULT_SHUTDOWN, ...props }: WorkerProps) {
    super(scope, id, { ...props, shutdown });
  }
}
