import { Size } from 'cdk8s';
import { Cpu } from '../../../lib/kubernetes';
import { Image } from '../../../lib/values/image';
import { Password } from '../../../lib/values/password';
import type { SharedEnvironment } from '../../../lib/wealist/environments/environment';
import { frozen } from './frozen';

/** Like production, with less of everything. */
export const staging = frozen<SharedEnvironment>({
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
  images: {
    postgresql: Image.tagged('postgres', '16-alpine'),
    'board-api': Image.tagged('ghcr.io/wealist/board-api', '1.0.0'),
    frontend: Image.tagged('ghcr.io/wealist/frontend', '1.0.0'),
    'hello-world': Image.tagged('ghcr.io/wealist/hello-world', '1.0.0'),
    'hello-server': Image.tagged('blux2/hello-server', '1.6'),
  },
  hosts: { wealist: 'staging.wealist.example.com', helloWorld: 'staging.hello.example.com' },
  certificates: { wealist: 'wealist-tls', helloWorld: 'hello-world-tls' },
  databasePassword: Password.external({
    store: { kind: 'ClusterSecretStore', name: 'wealist' },
    key: 'wealist/staging/postgresql',
    property: 'password',
  }),

  postgresql: { statefulSet: { storage: { size: Size.gibibytes(10) } } },
  boardApi: {
    scaling: { replicas: 2 },
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
    scaling: { replicas: 2 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(250) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    appEnv: 'staging',
    logLevel: 'info',
  },
});
