import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Namespace } from '../../constructs/workload/namespace';
import type { Cluster } from '../../values/cluster';
import { type Environment, SYSTEMS, type System } from '../environments/environment';

export interface NamespacesChartProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly cluster: Cluster;
  /** @default "per system" */
  readonly namespaces?: Environment['namespaces'];
}

/**
 * One namespace per system, `<system>-<environment>`, or one for all, `wealist-<environment>`. A file of their own, so that a
 * system can be deleted without its namespace, and with it the Secrets that somebody put there.
 */
export class NamespacesChart extends Chart {
  private readonly namespaces: Readonly<Record<System, Namespace>>;

  constructor(scope: Construct, id: string, { environment, cluster, namespaces }: NamespacesChartProps) {
    super(scope, id);
    const one = namespaces === 'one' && new Namespace(this, 'wealist', { name: `wealist-${environment}`, cluster });
    const entries = SYSTEMS.map((system) => {
      return [system, one || new Namespace(this, system, { name: `${system}-${environment}`, cluster })];
    });
    this.namespaces = Object.fromEntries(entries);
  }

  of(system: System): Namespace {
    return this.namespaces[system];
  }
}
