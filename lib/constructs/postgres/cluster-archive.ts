import { Construct } from 'constructs';
import { ObjectStore } from '../../../imports/barmancloud.cnpg.io';
import { type ClusterSpecPlugins, ScheduledBackup } from '../../../imports/postgresql.cnpg.io';
import { type ArchiveBackup, days } from '../../values/backup';
import { ACCESS_KEY_ID, endpointOf, regionOf, SECRET_ACCESS_KEY } from '../../values/bucket';
import { cronWithSeconds } from '../../values/cron';
import { Secret } from '../secret/secret';
import type { Namespace } from '../workload/namespace';

export interface ClusterArchiveProps {
  readonly namespace: Namespace;
  /** The Cluster whose servers archive. */
  readonly cluster: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly backup: ArchiveBackup;
}

const PLUGIN = 'barman-cloud.cloudnative-pg.io';

/**
 * The archive of a Cluster: base backups and write-ahead log in a bucket, as CloudNativePG's plugin for Barman Cloud
 * (https://cloudnative-pg.io/plugin-barman-cloud/) keeps it.
 *
 * Renders an ObjectStore, the Secret of the keys if the servers have no identity, and a ScheduledBackup whose first backup is made at once: without
 * one, a write-ahead log restores nothing.
 */
export class ClusterArchive extends Construct {
  /** The entry for `spec.plugins` of the Cluster. */
  readonly plugin: ClusterSpecPlugins;

  constructor(scope: Construct, id: string, { namespace, cluster, labels, backup }: ClusterArchiveProps) {
    super(scope, id);
    const { schedule, keep } = backup;
    const { bucket } = backup.to;
    const metadata = { name: cluster, namespace: namespace.name, labels: { ...labels } };
    const secretName = `${cluster}-bucket`;
    this.plugin = { name: PLUGIN, isWalArchiver: true, parameters: { barmanObjectName: cluster } };
    const { credentials } = bucket;
    if (credentials) new Secret(this, 'credentials', { namespace, name: secretName, labels, source: credentials });
    new ObjectStore(this, 'object-store', {
      metadata,
      spec: {
        retentionPolicy: `${days(keep)}d`,
        configuration: {
          destinationPath: `s3://${bucket.name}/${bucket.folder}`,
          endpointUrl: endpointOf(bucket),
          s3Credentials: credentials
            ? {
                accessKeyId: { name: secretName, key: ACCESS_KEY_ID },
                secretAccessKey: { name: secretName, key: SECRET_ACCESS_KEY },
              }
            : { inheritFromIamRole: true },
        },
        instanceSidecarConfiguration: {
          env: [{ name: 'AWS_DEFAULT_REGION', value: regionOf(bucket) }],
        },
      },
    });
    new ScheduledBackup(this, 'scheduled-backup', {
      metadata,
      spec: {
        cluster: { name: cluster },
        schedule: cronWithSeconds(schedule),
        immediate: true,
        method: 'plugin',
        pluginConfiguration: { name: PLUGIN },
      },
    });
  }
}
