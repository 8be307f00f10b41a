import { App, Chart } from 'cdk8s';
import { ExternalRedis, Namespace, Password } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new ExternalRedis(chart, 'redis', {
  namespace,
  name: 'redis',
  address: { hostname: 'shop.abc123.apn2.cache.amazonaws.com', cidrs: ['10.20.0.0/16'] },
  password: Password.existing(),
});
