import type { Construct } from 'constructs';
import { FixedJob } from './fixed-job';
import { type JobProps, JobWorkload } from './job-workload';

export type OneOffJobProps = JobProps;

/**
 * A program that runs once, such as a data load.
 *
 * Renders a Job whose name ends in a checksum of all that the Job runs, so that no name collides with a Job of before: any
 * change runs the program once more. Renders also a ServiceAccount without a token, and, where asked for, ConfigMaps,
 * Secrets, NetworkPolicy and Role. Checks all props, and reports all problems together.
 */
export class OneOffJob extends JobWorkload {
  constructor(scope: Construct, id: string, props: OneOffJobProps) {
    super(scope, id, props);
    new FixedJob(this, 'job', this.ownerMetadata(), this.jobSpec());
    this.connect(1);
  }
}
