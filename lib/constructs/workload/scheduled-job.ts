import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { problem } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import { checkCron } from '../../values/cron';
import { checkSeconds, seconds } from '../../values/seconds';
import { checkWholeNumber } from '../../values/whole-number';
import { type JobProps, JobWorkload } from './job-workload';

export interface ScheduledJobProps extends JobProps {
  /** Minute, hour, day of the month, month and day of the week: "0 3 * * *". */
  readonly schedule: string;
  /** The time zone of the schedule, such as "Asia/Seoul". @default "Etc/UTC" */
  readonly timeZone?: string;
  /**
   * The next run while the last run has not ended: `Forbid` skips the new run, `Replace` ends the old run, `Allow` starts
   * both.
   *
   * @default "Forbid"
   */
  readonly concurrency?: 'Forbid' | 'Replace' | 'Allow';
  /** The longest delay of a start, in whole seconds, at least 10. A later start is skipped. @default 1 h */
  readonly startWithin?: Duration;
  /** Ended runs that Kubernetes keeps, each at least 0. @default 3 successful runs, 1 failed run */
  readonly history?: {
    /** Successful runs that Kubernetes keeps. */
    readonly successful: number;
    /** Failed runs that Kubernetes keeps. */
    readonly failed: number;
  };
}

/**
 * A program that runs at given times.
 *
 * Renders a CronJob and a ServiceAccount without a token, and, where asked for, ConfigMaps, Secrets, NetworkPolicy and
 * Role. Checks all props, and reports all problems together; refuses a schedule that Kubernetes cannot read, and
 * a time zone that does not exist.
 */
export class ScheduledJob extends JobWorkload {
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id, props);
    const { schedule, timeZone = 'Etc/UTC', concurrency = 'Forbid', startWithin = Duration.hours(1), history } = props;
    this.node.addValidation({
      validate: () => [
        ...checkCron('schedule', schedule),
        ...checkTimeZone('timeZone', timeZone),
        // The controller looks every 10 s: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
        ...checkSeconds('startWithin', startWithin, 10),
        ...Object.entries(history ?? {}).flatMap(([name, kept]) => checkWholeNumber(`history.${name}`, kept, 0)),
      ],
    });
    new k8s.KubeCronJob(this, 'cron-job', {
      metadata: this.ownerMetadata(),
      spec: {
        schedule,
        timeZone,
        concurrencyPolicy: concurrency,
        startingDeadlineSeconds: seconds(startWithin),
        ...(history && {
          successfulJobsHistoryLimit: history.successful,
          failedJobsHistoryLimit: history.failed,
        }),
        jobTemplate: { spec: this.jobSpec() },
      },
    });
    this.connect(concurrency === 'Forbid' ? 1 : 2);
  }
}

/** The names of the IANA database. Kubernetes reads upper and lower case as different letters. */
function checkTimeZone(field: string, timeZone: string): string[] {
  try {
    Intl.DateTimeFormat('en', { timeZone });
    if (/^[A-Z]/.test(timeZone)) return [];
  } catch {}
  return [problem(field, 'a time zone such as "Asia/Seoul"', timeZone)];
}
