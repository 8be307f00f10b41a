import type { Construct } from 'constructs';
import type { k8s } from '../../kubernetes';
import type { BackingService } from '../../values/backing-service';
import type { Migration } from '../../values/migration';
import { FixedJob } from './fixed-job';
import { Workload, type WorkloadProps } from './workload';

export interface MigrationJobProps extends WorkloadProps {
  readonly migration: Migration;
  /** The pods of the service, whose container, volumes and rights the migration has. */
  readonly pod: k8s.PodSpec;
  /** Checksums of all that the container is told. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly backingServices: readonly BackingService[];
}

/** A migration opens one connection, and may look at the state through another. */
const CONNECTIONS = 2;

/**
 * Seven tries in some five minutes, and the end after some ten: the kubelet repeats the first at once, then waits 10 s, and
 * twice as long before each further one, 5 min at most. Long enough for a server whose image is still to be pulled.
 */
const TRIES = 7;

/**
 * A Job that migrates a service's database, in the service's own image and environment.
 *
 * Renders the Job, a ServiceAccount and a NetworkPolicy: the pods carry other labels than the pods of the service, so no request
 * reaches them. A new image, a new setting or another database is a new Job.
 *
 * A migration connects as soon as it starts, and the image may hold no shell to wait in. So a try that fails is repeated in
 * the same pod, whose NetworkPolicies are programmed by then (lib/constructs/workload/wait.ts says more of that moment). Once the
 * last try has failed, Kubernetes deletes the pod, and its log with it.
 */
export class MigrationJob extends Workload {
  constructor(
    scope: Construct,
    id: string,
    { migration, pod, checksums, backingServices, ...props }: MigrationJobProps,
  ) {
    super(scope, id, props);
    const { topologySpreadConstraints: _spread, terminationGracePeriodSeconds: _grace, ...rest } = pod;
    const podSpec: k8s.PodSpec = {
      ...rest,
      serviceAccountName: this.name,
      restartPolicy: 'OnFailure',
      containers: [inContainerOf(pod, this.name, migration.command)],
    };
    const annotations = { ...checksums };
    const metadata = { labels: this.labels, ...(Object.keys(annotations).length > 0 && { annotations }) };
    new FixedJob(this, 'job', this.metadata(), { backoffLimit: TRIES, template: { metadata, spec: podSpec } });
    for (const service of backingServices) {
      service.grantAccess({ peer: this.peer, connections: CONNECTIONS });
      this.allowTo(service.peer, service.port);
    }
  }
}

/**
 * A container that asks whether the migration has been applied, before the service's own starts. While it has not, the
 * kubelet starts it again and again, later each time; the pods of the version before go on answering.
 */
export function untilApplied({ applied }: Migration, pod: k8s.PodSpec): k8s.Container {
  return inContainerOf(pod, 'migration-applied', applied);
}

/** A command in the image, the environment and the rights of a pod's container: no server, so nobody asks how it is. */
function inContainerOf({ containers: [own] }: k8s.PodSpec, name: string, command: readonly string[]): k8s.Container {
  const { ports: _ports, livenessProbe: _liveness, readinessProbe: _readiness, ...container } = own ?? { name };
  return { ...container, name, command: [...command] };
}
