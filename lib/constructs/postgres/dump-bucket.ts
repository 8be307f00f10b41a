import type { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import { type BucketFolder, serversOf } from '../../values/bucket';
import { Secret } from '../secret/secret';
import type { Namespace } from '../workload/namespace';
import type { DumpPlace } from './dump-place';
import { fetchScript, pruneWords, rcloneVariables, uploadWords } from './rclone';

export interface DumpBucketProps {
  readonly namespace: Namespace;
  /** The Secret with the keys, if the pods have no identity. */
  readonly secretName: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly bucket: BucketFolder;
  /** The name that dumps begin with. */
  readonly dumps: string;
  /** Time that a dump is kept, in whole days. */
  readonly keep: Duration;
  /** The most that a dump may take in a pod. */
  readonly scratch: Size;
  /** Makes a container of an rclone image, by the name of the container. */
  readonly step: (name: string) => k8s.Container;
}

/** Dumps in a bucket, and in a pod only as long as it runs. Renders the Secret of the keys, if the pods have no identity. */
export class DumpBucket extends Construct implements DumpPlace {
  readonly volume: DumpPlace['volume'];
  readonly afterDump: readonly k8s.Container[];
  readonly beforeRestore: readonly k8s.Container[];
  readonly servers: DumpPlace['servers'];

  constructor(scope: Construct, id: string, { namespace, secretName, labels, bucket, ...props }: DumpBucketProps) {
    super(scope, id);
    const { dumps, keep, scratch, step } = props;
    this.volume = { emptyDir: { sizeLimit: k8s.Quantity.fromString(scratch.asString()) } };
    const { credentials } = bucket;
    if (credentials) new Secret(this, 'credentials', { namespace, name: secretName, labels, source: credentials });
    this.servers = serversOf(bucket);
    const rclone = (name: string): k8s.Container => ({
      ...step(name),
      env: Object.entries(rcloneVariables(bucket)).map(([variable, value]) => ({ name: variable, value })),
      ...(credentials && { envFrom: [{ secretRef: { name: secretName } }] }),
    });
    this.afterDump = [
      { ...rclone('upload'), args: uploadWords(bucket, dumps) },
      { ...rclone('prune'), args: pruneWords(bucket, dumps, keep) },
    ];
    this.beforeRestore = [{ ...rclone('fetch'), command: ['/bin/sh', '-euc', fetchScript(bucket, dumps)] }];
  }
}
