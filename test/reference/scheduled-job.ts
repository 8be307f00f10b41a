import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, Image, Namespace, ScheduledJob } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

new ScheduledJob(chart, 'report', {
  namespace,
  name: 'report',
  image: Image.tagged('ghcr.io/acme/report', '1.4.2'),
  schedule: '0 6 * * *',
  timeZone: 'Asia/Seoul',
  deadline: Duration.minutes(10),
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
});
