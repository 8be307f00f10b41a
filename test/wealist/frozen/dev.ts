import { Size } from 'cdk8s';
import { Cpu } from '../../../lib/kubernetes';
import { Image } from '../../../lib/values/image';
import { Password } from '../../../lib/values/password';
import type { SharedEnvironment } from '../../../lib/wealist/environments/environment';
import { frozen } from './frozen';

/** Where a merged change shows first. */
export const dev = frozen<SharedEnvironment>({
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
  images: {
    postgresql: Image.tagged('postgres', '16-alpine'),
    'board-api': Image.tagged('ghcr.io/wealist/board-api', '1.0.0'),
    frontend: Image.tagged('ghcr.io/wealist/frontend', '1.0.0'),
    'hello-world': Image.tagged('ghcr.io/wealist/hello-world', '1.0.0'),
    'hello-server': Image.tagged('blux2/hello-server', '1.6'),
  },
  hosts: { wealist: 'dev.wealist.example.com', helloWorld: 'dev.hello.example.com' },
  certificates: { wealist: 'wealist-tls', helloWorld: 'hello-world-tls' },
  databasePassword: Password.existing(),

  postgresql: { statefulSet: { storage: { size: Size.gibibytes(5) } } },
  boardApi: {
    scaling: { replicas: 1 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
  },
  frontend: {
    scaling: { replicas: 1 },
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
    scaling: { replicas: 1 },
    resources: {
      cpu: { request: Cpu.millis(50), limit: Cpu.millis(100) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
    },
    appEnv: 'development',
    logLevel: 'debug',
  },
});
