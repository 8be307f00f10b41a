import { Duration, Size } from 'cdk8s';
import {
  type Exposure,
  type GracefulShutdown,
  Image,
  Internet,
  type Resources,
  Route,
  type Scheduling,
  type ServiceProps,
} from '../../lib';
import { Cpu, k8s } from '../../lib/kubernetes';
import type { Autoscaled } from '../../lib/values/scaling';

type Props = Omit<ServiceProps, 'namespace'>;

/** What every kind of service needs. */
export const minimal: Props = {
  name: 'api',
  image: Image.tagged('ghcr.io/wealist/api', '1.0.0'),
  resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
  scaling: { replicas: 1 },
};

const resources: { readonly [Kind in keyof Resources]-?: Required<Resources[Kind]> } = {
  cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) },
  scratch: { request: Size.mebibytes(128), limit: Size.gibibytes(2) },
};

const scaling: Required<Omit<Autoscaled, 'replicas'>> = {
  minReplicas: 2,
  maxReplicas: 6,
  cpuPercent: 55,
  metrics: [
    { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
    {
      type: 'Pods',
      pods: {
        metric: { name: 'queue_length' },
        target: { type: 'AverageValue', averageValue: k8s.Quantity.fromNumber(5) },
      },
    },
  ],
  behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
};

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

const scheduling: Required<Scheduling> = {
  nodeSelector: { pool: 'services' },
  tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
  affinity: { podAntiAffinity: {} },
  priorityClassName: 'high',
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' },
  ],
};

const container = (name: string) => ({
  name,
  image: `${name}:1.0`,
  resources: {
    requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('16Mi') },
    limits: { memory: k8s.Quantity.fromString('32Mi') },
  },
});

/** What every pod takes. */
export const everyPod = {
  command: ['serve'],
  args: ['--verbose'],
  config: { LOG_LEVEL: 'info', APP_ENV: 'production' },
  files: { '/etc/api': { 'api.yaml': 'verbose: true\n', 'users.json': '[]' } },
  requires: ['LOG_LEVEL'],
  secrets: {},
  configMaps: { region: { existing: { REGION: 'REGION' }, mountAs: 'files' } },
  env: [{ name: 'REGION', value: 'eu' }],
  calls: {
    USERS_URL: {
      url: 'http://users.people.svc.cluster.local',
      peer: { namespace: 'people', podLabels: { app: 'users' } },
      port: 8080,
      allowCallsFrom: () => {},
    },
  },
  reaches: [{ to: Internet.https('pay.example.com'), reason: 'payments' }],
  mountAs: 'environment',
  buckets: {},
  volumes: { '/data': { name: 'data', persistentVolumeClaim: { claimName: 'data' } } },
  initContainers: [container('prepare')],
  sidecars: [container('proxy')],
  scheduling,
  labels: { team: 'till' },
  annotations: { 'example.com/page': 'https://example.com/api' },
  podAnnotations: { 'example.com/owner': 'shop' },
  access: {
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/api' },
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
  },
} satisfies Partial<Props>;

/** What every kind of service takes. */
export const everything = {
  ...minimal,
  image: Image.pinned('ghcr.io/wealist/api', '2.1.0', `sha256:${'a'.repeat(64)}`),
  resources,
  scaling,
  ...everyPod,
  exposure,
  shutdown,
  startup: Duration.seconds(90),
  ports: { metrics: 9100 },
  allows: [{ from: { namespace: 'monitoring' }, port: 'metrics', reason: 'Prometheus' }],
} satisfies Required<Props>;
