import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { atLeast } from '../../checker/kubernetes/kubernetes-version';
import { problem } from '../../checker/problem';
import type { k8s } from '../../kubernetes';
import { checkCronJobName } from '../../values/name';
import { checkSeconds, seconds } from '../../values/seconds';
import { checkWholeNumber } from '../../values/whole-number';
import type { PodProps, ProgramProps } from './pod-props';
import { PodWorkload } from './pod-workload';

/** The props of every program that runs to its end. */
export interface JobProps extends PodProps, ProgramProps {
  /** The longest time of a run with all tries, in whole seconds, at least 1. Kubernetes then ends the run as failed. */
  readonly deadline: Duration;
  /** Tries after a failure, at least 0. Each try runs in the same pod, after a longer wait than the try before. @default 6 */
  readonly retries?: number;
}

const SIDECARS_END = 'at least 1.29 for a Job with sidecars: the pod never ends before';

/**
 * A program that runs to its end: the shared base of ScheduledJob and OneOffJob.
 *
 * A try that fails is repeated in the same pod, whose NetworkPolicies are programmed by then (wait.ts says more of that
 * moment). Once the last try has failed, Kubernetes deletes the pod, and its log with it.
 */
export abstract class JobWorkload extends PodWorkload {
  constructor(
    scope: Construct,
    id: string,
    private readonly jobProps: JobProps,
  ) {
    super(scope, id, jobProps);
    const { deadline, retries = 0, sidecars = [] } = jobProps;
    const { kubernetes } = this.namespace.cluster;
    this.node.addValidation({
      validate: () => [
        ...checkCronJobName('name', this.name),
        ...checkSeconds('deadline', deadline, 1),
        ...checkWholeNumber('retries', retries, 0),
        ...(sidecars.length > 0 && !atLeast(kubernetes, '1.29')
          ? [problem('cluster.kubernetes', SIDECARS_END, kubernetes)]
          : []),
      ],
    });
  }

  protected jobSpec(): k8s.JobSpec {
    const { deadline, retries } = this.jobProps;
    return {
      activeDeadlineSeconds: seconds(deadline),
      ...(retries !== undefined && { backoffLimit: retries }),
      template: this.podTemplate(this.podSpec({ pod: { restartPolicy: 'OnFailure' } })),
    };
  }
}
