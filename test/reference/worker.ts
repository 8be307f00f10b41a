import { App, Chart, Size } from 'cdk8s';
import { Cpu, Image, Internet, Namespace, Worker } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new Worker(chart, 'mailer', {
  namespace,
  name: 'mailer',
  image: Image.tagged('ghcr.io/acme/mailer', '1.4.2'),
  scaling: { replicas: 1 },
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
  reaches: [{ to: Internet.https('api.mail.example.com'), reason: 'sends mail' }],
});
