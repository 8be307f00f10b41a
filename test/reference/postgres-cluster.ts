import { App, Chart, Size } from 'cdk8s';
import { Image, Namespace, Password, PostgresCluster } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new PostgresCluster(chart, 'postgres', {
  namespace,
  name: 'postgres',
  image: Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10'),
  instances: 3,
  storage: { size: Size.gibibytes(20) },
  password: Password.existing(),
});
