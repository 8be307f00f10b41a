import { App, Chart } from 'cdk8s';
import { Image, Namespace, Password, RedisStatefulSet } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new RedisStatefulSet(chart, 'redis', {
  namespace,
  name: 'redis',
  image: Image.tagged('redis', '8.2-alpine'),
  password: Password.existing(),
});
