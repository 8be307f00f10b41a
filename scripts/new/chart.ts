import { pascalCase } from './names';

/** The first chart of a service: a FastAPI application at port 8000 with two pods. */
export const chart = (name: string): string => `import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { FastApiService } from '../../constructs/http/fast-api-service';
import { Cpu } from '../../kubernetes';
import { Probe } from '../../values/probe';
import { SystemChart, type SystemChartProps } from './system-chart';

export class ${pascalCase(name)}Chart extends SystemChart {
  constructor(scope: Construct, id: string, props: SystemChartProps) {
    super(scope, id, props);
    const { environment, namespace } = props;
    new FastApiService(this, '${name}', {
      namespace,
      name: '${name}',
      image: environment.images['${name}'],
      liveness: Probe.tcp(),
      readiness: Probe.http('/health'),
      scaling: { replicas: 2 },
      resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
    });
  }
}
`;
