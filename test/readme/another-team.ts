import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, FastApiService, Image, Namespace, Probe } from '../../lib';

export const chart = new Chart(new App(), 'chat-api');
const namespace = new Namespace(chart, 'namespace', {
  name: 'chat-api-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new FastApiService(chart, 'chat-api', {
  namespace,
  name: 'chat-api',
  image: Image.tagged('ghcr.io/wealist/chat-api', '1.0.0'),
  liveness: Probe.tcp({ initialDelay: Duration.seconds(10) }),
  readiness: Probe.http('/health'),
  scaling: { minReplicas: 2, maxReplicas: 6 },
  resources: {
    cpu: { request: Cpu.millis(100) },
    memory: { request: Size.mebibytes(256) },
  },
});
