import type { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import { restrictedPod } from '../workload/pod-security';

export interface DumpCronJobProps {
  readonly metadata: k8s.ObjectMeta;
  /** The labels of the pods. */
  readonly labels: Record<string, string>;
  readonly serviceAccountName: string;
  /** User id of its processes, and the group that owns the dumps. */
  readonly uid: number;
  /** Containers that run one after the other, each only if the one before it went well. */
  readonly steps: readonly k8s.Container[];
  readonly volumes: k8s.Volume[];
  readonly times: Pick<k8s.CronJobSpec, 'schedule' | 'suspend' | 'startingDeadlineSeconds'>;
  readonly limits: Pick<k8s.JobSpec, 'backoffLimit' | 'activeDeadlineSeconds'>;
}

/** A CronJob that works with dumps, once at a time. Its schedule is in UTC. */
export class DumpCronJob extends k8s.KubeCronJob {
  constructor(scope: Construct, id: string, { metadata, labels, uid, steps, times, limits, ...pod }: DumpCronJobProps) {
    super(scope, id, {
      metadata,
      spec: {
        ...times,
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            ...limits,
            template: {
              metadata: { labels },
              spec: {
                ...pod,
                enableServiceLinks: false,
                restartPolicy: 'Never',
                securityContext: { ...restrictedPod(uid), fsGroup: uid, fsGroupChangePolicy: 'OnRootMismatch' },
                ...(steps.length > 1 && { initContainers: steps.slice(0, -1) }),
                containers: steps.slice(-1),
              },
            },
          },
        },
      },
    });
  }
}
