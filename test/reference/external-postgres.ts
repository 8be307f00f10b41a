import { App, Chart } from 'cdk8s';
import { ExternalPostgres, Namespace, Password } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new ExternalPostgres(chart, 'postgres', {
  namespace,
  name: 'postgres',
  address: { hostname: 'shop.abc123.ap-northeast-2.rds.amazonaws.com', cidrs: ['10.20.0.0/16'] },
  tls: { mode: 'require' },
  password: Password.existing(),
  user: 'shop',
});
