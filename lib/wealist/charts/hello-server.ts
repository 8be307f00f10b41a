import { Chart, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cpu } from '../../kubernetes';
import { HelloServer } from '../constructs/hello-server';
import type { SystemChartProps } from './system-chart';

/** The hands-on's Go server, reached with `kubectl port-forward`. */
export class HelloServerChart extends Chart {
  constructor(scope: Construct, id: string, { environment, namespace }: SystemChartProps) {
    super(scope, id);
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
