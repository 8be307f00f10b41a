import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Namespace } from '../../constructs/workload/namespace';
import type { Cluster } from '../../values/cluster';
import { SYSTEMS, type System } from '../environments/environment';

export interface NamespacesChartProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly cluster: Cluster;
}

/**
 * One namespace per system: `<system>-<environment>`. A file of their own, so that a system can be deleted without its
 * namespace, and with it the Secrets that somebody put there.
 */
export class NamespacesChart extends Chart {
  private readonly namespaces: Readonly<Record<System, Namespace>>;

  constructor(scope: Construct, id: string, { environment, cluster }: NamespacesChartProps) {
    super(scope, id);
    const entries = SYSTEMS.map((system) => {
      return [system, new Namespace(this, system, { name: `${system}-${environment}`, cluster })];
    });
    this.namespaces = Object.fromEntries(entries);
  }

  of(system: System): Namespace {
    return this.namespaces[system];
  }
}
