import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ExternalPostgres } from '../constructs/external-postgres';
import { PostgresCluster } from '../constructs/postgres-cluster';
import { PostgresStatefulSet } from '../constructs/postgres-stateful-set';
import type { PostgresDatabase } from '../primitives/postgres-database';
import type { SystemChartProps } from './system-chart';

const DATABASE = 'wealist';
const SERVICE = 'postgres-service';
/** Not that of the one server: its Secret, its policy and its identity stay as they are until its data has moved. */
const CLUSTER = 'postgres-cluster';

/** weAlist's database, whichever kind serves the environment. */
export class PostgresqlChart extends Chart {
  readonly database: PostgresDatabase;

  constructor(scope: Construct, id: string, { environment, namespace }: SystemChartProps) {
    super(scope, id);
    const { statefulSet, cluster, external } = environment.postgresql;
    const shared = { namespace, database: DATABASE, password: environment.databasePassword };
    if (statefulSet) {
      this.database = new PostgresStatefulSet(this, 'postgres', {
        ...shared,
        name: 'postgres',
        serviceName: SERVICE,
        image: environment.images.postgresql,
        user: 'postgres',
        ...statefulSet,
      });
    } else if (cluster) {
      this.database = new PostgresCluster(this, 'postgres', { ...shared, name: CLUSTER, ...cluster });
    } else {
      this.database = new ExternalPostgres(this, 'postgres', { ...shared, name: SERVICE, ...external });
    }
  }
}
