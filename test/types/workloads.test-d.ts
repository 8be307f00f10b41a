import { Duration } from 'cdk8s';
import {
  type FastApiServiceProps,
  type GivenBucket,
  type HttpService,
  type HttpServiceProps,
  Internet,
  type MountedConfigMap,
  type MountedSecret,
  type MountedVolume,
  type Namespace,
  type OneOffJobProps,
  type PostgresDatabase,
  type PostgresStatefulSet,
  Probe,
  type RedisStatefulSetProps,
  type Resources,
  Route,
  type ScheduledJobProps,
  type WorkerProps,
} from '../../lib';
import { accept } from './accept';

declare const namespace: Namespace;
declare const resources: Resources;
declare const image: HttpServiceProps['image'];
declare const database: PostgresDatabase;
declare const uploads: GivenBucket;
declare const users: HttpService;
declare const server: PostgresStatefulSet;

const pods = { namespace, name: 'api', image, resources };
const probes = { liveness: Probe.tcp(), readiness: Probe.http('/readyz') };
const scaling = { replicas: 2 };
const deadline = Duration.minutes(20);
const exposure = { host: 'shop.example.com', routes: [Route.keep('/')] };

/* HttpService: the port and both probes are facts about the program. */

const service: HttpServiceProps = { ...pods, ...probes, scaling, port: 8080 };
accept<HttpServiceProps>({ ...service, exposure, portVariable: 'PORT', startup: Duration.seconds(90) });
// @ts-expect-error a Service leads to a port
accept<HttpServiceProps>({ ...pods, ...probes, scaling });
// @ts-expect-error nobody knows whether a pod is ready
accept<HttpServiceProps>({ ...pods, scaling, port: 8080, liveness: Probe.tcp() });
// @ts-expect-error 90 of what?
accept<HttpServiceProps>({ ...service, startup: 90 });
// @ts-expect-error a port has a number
accept<HttpServiceProps>({ ...service, ports: { metrics: '9090' } });
// @ts-expect-error the port is told by the service: its number stands once
accept<HttpServiceProps>({ ...service, portVariable: { PORT: 8080 } });

/* FastApiService: one database, by its own prop. */

const fastApi: FastApiServiceProps = { ...pods, ...probes, scaling };
accept<FastApiServiceProps>({ ...fastApi, database, poolSize: 3 });
// @ts-expect-error the database stands in `database`, from which the pool and the Secret follow
accept<FastApiServiceProps>({ ...fastApi, database, backingServices: { other: database } });
// @ts-expect-error a name is not a database
accept<FastApiServiceProps>({ ...fastApi, database: 'orders' });

/* A database of a server belongs to one user with one password. */

server.database('boards', { user: 'board', password: database.password });
// @ts-expect-error a user without a password
server.database('boards', { user: 'board' });
// @ts-expect-error the user of a database is not that of the server by default
server.database('boards');

/* Worker: nobody calls it. */

const worker: WorkerProps = { ...pods, scaling };
accept<WorkerProps>({ ...worker, liveness: Probe.exec(['alive']), ports: { metrics: 9090 } });
// @ts-expect-error a worker answers nobody
accept<WorkerProps>({ ...worker, port: 8080 });
// @ts-expect-error no host leads to a worker
accept<WorkerProps>({ ...worker, exposure });
// @ts-expect-error a worker is told of no port
accept<WorkerProps>({ ...worker, portVariable: 'PORT' });
// @ts-expect-error no proxy sends requests to a worker: SIGTERM comes at once
accept<WorkerProps>({ ...worker, shutdown: { preStop: deadline, drain: deadline, buffer: deadline } });

/* Jobs: they end, at a time that somebody knows. */

