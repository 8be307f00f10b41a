import { Size } from 'cdk8s';
import { Cpu } from '../../kubernetes';
import { Password } from '../../values/password';
import type { SharedEnvironment } from './environment';
import { ownImages, publicImages, reachable } from './everywhere';

/** The first environment of a merged change. */
export const dev: SharedEnvironment = {
  ...reachable,
  images: {
    ...publicImages,
    ...ownImages({ 'board-api': '1.0.0', frontend: '1.0.0', 'hello-world': '1.0.0' }),
  },
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
