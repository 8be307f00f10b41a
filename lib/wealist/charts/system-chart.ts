import type { Namespace } from '../../constructs/workload/namespace';
import type { Environment } from '../environments/environment';

/** The props of the chart of a system. */
export interface SystemChartProps {
  readonly environment: Environment;
  /** The namespace of the system. */
  readonly namespace: Namespace;
}
