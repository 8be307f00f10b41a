import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checksum } from '../primitives/checksum';
import {
  checkShutdown,
  DEFAULT_SHUTDOWN,
  type GracefulShutdown,
  gracePeriodSeconds,
  preStopHook,
  type Shell,
} from '../primitives/graceful-shutdown';
import type { Image } from '../primitives/image';
import { checkUnprivilegedPort, checkVariableName } from '../primitives/name';
import { checkUid, RESTRICTED_CONTAINER, restrictedPod } from '../primitives/pod-security';
import type { Probe } from '../primitives/probe';
import { problem, Unquoted } from '../primitives/problem';
import { checkResources, type Resources, resourceRequirements } from '../primitives/resources';
import { checkScaling, leastReplicas, type Scaling } from '../primitives/scaling';
import { checkScratchSpace, scratchSpace } from '../primitives/scratch-space';
import type { SecretSource } from '../primitives/secret';
import { Availability } from './availability';
import { Deployment } from './deployment';
import { EnvironmentSecret } from './environment-secret';
import { HttpIngress, type Publication } from './http-ingress';
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
  /** Secrets of which every key becomes an environment variable, by name. @default none */
  readonly secrets?: Readonly<Record<string, SecretSource>>;
}

/** Clients need not know what the container listens on: every Service answers here. */
const SERVICE_PORT = 80;
const PORT_NAME = 'http';

/**
 * A program that answers HTTP: the shared base of FastApiService, HelloServer and NginxFrontend.
 *
 * Renders a Deployment (rolling update that never takes a pod away before its successor answers), a Service on port 80
 * that leads to the container port `http`, a ServiceAccount without a token, and, where asked for, ConfigMap, Secrets,
 * HorizontalPodAutoscaler, PodDisruptionBudget, Ingress and NetworkPolicy. Refuses, all at once, whatever a primitive
 * among its props refuses.
 */
export abstract class HttpService extends Workload {
  constructor(scope: Construct, id: string, props: HttpServiceProps) {
    super(scope, id, props);
    this.node.addValidation({ validate: () => this.problems(props) });

    const { config, publication, port, scaling } = props;
    if (config) new k8s.KubeConfigMap(this, 'config', { metadata: this.metadata(), data: { ...config } });
    const scopeOfSecrets = new Construct(this, 'secrets');
    const secrets = Object.entries(props.secrets ?? {}).map(([name, source]) => {
      const { namespace, labels } = this;
      return new EnvironmentSecret(scopeOfSecrets, name, { namespace, name, labels, source });
    });
    this.renderDeployment(props, secrets);
    const { selector } = this;
    new Availability(this, 'availability', { metadata: this.metadata(), deployment: this.name, selector, scaling });
    new k8s.KubeService(this, 'service', {
      metadata: this.metadata(),
      spec: {
        selector: this.selector,
        ports: [{ name: PORT_NAME, port: SERVICE_PORT, targetPort: k8s.IntOrString.fromString(PORT_NAME) }],
      },
    });
    if (publication) this.publish(publication, port);
  }

  private renderDeployment(props: HttpServiceProps, secrets: readonly EnvironmentSecret[]): void {
    const { config, image, port, scaling, shutdown = DEFAULT_SHUTDOWN, env = [], writable } = props;
    const annotations = {
      ...props.podAnnotations,
      ...(config && { 'checksum/config': checksum(config) }),
      ...Object.fromEntries(secrets.flatMap((s) => (s.checksum ? [[`checksum/${s.name}`, s.checksum]] : []))),
    };
    const envFrom: k8s.EnvFromSource[] = [
      ...(config ? [{ configMapRef: { name: this.name } }] : []),
      ...secrets.map(({ name }) => ({ secretRef: { name } })),
    ];
    const { volumeMounts, volumes } = scratchSpace(writable);
    new Deployment(this, 'deployment', {
      preStop: preStopHook(shutdown, this.namespace.cluster.kubernetes),
      metadata: this.metadata(),
      spec: {
        ...(scaling.replicas !== undefined && { replicas: scaling.replicas }),
        selector: { matchLabels: this.selector },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable: k8s.IntOrString.fromNumber(0) },
        },
        template: {
          metadata: { labels: this.labels, ...(Object.keys(annotations).length > 0 && { annotations }) },
          spec: {
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
                ...(envFrom.length > 0 && { envFrom }),
                resources: resourceRequirements(props.resources),
                livenessProbe: props.liveness.toKube(PORT_NAME),
                readinessProbe: props.readiness.toKube(PORT_NAME),
                securityContext: RESTRICTED_CONTAINER,
                ...(volumes.length > 0 && { volumeMounts }),
              },
            ],
            ...(volumes.length > 0 && { volumes }),
          },
        },
      },
    });
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
      ...checkConfig(props.config),
      ...props.liveness.problems('liveness'),
      ...props.readiness.problems('readiness'),
      ...checkResources('resources', props.resources),
      ...checkScaling('scaling', props.scaling),
      ...checkShutdown('shutdown', shutdown, this.namespace.cluster.kubernetes, props.shell),
    ];
  }
}

function checkConfig(config: ServiceProps['config']): string[] {
  if (!config) return [];
  const names = Object.keys(config);
  if (names.length === 0) return [problem('config', 'at least one value, or no config', new Unquoted('none'))];
  return names.flatMap((name) => checkVariableName('config', name));
}
