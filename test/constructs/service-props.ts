import { Duration, Size } from 'cdk8s';
import { type Exposure, type GracefulShutdown, Image, type Resources, Route, type ServiceProps } from '../../lib';
import { Cpu } from '../../lib/kubernetes';
import type { Autoscaled } from '../../lib/values/scaling';

type Props = Omit<ServiceProps, 'namespace'>;

/** What every kind of service needs. */
export const minimal: Props = {
  name: 'api',
  image: Image.tagged('ghcr.io/wealist/api', '1.0.0'),
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
  scaling: { replicas: 1 },
};

const resources: { readonly [Kind in keyof Resources]: Required<Resources[Kind]> } = {
  cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) },
};

const scaling: Required<Omit<Autoscaled, 'replicas'>> = { minReplicas: 2, maxReplicas: 6, cpuPercent: 55 };

const exposure: Required<Exposure> = {
  host: 'shop.example.com',
  routes: [Route.keep('/api'), Route.strip('/api', '/api/health')],
  tls: { secretName: 'shop-tls' },
};

const shutdown: Required<GracefulShutdown> = {
  preStop: Duration.seconds(7),
  drain: Duration.seconds(20),
  buffer: Duration.seconds(3),
  gracePeriod: Duration.minutes(1),
};

/** What every kind of service takes. */
export const everything = {
  ...minimal,
  image: Image.pinned('ghcr.io/wealist/api', '2.1.0', `sha256:${'a'.repeat(64)}`),
  resources,
  scaling,
  config: { LOG_LEVEL: 'info', APP_ENV: 'production' },
  exposure,
  shutdown,
  requires: ['LOG_LEVEL'],
  secrets: {},
  calls: {
    USERS_URL: {
      url: 'http://users.people.svc.cluster.local',
      peer: { namespace: 'people', podLabels: { app: 'users' } },
      port: 8080,
      allowCallsFrom: () => {},
    },
  },
  mountAs: 'environment',
} satisfies Required<Props>;
