import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { problem, Unquoted } from '../../checker/problem';
import type { GracefulShutdown } from '../../values/graceful-shutdown';
import type { Migration } from '../../values/migration';
import type { PostgresDatabase } from '../../values/postgres-database';
import type { Probe } from '../../values/probe';
import type { Redis } from '../../values/redis';
import { checkMemoryFloor, checkSize, mebibytes, memoryLimit } from '../../values/resources';
import { seconds } from '../../values/seconds';
import { checkWholeNumber } from '../../values/whole-number';
import { HttpService } from './http-service';
import type { ServiceProps } from './service-props';

export interface FastApiServiceProps extends ServiceProps {
  /**
   * Must fail only when a restart would help: a failure restarts the container. So it must need no other server:
   * `Probe.tcp()` asks the port alone, `Probe.http` a path that asks no database. Beside a `database`, the path of
   * `readiness` is refused.
   */
  readonly liveness: Probe;
  /** Fails while the service cannot answer, for example because the database is down. The pod gets no traffic then. */
  readonly readiness: Probe;
  /**
   * The port that uvicorn listens on (`--port`), 1024 to 65535.
   *
   * @default 8000
   */
  readonly port?: number;
  /**
   * The database of the service. The service gets POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB and DATABASE_URL from a
   * Secret, and a network edge to the database.
   *
   * @default none
   */
  readonly database?: PostgresDatabase;
  /** Name of the Secret with the connection to the database. @default "<name>-database" */
  readonly databaseSecret?: string;
  /**
   * The Redis of the service. The service gets REDIS_PASSWORD and REDIS_URL from a Secret, and a network edge to the server.
   *
   * @default none
   */
  readonly redis?: Redis;
  /** Name of the Secret with the connection to Redis. @default "<name>-redis" */
  readonly redisSecret?: string;
  /**
   * Connections to the database that one pod keeps, at least 1; the application learns of it as DB_POOL_SIZE, for
   * `create_engine(pool_size=…, max_overflow=0)`. What all pods open together must be within the server's limit.
   *
   * @default 15, which is what SQLAlchemy opens unless told otherwise (5, and 10 of overflow)
   */
  readonly poolSize?: number;
  /**
   * The migration of the database before new pods answer.
   *
   * @default not by this program
   */
  readonly migration?: Migration;
  /**
   * Memory that the running service was seen to use (`kubectl top pod`). The limit must be at least twice as much.
   *
   * @default not measured: the limit must be more than 256Mi
   */
  readonly measuredMemory?: Size;
  /** User id of the process; a number, whatever name the image's USER has. @default 1000 */
  readonly uid?: number;
  /**
   * Time to stop without dropping a request; `drain` is also what uvicorn is told.
   *
   * @default preStop 10 s, drain 30 s, buffer 5 s
   */
  readonly shutdown?: GracefulShutdown;
}

/** SQLAlchemy's pool_size and max_overflow: https://docs.sqlalchemy.org/en/20/core/pooling.html */
const SQLALCHEMY_POOL = 15;

/** Says in the manifest why a memory limit may be as low as it is. */
const MEASURED_MEMORY = 'verify/measured-memory';

/** A Python process with FastAPI was killed at 256Mi of limit during start-up, and ran with more. */
const KILLED_AT = Size.mebibytes(256);

const UVICORN_SHUTDOWN: GracefulShutdown = {
  preStop: Duration.seconds(10),
  drain: Duration.seconds(30),
  buffer: Duration.seconds(5),
};

/**
 * A FastAPI application served by uvicorn.
 *
 * Renders what HttpService renders; in the container also POD_NAME (downward API), and the drain time as uvicorn reads
 * it: uvicorn replaces any SIGTERM handler that the application sets before it starts, so its own
 * `--timeout-graceful-shutdown` is what bounds the wait for requests in flight. Only uvicorn's own command line reads that
 * variable: a container that starts uvicorn from Python has to pass the value on. Refuses a memory limit of 256Mi or less, or
 * below twice what was measured, and, beside a `database`, a `liveness` on the path of `readiness`.
 */
export class FastApiService extends HttpService {
  constructor(scope: Construct, id: string, props: FastApiServiceProps) {
    const { database, redis, poolSize = SQLALCHEMY_POOL, measuredMemory, ...service } = props;
    const { databaseSecret = `${props.name}-database`, redisSecret = `${props.name}-redis` } = props;
    const { port = 8000, uid = 1000, shutdown = UVICORN_SHUTDOWN } = props;
    super(scope, id, {
      ...service,
      port,
      uid,
      shutdown,
      hasShell: true,
      writable: ['/tmp'],
      env: [
        // The version is the server's default. Without it, server-side apply after client-side apply reports a conflict.
        { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
        { name: 'UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN', value: String(seconds(shutdown.drain)) },
        ...(database ? [{ name: 'DB_POOL_SIZE', value: String(poolSize) }] : []),
        ...(props.env ?? []),
      ],
      podAnnotations: {
        ...props.podAnnotations,
        ...(measuredMemory && { [MEASURED_MEMORY]: measuredMemory.asString() }),
      },
      backingServices: { ...(database && { [databaseSecret]: database }), ...(redis && { [redisSecret]: redis }) },
      poolSize,
    });
    this.node.addValidation({
      validate: () => [...checkPythonMemory(props), ...checkPoolSize(props), ...checkLiveness(props)],
    });
  }
}

function checkPythonMemory({ resources, measuredMemory }: FastApiServiceProps): string[] {
  if (!measuredMemory) {
    const limit = memoryLimit(resources);
    if (!(mebibytes(limit) <= mebibytes(KILLED_AT))) return [];
    const reason = 'Python needs it to start (give measuredMemory if this service was seen to need less)';
    const received = `${limit.asString()}${resources.memory.limit ? '' : ' (twice the request)'}`;
    return [problem('resources.memory.limit', `more than ${KILLED_AT.asString()}: ${reason}`, new Unquoted(received))];
  }
  const problems = checkSize('measuredMemory', measuredMemory);
  if (problems.length > 0) return problems;
  const floor = Size.mebibytes(2 * mebibytes(measuredMemory));
  return checkMemoryFloor('resources', resources, floor, `twice the measured ${measuredMemory.asString()}`);
}

/** While a database is away, what asks for it restarts every pod, again and again, and cures nothing. */
function checkLiveness({ liveness, readiness, database }: FastApiServiceProps): string[] {
  if (!database || liveness.path === undefined || liveness.path !== readiness.path) return [];
  const expected =
    'a question that needs no database, such as Probe.tcp() or a path of its own: a failure restarts pods';
  return [problem('liveness.path', expected, new Unquoted(`the path of readiness, ${JSON.stringify(liveness.path)}`))];
}

function checkPoolSize({ poolSize, database }: FastApiServiceProps): string[] {
  if (poolSize === undefined) return [];
  if (!database) return [problem('poolSize', 'a database to which a pod connects', new Unquoted('none'))];
  return checkWholeNumber('poolSize', poolSize);
}
