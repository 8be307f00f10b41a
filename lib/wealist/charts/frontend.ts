import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cpu, NginxFrontend, Route } from '../..';
import { SystemChart, type SystemChartProps } from './system-chart';
import { wealistHost } from './wealist-host';

/** weAlist's web front: whatever of its host is not the API's. */
export class FrontendChart extends SystemChart {
  constructor(scope: Construct, id: string, props: SystemChartProps) {
    super(scope, id, props);
    const { environment, namespace } = props;
    new NginxFrontend(this, 'frontend', {
      namespace,
      name: 'frontend',
      image: environment.images.frontend,
      resources: {
        cpu: { request: Cpu.millis(50), limit: Cpu.millis(100) },
        memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
      },
      exposure: { ...wealistHost(environment), routes: [Route.keep('/')] },
      ...environment.frontend,
    });
  }
}
