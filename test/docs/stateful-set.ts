import { Size } from 'cdk8s';
import type { SharedEnvironment } from '../../lib/environments/environment';
import { prod } from '../../lib/environments/prod';

export const environment: SharedEnvironment = {
  ...prod,
  postgresql: {
    statefulSet: {
      storage: { size: Size.gibibytes(20), storageClassName: 'standard' },
      maxConnections: 200,
    },
  },
};
