import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Cpu,
  ExternalRedis,
  FastApiService,
  type Namespace,
  type Password,
  type PostgresDatabase,
  Probe,
  type Redis,
  RedisStatefulSet,
  Route,
} from '../..';
import type { RedisSettings } from '../environments/backing-services';
import { SystemChart, type SystemChartProps } from './system-chart';
import { wealistHost } from './wealist-host';

export interface BoardApiChartProps extends SystemChartProps {
  readonly database: PostgresDatabase;
}

/** weAlist's API: its routes are mounted under `/api`, its health check is not. */
export class BoardApiChart extends SystemChart {
  constructor(scope: Construct, id: string, props: BoardApiChartProps) {
    super(scope, id, props);
    const { environment, namespace, database } = props;
    const { redis, ...boardApi } = environment.boardApi;
    new FastApiService(this, 'board-api', {
      namespace,
      name: 'board-api',
      image: environment.images['board-api'],
      port: 8000,
      // /health asks the database: while that is away, no restart helps.
      liveness: Probe.tcp({ initialDelay: Duration.seconds(30), period: Duration.seconds(10) }),
      readiness: Probe.http('/health', { initialDelay: Duration.seconds(10), period: Duration.seconds(5) }),
      resources: {
        cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
        memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
      },
      database,
      databaseSecret: 'db-secret',
      requires: ['DATABASE_URL'],
      // Ten pods, one that comes and five that go in a rolling update: 80 of the 97 connections that PostgreSQL has for us.
      poolSize: 5,
      ...(redis && { redis: redisOf(this, namespace, redis), redisSecret: 'redis-secret' }),
      exposure: {
        ...wealistHost(environment),
        routes: [Route.keep('/api'), Route.strip('/api', '/api/health')],
      },
      ...boardApi,
    });
  }
}

/** Beside its only client: nobody else has a reason to know of it. */
function redisOf(
  scope: Construct,
  namespace: Namespace,
  { password, statefulSet, external }: RedisSettings<Password>,
): Redis {
  const shared = { namespace, name: 'redis', password };
  return statefulSet
    ? new RedisStatefulSet(scope, 'redis', { ...shared, ...statefulSet })
    : new ExternalRedis(scope, 'redis', { ...shared, ...external });
}
