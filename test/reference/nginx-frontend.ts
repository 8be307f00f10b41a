import { App, Chart, Size } from 'cdk8s';
import { Cpu, Image, Namespace, NginxFrontend, Route } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new NginxFrontend(chart, 'web', {
  namespace,
  name: 'web',
  image: Image.tagged('ghcr.io/acme/web', '1.4.2'),
  scaling: { replicas: 2 },
  resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(64) } },
  exposure: { host: 'shop.example.com', routes: [Route.keep('/')], tls: { secretName: 'shop-tls' } },
});
