import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { FastApiService, Probe, Route } from '../..';
import { SystemChart, type SystemChartProps } from './system-chart';

/** The tutorial's FastAPI application. */
export class HelloWorldChart extends SystemChart {
  constructor(scope: Construct, id: string, props: SystemChartProps) {
    super(scope, id, props);
    const { environment, namespace } = props;
    const { appEnv, logLevel, ...service } = environment.helloWorld;
    const { certificates, hosts, images } = environment;
    const every = (delay: number, period: number) => ({
      initialDelay: Duration.seconds(delay),
      period: Duration.seconds(period),
      failureThreshold: 3,
    });
    new FastApiService(this, 'hello-world', {
      namespace,
      name: 'hello-world',
      image: images['hello-world'],
      port: 8080,
      liveness: Probe.http('/health/live', every(10, 10)),
      readiness: Probe.http('/health/ready', every(5, 5)),
      // The version that runs is the version that it says: there is no second place to forget.
      config: { APP_ENV: appEnv, APP_VERSION: images['hello-world'].tag, LOG_LEVEL: logLevel },
      measuredMemory: Size.mebibytes(45),
      shutdown: { preStop: Duration.seconds(10), drain: Duration.seconds(30), buffer: Duration.seconds(5) },
      exposure: {
        host: hosts.helloWorld,
        routes: [Route.keep('/')],
        ...(certificates && { tls: { secretName: certificates.helloWorld } }),
      },
      ...service,
    });
  }
}
