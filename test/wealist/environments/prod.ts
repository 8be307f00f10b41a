import { Duration, Size } from 'cdk8s';
import type { Backup, ClaimPlace } from '../../../lib/values/backup';
import type { SharedEnvironment } from '../../../lib/wealist/environments/environment';
import { environments } from '../frozen/index';

const claim = { size: Size.gibibytes(20), storageClassName: 'standard' };

/** A server with a disk. */
export const server = { storage: claim };

/** What is kept of it. */
export const backup: Backup<ClaimPlace> = { schedule: '0 3 * * *', keep: Duration.days(14), to: { claim } };

/** prod with a server of its own that is backed up, whichever database prod itself has by now. */
export const prod: SharedEnvironment = { ...environments.prod, postgresql: { statefulSet: { ...server, backup } } };
