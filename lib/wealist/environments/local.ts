import { Size } from 'cdk8s';
import { Cpu, Image, Password } from '../..';
import type { LocalEnvironment } from './environment';
import { everywhere, publicImages } from './everywhere';

/** k3d or minikube on a developer's machine: our own images are built there and imported. */
export const local: LocalEnvironment = {
  ...everywhere,
  cluster: { ...everywhere.cluster, importedImages: true },
  images: {
    ...publicImages,
    'board-api': Image.imported('wealist-board-api', 'latest'),
    frontend: Image.imported('wealist-frontend', 'latest'),
    'hello-world': Image.imported('hello-world', '1.0.0'),
  },
  hosts: { wealist: 'wealist.local', helloWorld: 'hello.local' },
  databasePassword: Password.literal('local-development-only'),

  postgresql: { statefulSet: { storage: { size: Size.gibibytes(1) } } },
  boardApi: { scaling: { replicas: 1 } },
  frontend: { scaling: { replicas: 1 } },
  helloWorld: {
    scaling: { replicas: 1 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(250) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    appEnv: 'local',
    logLevel: 'debug',
  },
};
