import { App, Chart, Duration, Size } from 'cdk8s';
import {
  Cpu,
  FastApiService,
  HttpService,
  Internet,
  Namespace,
  PostgresStatefulSet,
  Probe,
  type Resources,
  Route,
  ScheduledJob,
  Worker,
} from '../../lib';
import { Boards } from './boards';
import type { ShopEnvironment } from './environments';

const resources: Resources = {
  cpu: { request: Cpu.millis(100) },
  memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
};

/**
 * The shop in one namespace: a catalog in Go that starts slowly, orders in Python with a database, calls between the two, a
 * worker that sends mails, a report each morning, and boards.
 */
export function assemble(name: string, environment: ShopEnvironment): Readonly<Record<string, Chart>> {
  const { cluster, images, host, tls, password, disk, scaling, reports } = environment;
  const app = new App();
  const charts = {
    namespace: new Chart(app, 'namespace'),
    database: new Chart(app, 'database'),
    services: new Chart(app, 'services'),
  };
  const namespace = new Namespace(charts.namespace, 'namespace', { name: `shop-${name}`, cluster });

  const database = new PostgresStatefulSet(charts.database, 'postgres', {
    namespace,
    name: 'postgres',
    image: images.postgres,
    database: 'orders',
    password,
    storage: { size: disk },
    maxConnections: 120,
  });

  const catalog = new HttpService(charts.services, 'catalog', {
    namespace,
    name: 'catalog',
    image: images.catalog,
    port: 8080,
    portVariable: 'PORT',
    // The catalog reads all articles into memory first.
    startup: Duration.seconds(90),
    liveness: Probe.http('/healthz'),
    readiness: Probe.http('/readyz'),
    scaling,
    resources,
    ports: { metrics: 9090 },
    allows: [{ from: { namespace: 'monitoring' }, port: 'metrics', reason: 'Prometheus' }],
    exposure: { host, routes: [Route.keep('/')], ...(tls && { tls }) },
  });

  const orders = new FastApiService(charts.services, 'orders', {
    namespace,
    name: 'orders',
    image: images.orders,
    liveness: Probe.tcp(),
    readiness: Probe.http('/ready'),
    scaling,
    resources,
    database,
    poolSize: 3,
    calls: { CATALOG_URL: catalog },
  });
  catalog.call('ORDERS_URL', orders);

  new Worker(charts.services, 'mailer', {
    namespace,
    name: 'mailer',
    image: images.mailer,
    liveness: Probe.exec(['/mailer', 'alive']),
    scaling: { replicas: 1 },
    resources,
    calls: { ORDERS_URL: orders },
    reaches: [{ to: Internet.tcp(587, 'smtp.example.com'), reason: 'mails to customers' }],
  });

  new ScheduledJob(charts.services, 'report', {
    namespace,
    name: 'report',
    image: images.report,
    schedule: '30 6 * * 1-5',
    timeZone: 'Asia/Seoul',
    deadline: Duration.minutes(20),
    resources,
    backingServices: { 'report-database': database },
    buckets: { REPORTS_BUCKET: reports },
  });
  return { ...charts, boards: new Boards(app, 'boards', { namespace, server: database, environment }) };
}
