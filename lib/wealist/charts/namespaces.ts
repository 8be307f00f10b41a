import type { Construct } from 'constructs';
import { type Cluster, Namespace } from '../..';
import { type Environment, SYSTEMS, type System } from '../environments/environment';
import { SystemChart, type SystemChartProps } from './system-chart';

export interface NamespacesChartProps extends Pick<SystemChartProps, 'labels'> {
  readonly cluster: Cluster;
  /** @default "per system" */
  readonly namespaces?: Environment['namespaces'];
}

/**
 * One namespace per system, `<system>-<environment>`, or one for all, `wealist-<environment>`. A file of their own, so that a
 * system can be deleted without its namespace, and with it the Secrets that somebody put there.
 */
export class NamespacesChart extends SystemChart {
  private readonly namespaces: Readonly<Record<System, Namespace>>;

  constructor(scope: Construct, id: string, props: NamespacesChartProps) {
    super(scope, id, props);
    const { labels, cluster, namespaces } = props;
    const named = (system: string) => new Namespace(this, system, { name: `${system}-${labels.environment}`, cluster });
    const one = namespaces === 'one' && named('wealist');
    const entries = SYSTEMS.map((system) => {
      return [system, one || named(system)];
    });
    this.namespaces = Object.fromEntries(entries);
  }

  of(system: System): Namespace {
    return this.namespaces[system];
  }
}
