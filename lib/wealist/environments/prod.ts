import { Duration, Size } from 'cdk8s';
import { Cpu, Password } from '../..';
import versions from '../versions.json';
import type { SharedEnvironment } from './environment';
import { ownImages, passwordStore, publicImages, reachable } from './everywhere';

/** The environment of the users. */
export const prod: SharedEnvironment = {
  ...reachable,
  images: { ...publicImages, ...ownImages(versions.prod) },
  hosts: { wealist: 'wealist.example.com', helloWorld: 'hello.example.com' },
  databasePassword: Password.external({
    store: passwordStore,
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
  boardApi: { scaling: { minReplicas: 3, maxReplicas: 10, cpuPercent: 70 } },
  frontend: { scaling: { replicas: 2 } },
  helloWorld: {
    scaling: { minReplicas: 3, maxReplicas: 6, cpuPercent: 70 },
    resources: {
      cpu: { request: Cpu.millis(200), limit: Cpu.millis(500) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    appEnv: 'production',
    logLevel: 'warning',
  },
};
