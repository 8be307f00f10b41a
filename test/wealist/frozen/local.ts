import { Size } from 'cdk8s';
import { Cpu } from '../../../lib/kubernetes';
import { Image } from '../../../lib/values/image';
import { Password } from '../../../lib/values/password';
import type { LocalEnvironment } from '../../../lib/wealist/environments/environment';
import { frozen } from './frozen';

/** k3d or minikube on a developer's machine: our own images are built there and imported. */
export const local = frozen<LocalEnvironment>({
  cluster: { kubernetes: '1.34', importedImages: true, ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
  images: {
    postgresql: Image.tagged('postgres', '16-alpine'),
    'board-api': Image.imported('wealist-board-api', 'latest'),
    frontend: Image.imported('wealist-frontend', 'latest'),
    'hello-world': Image.imported('hello-world', '1.0.0'),
    'hello-server': Image.tagged('blux2/hello-server', '1.6'),
  },
  hosts: { wealist: 'wealist.local', helloWorld: 'hello.local' },
  databasePassword: Password.literal('local-development-only'),

  postgresql: { statefulSet: { storage: { size: Size.gibibytes(1) } } },
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
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(250) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    appEnv: 'local',
    logLevel: 'debug',
  },
});
