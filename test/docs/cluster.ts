import { Size } from 'cdk8s';
import type { SharedEnvironment } from '../../lib/environments/environment';
import { prod } from '../../lib/environments/prod';
import { Image } from '../../lib/primitives/image';

export const environment: SharedEnvironment = {
  ...prod,
  postgresql: {
    cluster: {
      image: Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10'),
      instances: 3,
      storage: { size: Size.gibibytes(20), storageClassName: 'standard' },
    },
  },
};
