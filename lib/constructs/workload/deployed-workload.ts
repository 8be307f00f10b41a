import { type Duration, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { problem, Unquoted } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import { checkShutdown, gracePeriodSeconds, preStopHook, type Shutdown } from '../../values/graceful-shutdown';
import type { Migration } from '../../values/migration';
import { checkUnprivilegedPort } from '../../values/name';
import type { Ports, Probe } from '../../values/probe';
import { checkScaling, leastReplicas, MAX_SURGE, mostPods, type Scaling } from '../../values/scaling';
import { checkSeconds } from '../../values/seconds';
import { type Allowance, checkAllowance, endpointName } from '../../values/traffic';
import { Availability } from './availability';
import { MigrationJob, untilApplied } from './migration-job';
import { patchLast } from './patch';
import type { PodProps, ProgramProps } from './pod-props';
import { PodWorkload } from './pod-workload';

/** The props of every workload with a Deployment. */
export interface DeployedProps extends PodProps {
  /** The number of pods: `{ replicas: 2 }`, or `{ minReplicas: 2, maxReplicas: 6 }` for an autoscaler. */
  readonly scaling: Scaling;
  /**
   * The longest time from the start of the container to the first success of `liveness`, in whole seconds, at least 1: 90 s
   * for example for a slow JVM. Meanwhile no other probe is asked, so `liveness` and `readiness` need no long delays.
   *
   * @default none: `liveness` and `readiness` are asked from the start
   */
  readonly startup?: Duration;
  /** Further ports of the program by name, 1024 to 65535: `{ metrics: 9090 }`. @default none */
  readonly ports?: Ports;
  /** Traffic to the program from elsewhere: `{ from: { namespace: 'monitoring' }, port: 'metrics', reason: … }`. @default none */
  readonly allows?: readonly Allowance[];
}

/** Facts about a program that a Deployment runs. */
export interface DeployedProgramProps extends ProgramProps {
  /** The probe that restarts the container when it fails. It must need no other server. @default none */
  readonly liveness?: Probe;
  /** The probe that tells whether a pod is ready: a rolling update waits for the first success. @default none */
  readonly readiness?: Probe;
  /**
   * Set to true if the image holds a shell. Without a shell, the pod needs a cluster of Kubernetes 1.30 or newer, whose kubelet
   * waits before SIGTERM.
   *
   * @default false
   */
  readonly hasShell?: boolean;
  /** The migration of the database before new pods start. @default none */
  readonly migration?: Migration;
}

type Props = DeployedProps & DeployedProgramProps & { readonly shutdown: Shutdown };

/**
 * A program that a Deployment keeps running: the shared base of HttpService and Worker.
 *
 * Renders, beside what PodWorkload renders, a Deployment (rolling update that never takes a pod away before its successor
 * is ready), and, where asked for, HorizontalPodAutoscaler, PodDisruptionBudget and a Job that migrates its database.
 */
export abstract class DeployedWorkload extends PodWorkload {
  /** The ports of the container by name. */
  protected readonly ports: Ports;

  constructor(scope: Construct, id: string, props: Props, serves: Ports = {}) {
    super(scope, id, props);
    const { scaling, migration, backingServices = {}, readiness, shutdown } = props;
    const { selector, namespace } = this;
    this.ports = { ...serves, ...props.ports };
    this.node.addValidation({ validate: () => this.checkDeployed(props) });
    const pod = this.podSpec({
      container: this.container(props),
      pod: {
        ...(leastReplicas(scaling) > 1 && { topologySpreadConstraints: [spread(selector)] }),
        terminationGracePeriodSeconds: gracePeriodSeconds(shutdown),
      },
    });
    this.renderDeployment(props, pod);
    if (migration) {
      const name = `${this.name}-migration`;
      const { checksums } = this.configuration;
      const services = Object.values(backingServices);
      new MigrationJob(this, 'migration', { namespace, name, migration, pod, checksums, backingServices: services });
    }
    new Availability(this, 'availability', { metadata: this.metadata(), deployment: this.name, selector, scaling });
    for (const { from, port: name = Object.keys(this.ports)[0] ?? '', reason } of props.allows ?? []) {
      const port = this.ports[name] ?? 0;
      this.allowFrom(from, port);
      this.giveReason(`from ${endpointName(from)} to port ${port}: ${reason}`);
    }
    this.connect(mostPods(scaling, gracePeriodSeconds(shutdown), readiness?.leastSeconds ?? 0));
  }

  private container({ startup, liveness, readiness }: Props): Partial<k8s.Container> {
    const { ports } = this;
    const named = Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort }));
    return {
      ...(named.length > 0 && { ports: named }),
      ...(startup && liveness && { startupProbe: liveness.duringStartup(startup).toKube(ports) }),
      ...(liveness && { livenessProbe: liveness.toKube(ports) }),
      ...(readiness && { readinessProbe: readiness.toKube(ports) }),
    };
  }

  private renderDeployment({ scaling, shutdown, migration }: Props, pod: k8s.PodSpec): void {
    const { initContainers = [] } = pod;
    const steps = migration ? [...initContainers, untilApplied(migration, pod)] : initContainers;
    const deployment = new k8s.KubeDeployment(this, 'deployment', {
      metadata: this.ownerMetadata(),
      spec: {
        ...(scaling.replicas !== undefined && { replicas: scaling.replicas }),
        selector: { matchLabels: this.selector },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: k8s.IntOrString.fromNumber(MAX_SURGE),
            maxUnavailable: k8s.IntOrString.fromNumber(0),
          },
        },
        template: this.podTemplate({ ...pod, ...(steps.length > 0 && { initContainers: steps }) }),
      },
    });
    const preStop = preStopHook(shutdown, this.namespace.cluster.kubernetes);
    // A patch, since the types of cdk8s-plus-28 have no `sleep` yet.
    if (preStop) patchLast(deployment, JsonPatch.add('/spec/template/spec/containers/0/lifecycle', { preStop }));
  }

  private checkDeployed({ startup, liveness, readiness, scaling, shutdown, ...props }: Props): string[] {
    const { ports } = this;
    const { hasShell = false, migration, allows = [], backingServices = {} } = props;
    return [
      ...Object.entries(ports).flatMap(([name, port]) => checkUnprivilegedPort(this.portField(name), port)),
      ...(liveness?.problems('liveness', ports) ?? []),
      ...(readiness?.problems('readiness', ports) ?? []),
      ...(startup ? checkSeconds('startup', startup, 1) : []),
      ...(startup && !liveness ? [problem('liveness', 'a probe that ends the startup', new Unquoted('none'))] : []),
      ...allows.flatMap((allowance, index) => checkAllowance(`allows[${index}]`, allowance, ports)),
      ...checkScaling('scaling', scaling),
      ...checkShutdown('shutdown', shutdown, this.namespace.cluster.kubernetes, hasShell),
      ...(migration?.problems('migration') ?? []),
      ...(migration && Object.keys(backingServices).length === 0
        ? [problem('migration', 'a database that it migrates', new Unquoted('none'))]
        : []),
    ];
  }

  /** The prop of a port. */
  protected portField(name: string): string {
    return `ports.${name}`;
  }
}

/** Pods on one node go with it: the scheduler puts them on different ones where it can. */
function spread(selector: Readonly<Record<string, string>>): k8s.TopologySpreadConstraint {
  return {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...selector } },
  };
}
