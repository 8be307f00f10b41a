import { App, Chart } from 'cdk8s';
import { Namespace } from '../../lib';

export const chart = new Chart(new App(), 'shop');
new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});
