import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { BackingService } from '../primitives/backing-service';
import {
  checkShutdown,
  DEFAULT_SHUTDOWN,
  type GracefulShutdown,
  gracePeriodSeconds,
  preStopHook,
  type Shell,
} from '../primitives/graceful-shutdown';
import type { Image } from '../primitives/image';
import type { Migration } from '../primitives/migration';
import type { MountAs, MountedSecret } from '../primitives/mounted-secret';
import { checkUnprivilegedPort } from '../primitives/name';
import { checkUid, RESTRICTED_CONTAINER, restrictedPod } from '../primitives/pod-security';
import type { Probe } from '../primitives/probe';
import { problem, Unquoted } from '../primitives/problem';
import { checkResources, type Resources, resourceRequirements } from '../primitives/resources';
import { checkScaling, leastReplicas, MAX_SURGE, mostPods, type Scaling } from '../primitives/scaling';
import { checkScratchSpace, scratchSpace } from '../primitives/scratch-space';
import { Availability } from './availability';
import { Configuration } from './configuration';
import { Deployment } from './deployment';
import { HttpIngress, type Publication } from './http-ingress';
import { MigrationJob, untilApplied } from './migration-job';
import { Workload, type WorkloadProps } from './workload';

/** What differs between the services of a kind, and between the environments of a service. */
export interface ServiceProps extends WorkloadProps {
  readonly image: Image;
  readonly resources: Resources;
  readonly scaling: Scaling;
  /**
   * Values that are no secret, as environment variables. A change rolls the pods.
   *
   * @default none, and no ConfigMap
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Where it can be reached from outside the cluster.
   *
   * @default nowhere
   */
  readonly publication?: Publication;
  /**
   * Time to stop without dropping a request.
   *
   * @default preStop 10 s, drain 15 s, buffer 5 s
   */
  readonly shutdown?: GracefulShutdown;
  /**
   * Keys without which the program does not start, such as DATABASE_URL. One that neither `config` nor a Secret provides
   * is refused.
   *
   * @default none
   */
  readonly requires?: readonly string[];
  /**
   * Secrets beside those of its backing services, by name: API keys, certificates.
   *
   * @default none
   */
  readonly secrets?: Readonly<Record<string, MountedSecret>>;
  /**
   * How it finds its Secrets: as environment variables, or as files named like their keys in /etc/secrets/<Secret>.
   *
   * @default "environment"
   */
  readonly mountAs?: MountAs;
}

/** What a kind of service adds to `ServiceProps`: facts about the program in the container. */
export interface HttpServiceProps extends ServiceProps {
  /** The port that the program listens on, 1024 to 65535. */
  readonly port: number;
  readonly liveness: Probe;
  readonly readiness: Probe;
  /** User id of the process. */
  readonly uid: number;
  readonly shell: Shell;
  /** Folders that the program writes to; each becomes an empty volume, since the root file system is read-only. */
  readonly writable: readonly string[];
  /** Environment variables beside `config`. @default none */
  readonly env?: readonly k8s.EnvVar[];
  /** Facts about the program that a reader of its pods should know. @default none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Servers that it connects to, by the names of the Secrets that say how. @default none */
  readonly backingServices?: Readonly<Record<string, BackingService>>;
  /** The most connections that a pod opens to each of them. @default 1 */
  readonly poolSize?: number;
  /** What has to be done to its database before new pods answer. @default nothing */
  readonly migration?: Migration;
}

/** Clients need not know what the container listens on: every Service answers here. */
const SERVICE_PORT = 80;
const PORT_NAME = 'http';

/**
 * A program that answers HTTP: the shared base of FastApiService, HelloServer and NginxFrontend.
 *
 * Renders a Deployment (rolling update that never takes a pod away before its successor answers), a Service on port 80
 * that leads to the container port `http`, a ServiceAccount without a token, and, where asked for, ConfigMap, Secrets,
 * HorizontalPodAutoscaler, PodDisruptionBudget, Ingress, NetworkPolicy and a Job that migrates its database. Refuses, all
 * at once, whatever a primitive among its props refuses.
 */
