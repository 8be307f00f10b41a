import { App, Chart, Size } from 'cdk8s';
import { Cpu, HttpService, Image, Namespace, Probe } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new HttpService(chart, 'users', {
  namespace,
  name: 'users',
  image: Image.tagged('ghcr.io/acme/users', '1.4.2'),
  port: 8080,
  liveness: Probe.http('/live'),
  readiness: Probe.http('/ready'),
  scaling: { replicas: 2 },
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
});
