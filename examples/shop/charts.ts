import { App, Chart, Size } from 'cdk8s';
import {
  Cpu,
  FastApiService,
  HttpService,
  Namespace,
  PostgresStatefulSet,
  Probe,
  type Resources,
  Route,
} from '../../lib';
import { Boards } from './boards';
import type { ShopEnvironment } from './environments';

const resources: Resources = {
  cpu: { request: Cpu.millis(100) },
  memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
};

/** The shop in one namespace: a catalog in Go, orders in Python with a database, calls between the two, and boards. */
export function assemble(name: string, environment: ShopEnvironment): Readonly<Record<string, Chart>> {
  const { cluster, images, host, tls, password, disk, scaling } = environment;
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
  });

  const catalog = new HttpService(charts.services, 'catalog', {
    namespace,
    name: 'catalog',
    image: images.catalog,
    port: 8080,
    liveness: Probe.http('/healthz'),
    readiness: Probe.http('/readyz'),
    scaling,
    resources,
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
  return { ...charts, boards: new Boards(app, 'boards', { namespace, server: database, environment }) };
}
