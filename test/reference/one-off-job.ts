import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, Image, Namespace, OneOffJob } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new OneOffJob(chart, 'import', {
  namespace,
  name: 'import',
  image: Image.tagged('ghcr.io/acme/import', '1.4.2'),
  deadline: Duration.minutes(10),
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
});
