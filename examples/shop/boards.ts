import { Chart, Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Cpu,
  HttpService,
  type Namespace,
  type PostgresStatefulSet,
  Probe,
  RedisStatefulSet,
  type Resources,
  Route,
} from '../../lib';
import type { ShopEnvironment } from './environments';

export interface BoardsProps {
  readonly namespace: Namespace;
  /** The server of the shop: each of the two services has a database of its own there. */
  readonly server: PostgresStatefulSet;
  readonly environment: ShopEnvironment;
}

const resources: Resources = {
  cpu: { request: Cpu.millis(50) },
  memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
};

/** The authority of the issuer `internal`, in PEM. The text stands for that of a real one. */
const internalCa = `-----BEGIN CERTIFICATE-----
MIIB
-----END CERTIFICATE-----
`;

/** Boards with uploads, and a chat over WebSockets, behind the host of the catalog. */
export class Boards extends Chart {
  constructor(scope: Construct, id: string, { namespace, server, environment }: BoardsProps) {
    super(scope, id);
    const { images, host, tls, password, uploads } = environment;
    const shared = {
      namespace,
      port: 8080,
      liveness: Probe.http('/healthz'),
      readiness: Probe.http('/readyz'),
      scaling: { replicas: 2 },
      resources,
      poolSize: 2,
    };
    const exposed = { host, ...(tls && { tls }) };

    new HttpService(this, 'boards', {
      ...shared,
      name: 'boards',
      image: images.boards,
      backingServices: { 'boards-database': server.database('boards', { user: 'board', password }) },
      buckets: { UPLOADS_BUCKET: uploads },
      exposure: {
        ...exposed,
        routes: [
          // The program knows nothing of the prefix.
          Route.stripTree('/api/svc/board'),
          Route.keep('/uploads').with({ upload: Size.mebibytes(50), timeout: Duration.minutes(5) }),
        ],
      },
    });

    const redis = new RedisStatefulSet(this, 'redis', {
      namespace,
      name: 'redis',
      image: images.redis,
      password,
      tls: { secretName: 'redis-tls', issuer: { kind: 'Issuer', name: 'internal' }, ca: internalCa },
    });

    new HttpService(this, 'chat', {
      ...shared,
      name: 'chat',
      image: images.chat,
      backingServices: { 'chat-database': server.database('chat', { password }), 'chat-redis': redis },
      exposure: { ...exposed, routes: [Route.keep('/live').with({ stream: true })] },
    });
  }
}
