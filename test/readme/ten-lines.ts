import { App, Chart, Size } from 'cdk8s';
import { Cpu, FastApiService, Image, Namespace, Probe } from '../../lib';

const prod = {
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
  image: Image.tagged('ghcr.io/wealist/chat-api', '1.0.0'),
  scaling: { minReplicas: 2, maxReplicas: 6 },
} as const;

export const chart = new Chart(new App(), 'chat-api');
new FastApiService(chart, 'chat-api', {
  namespace: new Namespace(chart, 'namespace', { name: 'chat-api-prod', cluster: prod.cluster }),
  name: 'chat-api',
  image: prod.image,
  scaling: prod.scaling,
  liveness: Probe.tcp(),
  readiness: Probe.http('/health'),
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
});
