import { App, Chart, Size } from 'cdk8s';
import { Cpu, FastApiService, Image, Namespace, Password, PostgresStatefulSet, Probe, Route } from '../../lib';

export const chart = new Chart(new App(), 'shop');
const namespace = new Namespace(chart, 'namespace', {
  name: 'shop-prod',
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
});

const database = new PostgresStatefulSet(chart, 'postgres', {
  namespace,
  name: 'postgres',
  image: Image.tagged('postgres', '16.10'),
  password: Password.existing(),
  storage: { size: Size.gibibytes(20) },
});

new FastApiService(chart, 'boards', {
  namespace,
  name: 'boards',
  image: Image.tagged('ghcr.io/acme/boards', '1.4.2'),
  liveness: Probe.tcp(),
  readiness: Probe.http('/health'),
  scaling: { minReplicas: 2, maxReplicas: 6 },
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
  config: { LOG_LEVEL: 'info' },
  database,
  poolSize: 5,
  exposure: { host: 'shop.example.com', routes: [Route.keep('/api')], tls: { secretName: 'shop-tls' } },
});
