import type { Namespace } from '../../constructs/workload/namespace';
import type { Environment } from '../environments/environment';

/** What the chart of a system gets. */
export interface SystemChartProps {
  readonly environment: Environment;
  /** The namespace of the system. */
  readonly namespace: Namespace;
}
