import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cpu } from '../..';
import { HelloServer } from '../constructs/hello-server';
import { SystemChart, type SystemChartProps } from './system-chart';

/** The hands-on's Go server, reached with `kubectl port-forward`. */
export class HelloServerChart extends SystemChart {
  constructor(scope: Construct, id: string, props: SystemChartProps) {
    super(scope, id, props);
    const { environment, namespace } = props;
    new HelloServer(this, 'hello-server', {
      namespace,
      name: 'hello-server',
      image: environment.images['hello-server'],
      resources: {
        cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
        memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
      },
      ...environment.helloServer,
    });
  }
}
