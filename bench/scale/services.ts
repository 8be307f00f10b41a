import { App, Chart, Duration, Size } from 'cdk8s';
import { FastApiService, Image, Namespace, Probe, Route } from '../../lib';
import { Cpu } from '../../lib/kubernetes';
import { prod } from '../../lib/wealist/environments/prod';

/** So many services of one environment, in our constructs: eight objects each, all of them in one namespace. */
export function services(count: number, environment: string): Record<string, Chart> {
  const app = new App();
  const namespaces = new Chart(app, 'namespaces');
  const { cluster } = prod;
  const namespace = new Namespace(namespaces, 'shop', { name: `shop-${environment}`, cluster });
  const chart = new Chart(app, 'services');
  for (let i = 0; i < count; i++) {
    new FastApiService(chart, `service-${i}`, {
      namespace,
      name: `service-${i}`,
      image: Image.tagged(`ghcr.io/shop/service-${i}`, '1.0.0'),
      liveness: Probe.http('/health', { initialDelay: Duration.seconds(10) }),
      readiness: Probe.http('/health'),
      config: { LOG_LEVEL: 'info', APP_ENV: environment, SERVICE: `service-${i}` },
      scaling: { minReplicas: 2, maxReplicas: 6 },
      exposure: { host: `service-${i}.${environment}.example.com`, routes: [Route.keep('/')] },
      resources: {
        cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
        memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
      },
    });
  }
  return { namespaces, services: chart };
}
