import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Namespace } from '../..';
import type { Environment } from '../environments/environment';

/** The labels of every object: `kubectl get all -A -l app.kubernetes.io/part-of=wealist,environment=prod`. */
export interface CommonLabels extends Readonly<Record<string, string>> {
  readonly 'app.kubernetes.io/part-of': 'wealist';
  /** The name of the environment, under the key that the documentation of Kubernetes uses for it. */
  readonly environment: string;
}

/** The props of the chart of a system. */
export interface SystemChartProps {
  readonly environment: Environment;
  /** The namespace of the system. */
  readonly namespace: Namespace;
  readonly labels: CommonLabels;
}

/** The chart of a system: each of its objects and pods carries the common labels. */
export abstract class SystemChart extends Chart {
  constructor(scope: Construct, id: string, { labels }: Pick<SystemChartProps, 'labels'>) {
    super(scope, id, { labels: { ...labels } });
  }
}
