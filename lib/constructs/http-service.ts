import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { checkShutdown, DEFAULT_SHUTDOWN, gracePeriodSeconds, preStopHook } from '../primitives/graceful-shutdown';
import { checkUnprivilegedPort } from '../primitives/name';
import { checkUid } from '../primitives/pod-security';
import { problem, Unquoted } from '../primitives/problem';
import { checkResources } from '../primitives/resources';
import { checkScaling, MAX_SURGE, mostPods } from '../primitives/scaling';
import { checkScratchSpace } from '../primitives/scratch-space';
import { Availability } from './availability';
import { Configuration } from './configuration';
import { Deployment } from './deployment';
import { HttpIngress, type Publication } from './http-ingress';
import { KubernetesObject } from './kubernetes-object';
import { MigrationJob, untilApplied } from './migration-job';
import { PORT_NAME, servicePod } from './service-pod';
import type { HttpServiceProps } from './service-props';
import { Workload } from './workload';

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
export abstract class HttpService extends Workload {
  constructor(scope: Construct, id: string, props: HttpServiceProps) {
    super(scope, id, props);
    const { publication, port, scaling, migration, backingServices = {}, poolSize = 1 } = props;
    const { shutdown = DEFAULT_SHUTDOWN, readiness } = props;
    const { labels, selector, namespace } = this;
    const configuration = new Configuration(this, { ...props, labels });
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
    new KubernetesObject(this, 'service', k8s.KubeService, {
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
