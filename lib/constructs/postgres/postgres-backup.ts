import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cpu, type k8s } from '../../kubernetes';
import { withCredential } from '../../values/backing-service';
import { type Backup, checkBackup } from '../../values/backup';
import type { Image } from '../../values/image';
import { checkCronJobName } from '../../values/name';
import { addressOf, libpqCredential, type PostgresDatabase } from '../../values/postgres-database';
import { checkResources, type Resources, scratchLimit } from '../../values/resources';
import { seconds } from '../../values/seconds';
import { Configuration } from '../workload/configuration';
import { Workload, type WorkloadProps } from '../workload/workload';
import { DumpBucket } from './dump-bucket';
import { DumpClaim } from './dump-claim';
import { DumpCronJob } from './dump-cron-job';
import { DUMP_VOLUME, type DumpPlace, dumpStep } from './dump-place';
import { checkDumpedDatabase, dumpScript, RESTORE_CHOICES, restoreScript } from './dump-script';
import { checkPostgresImage, postgresLayout } from './postgres-image';

/** `name` is that of the database: the objects are called `<name>-backup` and `<name>-restore`. */
export interface PostgresBackupProps extends WorkloadProps, Backup {
  /** The database that the dumps hold. */
  readonly database: PostgresDatabase;
  /** An official `postgres` image, as new as the server: pg_dump refuses a server that is newer than itself. */
  readonly image: Image;
  /**
   * The resources of each container. On the way to a bucket, a dump lies in the scratch space.
   *
   * @default 100m, 128Mi and 1Gi of scratch space, limited to 1 CPU, 512Mi and 20Gi
   */
  readonly resources?: Resources;
}

const DEFAULT_RESOURCES: Resources = {
  cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
  scratch: { request: Size.gibibytes(1), limit: Size.gibibytes(20) },
};
/** A backup and a restore may run at the same time, with one connection each. */
const CONNECTIONS = 2;
/** The 31st of February. */
const NEVER = '0 0 31 2 *';

/**
 * Dumps of a PostgreSQL database, at given times, and the way back.
 *
 * Renders a CronJob `<name>-backup` that writes dumps with pg_dump to a claim of its own or to a bucket, a suspended
 * CronJob `<name>-restore` of which `kubectl create job --from` makes the Job that restores one, a Secret for each of
 * database and bucket, a ServiceAccount without a token and a NetworkPolicy. Refuses a schedule that Kubernetes cannot
 * read, keeping nothing, a database whose name leaves no room for a second one, and whatever its primitives refuse.
 */
export class PostgresBackup extends Workload {
  private readonly configuration: Configuration;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PostgresBackupProps,
  ) {
    const { namespace, name, database, image, schedule, resources = DEFAULT_RESOURCES } = props;
    const { annotations = {} } = props.to.bucket?.identity ?? {};
    super(scope, id, { namespace, name: `${name}-backup`, access: { annotations } });
    this.node.addValidation({
      validate: () => [
        ...checkPostgresImage('image', image),
        ...checkCronJobName('name', `${name}-restore`),
        ...checkDumpedDatabase('database', database.databaseName),
        ...checkBackup(props),
        ...checkResources('resources', resources, props.namespace.cluster),
      ],
    });

    const { labels } = this;
    this.configuration = new Configuration(this, {
      namespace,
      name: this.name,
      labels,
      backingServices: {
        [`${this.name}-secret`]: withCredential(database, libpqCredential(addressOf(database))),
      },
    });
    const place = this.place();
    database.grantAccess({ peer: this.peer, connections: CONNECTIONS });
    this.allowTo(database.peer, database.port);
    for (const { peer, port } of place.servers) this.allowTo(peer, port);

    const shared = {
      labels,
      serviceAccountName: this.name,
      uid: postgresLayout(image).uid,
      volumes: [{ name: DUMP_VOLUME, ...place.volume }, ...this.configuration.volumes],
    };
    new DumpCronJob(this, 'backup', {
      ...shared,
      metadata: this.metadata(`${name}-backup`),
      steps: [this.step('dump', dumpScript(name)), ...place.afterDump],
      // A time that was missed for longer, since nothing in the cluster could start it, is left to the next one.
      times: { schedule, startingDeadlineSeconds: seconds(Duration.hours(1)) },
      // One that hangs would keep all later ones from starting.
      limits: { backoffLimit: 2, activeDeadlineSeconds: seconds(Duration.hours(6)) },
    });
    const choices = Object.entries(RESTORE_CHOICES).map(([choice, value]) => ({ name: choice, value }));
    const restore = [...place.beforeRestore, this.step('restore', restoreScript(name))];
    new DumpCronJob(this, 'restore', {
      ...shared,
      metadata: this.metadata(`${name}-restore`),
      steps: restore.map((step) => ({ ...step, env: [...(step.env ?? []), ...choices] })),
      times: { schedule: NEVER, suspend: true },
      // One try: a person starts the restore and watches.
      limits: { backoffLimit: 0 },
    });
  }

  private place(): DumpPlace {
    const { namespace, name, image, keep, to, resources = DEFAULT_RESOURCES } = this.props;
    const shared = { dumps: name, keep };
    if (to.claim) {
      const metadata = { ...this.metadata(), name: this.name };
      const step = dumpStep('prune', image, resources);
      return new DumpClaim(this, 'claim', { ...shared, metadata, storage: to.claim, step });
    }
    return new DumpBucket(this, 'bucket', {
      ...shared,
      namespace,
      secretName: `${this.name}-bucket`,
      labels: this.labels,
      bucket: to.bucket,
      scratch: scratchLimit(resources),
      step: (step) => dumpStep(step, to.rclone, resources),
    });
  }

  /** A script of PostgreSQL's own programs. */
  private step(name: string, script: string): k8s.Container {
    const { image, resources = DEFAULT_RESOURCES } = this.props;
    const { volumeMounts = [], ...step } = dumpStep(name, image, resources);
    return {
      ...step,
      command: ['/bin/sh', '-euc', script],
      envFrom: [...this.configuration.envFrom],
      volumeMounts: [...volumeMounts, ...this.configuration.volumeMounts],
    };
  }
}
