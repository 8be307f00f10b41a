import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ExternalPostgres } from '../constructs/external-postgres';
import { PostgresBackup } from '../constructs/postgres-backup';
import { PostgresCluster } from '../constructs/postgres-cluster';
import { PostgresStatefulSet } from '../constructs/postgres-stateful-set';
import type { PostgresDatabase } from '../primitives/postgres-database';
import type { SystemChartProps } from './system-chart';

const DATABASE = 'wealist';
const NAME = 'postgres';
const SERVICE = 'postgres-service';

/** weAlist's database, whichever kind serves the environment. */
export class PostgresqlChart extends Chart {
  readonly database: PostgresDatabase;

  constructor(scope: Construct, id: string, { environment, namespace }: SystemChartProps) {
    super(scope, id);
    const { statefulSet, cluster, external } = environment.postgresql;
    const shared = { namespace, database: DATABASE, password: environment.databasePassword };
    if (statefulSet) {
      const image = environment.images.postgresql;
      const { backup, ...server } = statefulSet;
      const database = new PostgresStatefulSet(this, 'postgres', {
        ...shared,
        name: NAME,
        serviceName: SERVICE,
        image,
        user: 'postgres',
        ...server,
      });
      if (backup) new PostgresBackup(this, 'backup', { namespace, name: NAME, database, image, ...backup });
      this.database = database;
    } else if (cluster) {
      this.database = new PostgresCluster(this, 'postgres', { ...shared, name: NAME, ...cluster });
    } else {
      this.database = new ExternalPostgres(this, 'postgres', { ...shared, name: SERVICE, ...external });
    }
  }
}
