import { App, Chart, Size } from 'cdk8s';
import { Image, Namespace, Password, PostgresExporter, PostgresStatefulSet } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

const database = new PostgresStatefulSet(chart, 'postgres', {
  namespace,
  name: 'postgres',
  image: Image.tagged('postgres', '16.10'),
  password: Password.existing(),
  storage: { size: Size.gibibytes(20) },
});

new PostgresExporter(chart, 'exporter', {
  namespace,
  name: 'postgres-exporter',
  database,
  image: Image.tagged('quay.io/prometheuscommunity/postgres-exporter', 'v0.17.1'),
  scrapedFrom: 'monitoring',
});
