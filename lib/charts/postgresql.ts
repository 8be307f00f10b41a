import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { PostgresStatefulSet } from '../constructs/postgres-stateful-set';
import type { PostgresDatabase } from '../primitives/postgres-database';
import type { SystemChartProps } from './system-chart';

/** weAlist's database. */
export class PostgresqlChart extends Chart {
  readonly database: PostgresDatabase;

  constructor(scope: Construct, id: string, { environment, namespace }: SystemChartProps) {
    super(scope, id);
    this.database = new PostgresStatefulSet(this, 'postgres', {
      namespace,
      name: 'postgres',
      serviceName: 'postgres-service',
      image: environment.images.postgresql,
      database: 'wealist',
      user: 'postgres',
      password: environment.databasePassword,
      ...environment.postgresql,
    });
  }
}
