import { Size } from 'cdk8s';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { prod } from '../wealist/frozen/prod';

export const environment: SharedEnvironment = {
  ...prod,
  postgresql: {
    statefulSet: {
      storage: { size: Size.gibibytes(20), storageClassName: 'standard' },
      maxConnections: 200,
    },
  },
};
