import { k8s } from '../../kubernetes';
import type { Image } from '../../values/image';
import type { Credential, Password } from '../../values/password';
import { type Resources, resourceRequirements, scratchLimit } from '../../values/resources';
import { type Storage, volumeClaimTemplate } from '../../values/storage';
import { Secret } from '../secret/secret';
import { RESTRICTED_CONTAINER, restrictedPod } from '../workload/pod-security';
import { scratchSpace } from '../workload/scratch-space';
import { Workload } from '../workload/workload';

/** The facts about one kind of server. */
export interface Server {
  readonly image: Image;
  readonly resources: Resources;
  /** The Service that clients use. */
  readonly serviceName: string;
  readonly port: { readonly name: string; readonly number: number };
  readonly password: Password;
  /** The keys of the Secret of the server. */
  readonly credential: Credential;
  /** The name of that Secret. */
  readonly secretName: string;
  /** The folder of the data: on a disk, or in the pod if the server has no disk. */
  readonly data: { readonly volumeName: string; readonly mountPath: string; readonly storage: Storage | undefined };
  /** Further volumes of the container, by the folder of the mount. @default none */
  readonly volumes?: Readonly<Record<string, k8s.Volume>>;
  /** Other folders that it writes to. */
  readonly writable: readonly string[];
  readonly uid: number;
  /** Time between the signal to stop and the kill. */
  readonly gracePeriodSeconds: number;
  readonly container: Pick<k8s.Container, 'args' | 'env' | 'livenessProbe' | 'readinessProbe' | 'startupProbe'>;
}

/**
 * One server that keeps data: the shared base of PostgresStatefulSet and RedisStatefulSet.
 *
 * Renders a StatefulSet with one replica, with a volume claim template where it has a disk, a headless Service (one server
 * needs no load balancing, and the name leads to the pod itself), and the Secret of its password, whose change rolls it.
 */
export abstract class SingleServer extends Workload {
  protected render(server: Server): void {
    const { serviceName, password, credential, secretName, port, data } = server;
    const { labels, namespace } = this;
    const source = password.secret(`${namespace.name}/${secretName}`, credential);
    const secret = new Secret(this, 'password', { namespace, name: secretName, labels, source });
    new k8s.KubeService(this, 'service', {
      metadata: this.metadata(serviceName),
      spec: {
        clusterIp: 'None',
        selector: this.selector,
        ports: [{ name: port.name, port: port.number, targetPort: k8s.IntOrString.fromString(port.name) }],
      },
    });
    new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: this.metadata(),
      spec: {
        serviceName,
        replicas: 1,
        selector: { matchLabels: this.selector },
        template: {
          metadata: {
            labels,
            ...(secret.checksum && { annotations: { [`checksum/${secret.name}`]: secret.checksum } }),
          },
          spec: this.podSpec(server),
        },
        ...(data.storage && { volumeClaimTemplates: [volumeClaimTemplate(data.volumeName, data.storage)] }),
      },
    });
  }

  private podSpec({ image, resources, port, data, writable, uid, container, ...server }: Server): k8s.PodSpec {
    const { storage, volumeName, mountPath } = data;
    const further = Object.entries(server.volumes ?? {});
    const scratch = scratchSpace([...(storage ? [] : [mountPath]), ...writable], scratchLimit(resources));
    const volumes = [...scratch.volumes, ...further.map(([, volume]) => volume)];
    return {
      serviceAccountName: this.name,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: server.gracePeriodSeconds,
      securityContext: {
        ...restrictedPod(uid),
        ...(storage && { fsGroup: uid, fsGroupChangePolicy: 'OnRootMismatch' }),
      },
      containers: [
        {
          name: this.name,
          image: image.reference,
          imagePullPolicy: image.pullPolicy,
          ports: [{ name: port.name, containerPort: port.number }],
          ...container,
          resources: resourceRequirements(resources),
          securityContext: RESTRICTED_CONTAINER,
          volumeMounts: [
            ...(storage ? [{ name: volumeName, mountPath }] : []),
            ...scratch.volumeMounts,
            ...further.map(([folder, { name }]) => ({ name, mountPath: folder, readOnly: true })),
          ],
        },
      ],
      ...(volumes.length > 0 && { volumes }),
    };
  }
}
