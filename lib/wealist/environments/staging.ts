import { Size } from 'cdk8s';
import { Cpu, Password } from '../..';
import versions from '../versions.json';
import type { SharedEnvironment } from './environment';
import { ownImages, passwordStore, publicImages, reachable } from './everywhere';

/** Like production, with less of everything. */
export const staging: SharedEnvironment = {
  ...reachable,
  images: { ...publicImages, ...ownImages(versions.staging) },
  hosts: { wealist: 'staging.wealist.example.com', helloWorld: 'staging.hello.example.com' },
  databasePassword: Password.external({
    store: passwordStore,
    key: 'wealist/staging/postgresql',
    property: 'password',
  }),

  postgresql: { statefulSet: { storage: { size: Size.gibibytes(10) } } },
  boardApi: { scaling: { replicas: 2 } },
  frontend: { scaling: { replicas: 2 } },
  helloWorld: {
    scaling: { replicas: 2 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(250) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    appEnv: 'staging',
    logLevel: 'info',
  },
};
