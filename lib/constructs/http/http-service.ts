import type { Construct } from 'constructs';
import type { Pods } from '../../checker/connection';
import { problem, Unquoted } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import type { CallableService } from '../../values/callable-service';
import { checkExposure, type Exposure } from '../../values/exposure';
import { checkShutdown, gracePeriodSeconds, preStopHook } from '../../values/graceful-shutdown';
import { checkUnprivilegedPort } from '../../values/name';
import type { Peer } from '../../values/peer';
import { checkResources } from '../../values/resources';
import { checkScaling, MAX_SURGE, mostPods } from '../../values/scaling';
import { Availability } from '../workload/availability';
import { Configuration } from '../workload/configuration';
import { Deployment } from '../workload/deployment';
import { MigrationJob, untilApplied } from '../workload/migration-job';
import { checkUid } from '../workload/pod-security';
import { checkScratchSpace } from '../workload/scratch-space';
import { Workload } from '../workload/workload';
import { HttpExposure } from './http-exposure';
import { PORT_NAME, servicePod } from './service-pod';
import { type CompleteServiceProps, type HttpServiceProps, withDefaults } from './service-props';

/** Clients need not know what the container listens on: every Service answers here. */
const SERVICE_PORT = 80;

/**
 * A program that answers HTTP: the shared base of FastApiService, HelloServer and NginxFrontend.
 *
 * Renders a Deployment (rolling update that never takes a pod away before its successor answers), a Service on port 80
 * that leads to the container port `http`, a ServiceAccount without a token, and, where asked for, ConfigMap, Secrets,
 * HorizontalPodAutoscaler, PodDisruptionBudget, Ingress, NetworkPolicy and a Job that migrates its database. Refuses, all
 * at once, whatever a primitive among its props refuses.
 *
 * A program that exits because a backing service refuses its first connection (lib/primitives/wait.ts says when) is
 * restarted by the kubelet in the same pod. No request reaches the pod before its readiness probe succeeds, so a restart at
 * the start of a pod costs seconds, and nothing waits for servers here.
 */
export class HttpService extends Workload implements CallableService {
  /** `http://<name>.<namespace>.svc.cluster.local`: the URL of the Service, valid in every namespace. */
  readonly url: string;
  readonly port: number;

  private readonly configuration: Configuration;

  constructor(scope: Construct, id: string, given: HttpServiceProps) {
    super(scope, id, given);
    const props = withDefaults(given);
    const { exposure, port, scaling, migration, backingServices, poolSize, shutdown, readiness, calls = {} } = props;
    const { labels, selector, namespace } = this;
    this.url = `http://${namespace.host(this.name)}`;
    this.port = port;
    const configuration = new Configuration(this, { ...props, labels });
    this.configuration = configuration;
    this.node.addValidation({ validate: () => [...this.problems(props), ...configuration.problems()] });
    const pod = servicePod(this.name, selector, props, configuration);
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
    if (exposure) this.expose(exposure, port);
    for (const [variable, service] of Object.entries(calls)) this.call(variable, service);
    for (const service of Object.values(backingServices)) {
      const pods = mostPods(scaling, gracePeriodSeconds(shutdown), readiness.leastSeconds);
      service.grantAccess({ peer: this.peer, connections: poolSize * pods });
      this.allowTo(service.peer, service.port);
    }
  }

  /**
   * Lets this service call another service: an environment variable holds the URL of the other service, and the
   * NetworkPolicies of both open the way. Two services may call each other, since a call sets no apply order.
   */
  call(variable: string, service: CallableService): void {
    const { construct: _unordered, ...pods } = service.peer;
    this.configuration.addCall(variable, service.url);
    this.allowTo(pods, service.port);
    service.allowCallsFrom(this.peer);
  }

  allowCallsFrom(caller: Peer & Pods): void {
    this.allowFrom(caller, this.port);
  }

  private renderDeployment(
    { scaling, shutdown, migration, podAnnotations }: CompleteServiceProps,
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

  private expose(exposure: Exposure, port: number): void {
    const { namespace, labels } = this;
    const service = { name: this.name, port: SERVICE_PORT };
    const { sources } = new HttpExposure(this, 'exposure', { namespace, labels, exposure, service });
    for (const source of sources) this.allowFrom(source, port);
  }

  private problems(props: CompleteServiceProps): string[] {
    return [
      ...props.image.problems('image'),
      ...checkUnprivilegedPort('port', props.port),
      ...checkUid('uid', props.uid),
      ...checkScratchSpace('writable', props.writable),
      ...props.liveness.problems('liveness'),
      ...props.readiness.problems('readiness'),
      ...checkResources('resources', props.resources),
      ...checkScaling('scaling', props.scaling),
      ...checkShutdown('shutdown', props.shutdown, this.namespace.cluster.kubernetes, props.hasShell),
      ...checkMigration(props),
      ...(props.exposure ? checkExposure('exposure', props.exposure, this.namespace.cluster) : []),
    ];
  }
}

function checkMigration({ migration, backingServices }: CompleteServiceProps): string[] {
  if (!migration) return [];
  const none = Object.keys(backingServices).length === 0;
  return [
    ...migration.problems('migration'),
    ...(none ? [problem('migration', 'a database that it migrates', new Unquoted('none'))] : []),
  ];
}
