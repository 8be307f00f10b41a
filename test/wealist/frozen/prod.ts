import { Duration, Size } from 'cdk8s';
import { Cpu } from '../../../lib/kubernetes';
import { Image } from '../../../lib/values/image';
import { Password } from '../../../lib/values/password';
import type { SharedEnvironment } from '../../../lib/wealist/environments/environment';
import { frozen } from './frozen';

/** What users see. */
export const prod = frozen<SharedEnvironment>({
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
  images: {
    postgresql: Image.tagged('postgres', '16-alpine'),
    'board-api': Image.tagged('ghcr.io/wealist/board-api', '1.0.0'),
    frontend: Image.tagged('ghcr.io/wealist/frontend', '1.0.0'),
    'hello-world': Image.tagged('ghcr.io/wealist/hello-world', '1.0.0'),
    'hello-server': Image.tagged('blux2/hello-server', '1.6'),
  },
  hosts: { wealist: 'wealist.example.com', helloWorld: 'hello.example.com' },
  certificates: { wealist: 'wealist-tls', helloWorld: 'hello-world-tls' },
  databasePassword: Password.external({
    store: { kind: 'ClusterSecretStore', name: 'wealist' },
    key: 'wealist/prod/postgresql',
    property: 'password',
  }),

  postgresql: {
    statefulSet: {
      storage: { size: Size.gibibytes(20), storageClassName: 'standard' },
      backup: {
        schedule: '0 3 * * *',
        keep: Duration.days(14),
        to: { claim: { size: Size.gibibytes(20), storageClassName: 'standard' } },
      },
    },
  },
  boardApi: {
    scaling: { minReplicas: 3, maxReplicas: 10, cpuPercent: 70 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
  },
  frontend: {
    scaling: { replicas: 2 },
    resources: {
      cpu: { request: Cpu.millis(50), limit: Cpu.millis(100) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
    },
  },
  helloServer: {
    scaling: { replicas: 3 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
    },
  },
  helloWorld: {
    scaling: { minReplicas: 3, maxReplicas: 6, cpuPercent: 70 },
    resources: {
      cpu: { request: Cpu.millis(200), limit: Cpu.millis(500) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    appEnv: 'production',
    logLevel: 'warning',
  },
});
