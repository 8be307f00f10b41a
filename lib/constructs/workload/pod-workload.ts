import type { Construct } from 'constructs';
import { problem } from '../../checker/problem';
import type { k8s } from '../../kubernetes';
import type { CallableService } from '../../values/callable-service';
import { checkResources } from '../../values/resources';
import { checkReach, endpointName } from '../../values/traffic';
import { Buckets } from './buckets';
import { Configuration } from './configuration';
import { type CompletePodProps, type PodProps, type ProgramProps, withDefaults } from './pod-props';
import { checkId } from './pod-security';
import { type PodParts, podSpec } from './pod-spec';
import { checkScratchSpace } from './scratch-space';
import { Workload } from './workload';

/**
 * One program in a container, whichever object runs the pods: the shared base of HttpService, Worker, ScheduledJob and
 * OneOffJob.
 *
 * Renders, beside what Workload renders, the ConfigMaps and Secrets of the program (those of its buckets among them), and knows the pods: the program's
 * container without rights, init containers, sidecars, volumes. Checks all props, and reports all problems together.
 */
export abstract class PodWorkload extends Workload {
  protected readonly configuration: Configuration;
  private readonly complete: CompletePodProps;
  private readonly buckets: Buckets;

  constructor(scope: Construct, id: string, props: PodProps & ProgramProps) {
    const buckets = new Buckets(props);
    super(scope, id, { ...props, access: { ...props.access, annotations: buckets.annotations } });
    const complete = withDefaults(props);
    this.complete = complete;
    this.buckets = buckets;
    this.configuration = new Configuration(this, {
      ...props,
      labels: this.labels,
      secrets: { ...props.secrets, ...buckets.secrets },
      env: [...buckets.env, ...(props.env ?? [])],
    });
    this.node.addValidation({
      validate: () => [...checkPod(complete), ...buckets.problems(), ...this.configuration.problems()],
    });
  }

  /**
   * Lets this program call a service: an environment variable holds the URL of the service, and the NetworkPolicies of
   * both open the way. Two services may call each other.
   */
  call(variable: string, service: CallableService): void {
    this.configuration.addCall(variable, service.url);
    this.allowTo(service.peer, service.port);
    service.allowCallsFrom(this.peer);
  }

  /** Declares the edges of the props, for the most pods that run at a time. */
  protected connect(pods: number): void {
    const { calls = {}, reaches = [], backingServices, poolSize } = this.complete;
    for (const [variable, service] of Object.entries(calls)) this.call(variable, service);
    for (const { to, reason } of reaches) {
      const { port, ...peer } = to;
      this.allowTo(peer, port);
      this.giveReason(`to ${endpointName(to)}, port ${port}: ${reason}`);
    }
    for (const { peer, port } of this.buckets.servers) this.allowTo(peer, port);
    for (const service of Object.values(backingServices)) {
      service.grantAccess({ peer: this.peer, connections: poolSize * pods });
      this.allowTo(service.peer, service.port);
    }
  }

  protected podSpec(parts: Omit<PodParts, 'selector'>): k8s.PodSpec {
    return podSpec(this.complete, this.configuration, { ...parts, selector: this.selector });
  }

  protected podTemplate(spec: k8s.PodSpec): k8s.PodTemplateSpec {
    const annotations = { ...this.complete.podAnnotations, ...this.configuration.checksums };
    const metadata = { labels: this.labels, ...(Object.keys(annotations).length > 0 && { annotations }) };
    return { metadata, spec };
  }

  /** The metadata of the object that runs the pods. */
  protected ownerMetadata(): k8s.ObjectMeta {
    const { annotations } = this.complete;
    return { ...this.metadata(), ...(annotations && { annotations: { ...annotations } }) };
  }
}

function checkPod({
  namespace,
  image,
  uid,
  gid,
  writable,
  volumes = {},
  reaches = [],
  resources,
}: CompletePodProps): string[] {
  return [
    ...image.problems('image', namespace.cluster),
    ...checkId('uid', uid),
    ...(Object.is(gid, uid) ? [] : checkId('gid', gid)),
    ...checkScratchSpace('writable', writable),
    ...Object.keys(volumes)
      .filter((folder) => !/^\/[^:]*$/.test(folder))
      .map((folder) => problem('volumes', 'absolute paths without ":", such as "/data"', folder)),
    ...reaches.flatMap((reach, index) => checkReach(`reaches[${index}]`, reach)),
    ...checkResources('resources', resources, namespace.cluster),
  ];
}
