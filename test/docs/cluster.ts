import { Size } from 'cdk8s';
import { Image } from '../../lib/values/image';
import type { SharedEnvironment } from '../../lib/wealist/environments/environment';
import { prod } from '../wealist/frozen/prod';

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
