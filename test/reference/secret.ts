import { App, Chart } from 'cdk8s';
import { Namespace, Secret } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new Secret(chart, 'mail', {
  namespace,
  name: 'mail',
  labels: {},
  source: { existing: { MAIL_KEY: 'KEY' } },
});
