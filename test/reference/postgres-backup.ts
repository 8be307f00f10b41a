import { App, Chart, Duration, Size } from 'cdk8s';
import { Image, Namespace, Password, PostgresBackup, PostgresStatefulSet } from '../../lib';

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

new PostgresBackup(chart, 'backup', {
  namespace,
  name: 'postgres',
  database,
  image: Image.tagged('postgres', '16.10'),
  schedule: '0 3 * * *',
  keep: Duration.days(14),
  to: { claim: { size: Size.gibibytes(20) } },
});
