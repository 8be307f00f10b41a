import type { Construct } from 'constructs';
import {
  ExternalPostgres,
  PostgresBackup,
  PostgresCluster,
  type PostgresDatabase,
  PostgresExporter,
  PostgresStatefulSet,
} from '../..';
import { SystemChart, type SystemChartProps } from './system-chart';

const DATABASE = 'wealist';
const NAME = 'postgres';
const SERVICE = 'postgres-service';
/** Another name than the old server's: the old server keeps Secret, policy and identity until the data has moved. */
const CLUSTER = 'postgres-cluster';

/** weAlist's database, whichever kind serves the environment. */
export class PostgresqlChart extends SystemChart {
  readonly database: PostgresDatabase;

  constructor(scope: Construct, id: string, props: SystemChartProps) {
    super(scope, id, props);
    const { environment, namespace } = props;
    const { statefulSet, cluster, external } = environment.postgresql;
    const shared = { namespace, database: DATABASE, password: environment.databasePassword };
    if (statefulSet) {
      const image = environment.images.postgresql;
      const { backup, metrics: _metrics, ...server } = statefulSet;
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
      this.database = new PostgresCluster(this, 'postgres', { ...shared, name: CLUSTER, ...cluster });
    } else {
      const { metrics: _metrics, ...server } = external;
      this.database = new ExternalPostgres(this, 'postgres', { ...shared, name: SERVICE, ...server });
    }
    const metrics = (statefulSet ?? external)?.metrics;
    if (metrics) {
      const { database } = this;
      new PostgresExporter(this, 'exporter', { namespace, name: `${NAME}-exporter`, database, ...metrics });
    }
  }
}
