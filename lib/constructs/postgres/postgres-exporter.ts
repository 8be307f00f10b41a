import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cpu } from '../../kubernetes';
import { withCredential } from '../../values/backing-service';
import type { Image } from '../../values/image';
import { checkDnsLabel } from '../../values/name';
import { addressOf, exporterCredential, type PostgresDatabase } from '../../values/postgres-database';
import { Probe } from '../../values/probe';
import { HttpService } from '../http/http-service';
import type { WorkloadProps } from '../workload/workload';

export interface PostgresExporterProps extends WorkloadProps {
  /** The database that the metrics describe. */
  readonly database: PostgresDatabase;
  /** An image of https://github.com/prometheus-community/postgres_exporter. */
  readonly image: Image;
  /** The namespace that Prometheus runs in: the only one that may ask. */
  readonly scrapedFrom: string;
}

const PORT = 9187;
/** User `nobody`, as whom the image runs. */
const UID = 65534;
/** One for each of its two collectors. */
const CONNECTIONS = 2;

/**
 * Metrics of a PostgreSQL database, for Prometheus.
 *
 * Renders what HttpService renders, for one pod on port 9187, whose annotations tell Prometheus where to ask, and the
 * Secret `<name>-secret` with the exporter's own variables. Lets in Prometheus' namespace alone. Whether the database
 * answers is a metric (`pg_up`): the probes check the exporter alone, since a restart of the
 * exporter does not repair a database. An exporter connects at each scrape, so the exporter starts without its database.
 */
export class PostgresExporter extends HttpService {
  constructor(scope: Construct, id: string, { database, scrapedFrom, ...props }: PostgresExporterProps) {
    super(scope, id, {
      ...props,
      port: PORT,
      uid: UID,
      hasShell: true,
      writable: [],
      liveness: Probe.http('/', { period: Duration.seconds(30), timeout: Duration.seconds(5) }),
      readiness: Probe.http('/', { period: Duration.seconds(10), timeout: Duration.seconds(5) }),
      scaling: { replicas: 1 },
      resources: {
        cpu: { request: Cpu.millis(10), limit: Cpu.millis(100) },
        memory: { request: Size.mebibytes(32), limit: Size.mebibytes(64) },
      },
      podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(PORT) },
      backingServices: {
        [`${props.name}-secret`]: withCredential(database, exporterCredential(addressOf(database))),
      },
      poolSize: CONNECTIONS,
    });
    this.node.addValidation({ validate: () => checkDnsLabel('scrapedFrom', scrapedFrom) });
    this.allowFrom({ namespace: scrapedFrom }, PORT);
  }
}
