import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import { days } from '../../values/backup';
import { type Storage, volumeClaimTemplate } from '../../values/storage';
import type { DumpPlace } from './dump-place';
import { DUMPS, dumpsOf } from './dump-script';

export interface DumpClaimProps {
  readonly metadata: k8s.ObjectMeta & { readonly name: string };
  readonly storage: Storage;
  /** The name that dumps begin with. */
  readonly dumps: string;
  /** Time that a dump is kept, in whole days. */
  readonly keep: Duration;
  /** The container to delete old dumps: any image with `find` and `rm`. */
  readonly step: k8s.Container;
}

/** Dumps on a disk of their own. Renders a PersistentVolumeClaim. */
export class DumpClaim extends Construct implements DumpPlace {
  readonly volume: DumpPlace['volume'];
  readonly afterDump: readonly k8s.Container[];
  readonly beforeRestore = [];
  readonly servers = [];

  constructor(scope: Construct, id: string, { metadata, storage, dumps, keep, step }: DumpClaimProps) {
    super(scope, id);
    new k8s.KubePersistentVolumeClaim(this, 'claim', {
      ...volumeClaimTemplate(metadata.name, storage),
      metadata,
    });
    this.volume = { persistentVolumeClaim: { claimName: metadata.name } };
    const old = ['-name', dumpsOf(dumps), '-mmin', `+${days(keep) * 24 * 60}`];
    this.afterDump = [{ ...step, command: ['find', DUMPS, ...old, '-print', '-exec', 'rm', '{}', ';'] }];
  }
}
