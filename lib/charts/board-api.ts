import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { FastApiService } from '../constructs/fast-api-service';
import type { PostgresDatabase } from '../primitives/postgres-database';
import { Probe } from '../primitives/probe';
import { Route } from '../primitives/route';
import type { SystemChartProps } from './system-chart';
import { wealistHost } from './wealist-host';

export interface BoardApiChartProps extends SystemChartProps {
  readonly database: PostgresDatabase;
}

/** weAlist's API: its routes are mounted under `/api`, its health check is not. */
export class BoardApiChart extends Chart {
  constructor(scope: Construct, id: string, { environment, namespace, database }: BoardApiChartProps) {
    super(scope, id);
    new FastApiService(this, 'board-api', {
      namespace,
      name: 'board-api',
      image: environment.images['board-api'],
      port: 8000,
      liveness: Probe.http('/health', { initialDelay: Duration.seconds(30), period: Duration.seconds(10) }),
      readiness: Probe.http('/health', { initialDelay: Duration.seconds(10), period: Duration.seconds(5) }),
      resources: {
        cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
        memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
      },
      database,
      publication: {
        ...wealistHost(environment),
        routes: [Route.keep('/api'), Route.strip('/api', '/api/health')],
      },
      ...environment.boardApi,
    });
  }
}