const scheduled: ScheduledJobProps = { ...pods, deadline, schedule: '0 3 * * *' };
accept<ScheduledJobProps>({ ...scheduled, concurrency: 'Replace', history: { successful: 1, failed: 1 } });
// @ts-expect-error at which times?
accept<ScheduledJobProps>({ ...pods, deadline });
// @ts-expect-error a job without a deadline runs for ever
accept<ScheduledJobProps>({ ...pods, schedule: '0 3 * * *' });
// @ts-expect-error a policy that Kubernetes does not know
accept<ScheduledJobProps>({ ...scheduled, concurrency: 'Queue' });
// @ts-expect-error a job that ends has no number of pods
accept<ScheduledJobProps>({ ...scheduled, scaling });
accept<OneOffJobProps>({ ...pods, deadline });
// @ts-expect-error a job that runs once runs when it is applied
accept<OneOffJobProps>({ ...pods, deadline, schedule: '0 3 * * *' });
// @ts-expect-error a job answers nobody
accept<OneOffJobProps>({ ...pods, deadline, ports: { metrics: 9090 } });

/* Who talks to whom: a service, not its URL; elsewhere, with a reason. */

accept<WorkerProps>({ ...worker, calls: { USERS_URL: users, USERS_GRPC: users.at('grpc') } });
// @ts-expect-error a URL opens no NetworkPolicy
accept<WorkerProps>({ ...worker, calls: { USERS_URL: 'http://users' } });
const reason = 'mails';
accept<WorkerProps>({ ...worker, reaches: [{ to: Internet.tcp(587, 'smtp.example.com'), reason }] });
// @ts-expect-error why?
accept<WorkerProps>({ ...worker, reaches: [{ to: Internet.https('api.example.com') }] });
// @ts-expect-error the internet is no destination without a name
Internet.https();
// @ts-expect-error pods are reached at a port
accept<WorkerProps>({ ...worker, reaches: [{ to: { namespace: 'vault' }, reason }] });
// @ts-expect-error pods of a namespace, or blocks of addresses
accept<WorkerProps>({ ...worker, allows: [{ from: { namespace: 'a', cidrs: ['10.0.0.0/8'] }, reason }] });

/* Buckets: by a variable of the program. */

accept<WorkerProps>({ ...worker, buckets: { UPLOADS_BUCKET: uploads } });
accept<WorkerProps>({ ...worker, buckets: { S3_BUCKET: { ...uploads, variables: { endpoint: 'S3_URL' } } } });
// @ts-expect-error a name opens no NetworkPolicy
accept<WorkerProps>({ ...worker, buckets: { UPLOADS_BUCKET: 'uploads' } });
// @ts-expect-error a variable that nobody sets
accept<WorkerProps>({ ...worker, buckets: { S3_BUCKET: { ...uploads, variables: { url: 'S3_URL' } } } });

/* What exists outside of the program is declared with its keys. */

accept<MountedConfigMap>({ existing: { REGION: 'REGION' }, mountAs: 'files' });
// @ts-expect-error values of a ConfigMap of ours stand in `config` and `files`
accept<MountedConfigMap>({ literal: { REGION: 'seoul' } });
// @ts-expect-error a form that no container knows
accept<MountedSecret>({ existing: { TOKEN: 'TOKEN' }, mountAs: 'volume' });
// @ts-expect-error one source
accept<MountedSecret>({ existing: { TOKEN: 'TOKEN' }, literal: { TOKEN: 'x' } });

/* Volumes: the folder is the key, so no mount has two. */

accept<MountedVolume>({ name: 'conf', configMap: { name: 'region' }, mount: { subPath: 'region.conf' } });
// @ts-expect-error the folder is the key of `volumes`
accept<MountedVolume>({ name: 'conf', configMap: { name: 'region' }, mount: { mountPath: '/etc' } });
// @ts-expect-error a volume has a name
accept<MountedVolume>({ emptyDir: {} });

/* Redis: TLS is a certificate, and who trusts it. */

declare const redis: RedisStatefulSetProps;
accept<RedisStatefulSetProps>({ ...redis, tls: { secretName: 'redis-tls', ca: 'PEM' } });
// @ts-expect-error whom do clients trust?
accept<RedisStatefulSetProps>({ ...redis, tls: { secretName: 'redis-tls' } });
// @ts-expect-error a server in the cluster has no certificate by itself
accept<RedisStatefulSetProps>({ ...redis, tls: true });
