import { Size } from 'cdk8s';
import { Cpu, Password } from '../..';
import versions from '../versions.json';
import type { SharedEnvironment } from './environment';
import { ownImages, publicImages, reachable } from './everywhere';

/** The first environment of a merged change. */
export const dev: SharedEnvironment = {
  ...reachable,
  images: { ...publicImages, ...ownImages(versions.dev) },
  hosts: { wealist: 'dev.wealist.example.com', helloWorld: 'dev.hello.example.com' },
  databasePassword: Password.existing(),

  postgresql: { statefulSet: { storage: { size: Size.gibibytes(5) } } },
  boardApi: { scaling: { replicas: 1 } },
  frontend: { scaling: { replicas: 1 } },
  helloWorld: {
    scaling: { replicas: 1 },
    resources: {
      cpu: { request: Cpu.millis(50), limit: Cpu.millis(100) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
    },
    appEnv: 'development',
    logLevel: 'debug',
  },
};