export abstract class HttpService extends Workload {
  constructor(scope: Construct, id: string, props: HttpServiceProps) {
    super(scope, id, props);
    const { publication, port, scaling, migration, backingServices = {}, poolSize = 1 } = props;
    const { shutdown = DEFAULT_SHUTDOWN, readiness } = props;
    const { labels, selector, namespace } = this;
    const configuration = new Configuration(this, { ...props, labels });
    this.node.addValidation({ validate: () => [...this.problems(props), ...configuration.problems()] });
    const pod = this.podSpec(props, configuration);
    this.renderDeployment(props, pod, configuration.checksums);
    if (migration) {
      const name = `${this.name}-migration`;
      const { checksums } = configuration;
      const services = Object.values(backingServices);
      new MigrationJob(this, 'migration', { namespace, name, migration, pod, checksums, backingServices: services });
    }
    new Availability(this, 'availability', { metadata: this.metadata(), deployment: this.name, selector, scaling });
    new k8s.KubeService(this, 'service', {
      metadata: this.metadata(),
      spec: {
        selector,
        ports: [{ name: PORT_NAME, port: SERVICE_PORT, targetPort: k8s.IntOrString.fromString(PORT_NAME) }],
      },
    });
    if (publication) this.publish(publication, port);
    for (const service of Object.values(backingServices)) {
      const pods = mostPods(scaling, gracePeriodSeconds(shutdown), readiness.leastSeconds);
      service.accept({ peer: this.peer, connections: poolSize * pods });
      this.allowTo(service.peer, service.port);
    }
  }

  private renderDeployment(
    { scaling, shutdown = DEFAULT_SHUTDOWN, migration, podAnnotations }: HttpServiceProps,
    pod: k8s.PodSpec,
    checksums: Configuration['checksums'],
  ): void {
    const annotations = { ...podAnnotations, ...checksums };
    new Deployment(this, 'deployment', {
      preStop: preStopHook(shutdown, this.namespace.cluster.kubernetes),
      metadata: this.metadata(),
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
        template: {
          metadata: { labels: this.labels, ...(Object.keys(annotations).length > 0 && { annotations }) },
          spec: { ...pod, ...(migration && { initContainers: [untilApplied(migration, pod)] }) },
        },
      },
    });
  }

  private podSpec(props: HttpServiceProps, { env, envFrom, ...configuration }: Configuration): k8s.PodSpec {
    const { image, port, scaling, shutdown = DEFAULT_SHUTDOWN } = props;
    const scratch = scratchSpace(props.writable);
    const volumes = [...scratch.volumes, ...configuration.volumes];
    const volumeMounts = [...scratch.volumeMounts, ...configuration.volumeMounts];
    return {
      serviceAccountName: this.name,
      // Else the address of every Service of the namespace becomes an environment variable.
      enableServiceLinks: false,
      ...(leastReplicas(scaling) > 1 && { topologySpreadConstraints: [this.spread()] }),
      terminationGracePeriodSeconds: gracePeriodSeconds(shutdown),
      securityContext: restrictedPod(props.uid),
      containers: [
        {
          name: this.name,
          image: image.reference,
          imagePullPolicy: image.pullPolicy,
          ports: [{ name: PORT_NAME, containerPort: port }],
          ...(env.length > 0 && { env: [...env] }),
          ...(envFrom.length > 0 && { envFrom: [...envFrom] }),
          resources: resourceRequirements(props.resources),
          livenessProbe: props.liveness.toKube(PORT_NAME),
          readinessProbe: props.readiness.toKube(PORT_NAME),
          securityContext: RESTRICTED_CONTAINER,
          ...(volumeMounts.length > 0 && { volumeMounts }),
        },
      ],
      ...(volumes.length > 0 && { volumes }),
    };
  }

  /** Pods on one node go with it: the scheduler puts them on different ones where it can. */
  private spread(): k8s.TopologySpreadConstraint {
    return {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: this.selector },
    };
  }

  private publish(publication: Publication, port: number): void {
    const { ingress } = this.namespace.cluster;
    new HttpIngress(this, 'ingress', {
      ...publication,
      namespace: this.namespace.name,
      labels: this.labels,
      className: ingress.className,
      service: { name: this.name, port: SERVICE_PORT },
    });
    this.allowFrom({ namespace: ingress.namespace }, port);
  }

  private problems(props: HttpServiceProps): string[] {
    const { shutdown = DEFAULT_SHUTDOWN } = props;
    return [
      ...props.image.problems('image'),
      ...checkUnprivilegedPort('port', props.port),
      ...checkUid('uid', props.uid),
      ...checkScratchSpace('writable', props.writable),
      ...props.liveness.problems('liveness'),
      ...props.readiness.problems('readiness'),
      ...checkResources('resources', props.resources),
      ...checkScaling('scaling', props.scaling),
      ...checkShutdown('shutdown', shutdown, this.namespace.cluster.kubernetes, props.shell),
      ...checkMigration(props),
    ];
  }
}

function checkMigration({ migration, backingServices = {} }: HttpServiceProps): string[] {
  if (!migration) return [];
  const none = Object.keys(backingServices).length === 0;
  return [
    ...migration.problems('migration'),
    ...(none ? [problem('migration', 'a database that it migrates', new Unquoted('none'))] : []),
  ];
}
