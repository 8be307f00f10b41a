import { Duration, Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Client } from '../primitives/backing-service';
import type { Image } from '../primitives/image';
import { checkStatefulSetName } from '../primitives/name';
import type { Credential, Password } from '../primitives/password';
import { RESTRICTED_CONTAINER, restrictedPod } from '../primitives/pod-security';
import { Probe } from '../primitives/probe';
import { type Redis, redisCredential } from '../primitives/redis';
import { checkResources, mebibytes, type Resources, resourceRequirements } from '../primitives/resources';
import { scratchSpace } from '../primitives/scratch-space';
import { checkStorage, type Storage } from '../primitives/storage';
import { Secret } from './secret';
import { Workload, type WorkloadProps } from './workload';

export interface RedisStatefulSetProps extends WorkloadProps {
  /** An official `redis` image. */
  readonly image: Image;
  /** The password of the default user. A new one takes effect with the restart that it causes. */
  readonly password: Password;
  /** A disk for what would be dear to lose. @default none: a restart empties it, as befits a cache */
  readonly storage?: Storage;
  /** @default 50m and 64Mi, limited to 200m and 128Mi */
  readonly resources?: Resources;
}

const PORT_NAME = 'redis';
const PASSWORD_KEY = 'REDIS_PASSWORD';
const DATA = '/data';
/** User `redis` of the official images. */
const UID = 999;

const DEFAULT_RESOURCES: Resources = {
  cpu: { request: Cpu.millis(50), limit: Cpu.millis(200) },
  memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
};

/**
 * One Redis server: a cache, or with a disk of its own a store.
 *
 * Renders a StatefulSet with one replica, a headless Service on port 6379, a ServiceAccount without a token, a Secret for
 * its password and a NetworkPolicy that lets in those who were given this server. Without a disk it forgets the least
 * recently used keys when three quarters of its memory limit are full, instead of being killed; with one it refuses to
 * store more, and writes every change to its append-only file.
 */
export class RedisStatefulSet extends Workload implements Redis {
  readonly scheme = 'redis';
  readonly host: string;
  readonly port = 6379;
  readonly password: Password;
  readonly credential: Credential;

  constructor(scope: Construct, id: string, props: RedisStatefulSetProps) {
    super(scope, id, props);
    const { image, storage, resources = DEFAULT_RESOURCES } = props;
    this.host = this.namespace.host(this.name);
    this.password = props.password;
    this.credential = redisCredential(this);
    this.node.addValidation({
      validate: () => [
        ...image.problems('image'),
        ...checkStatefulSetName('name', props.name),
        ...checkResources('resources', resources),
        ...(storage ? checkStorage('storage', storage) : []),
      ],
    });

    const { labels, namespace } = this;
    const secretName = `${this.name}-server-secret`;
    const source = props.password.secret(`${namespace.name}/${secretName}`, { passwordKey: PASSWORD_KEY, values: {} });
    const secret = new Secret(this, 'password', { namespace, name: secretName, labels, source });
    new k8s.KubeService(this, 'service', {
      metadata: this.metadata(),
      spec: {
        clusterIp: 'None',
        selector: this.selector,
        ports: [{ name: PORT_NAME, port: this.port, targetPort: k8s.IntOrString.fromString(PORT_NAME) }],
      },
    });
    new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: this.metadata(),
      spec: {
        serviceName: this.name,
        replicas: 1,
        selector: { matchLabels: this.selector },
        template: {
          metadata: {
            labels,
            ...(secret.checksum && { annotations: { [`checksum/${secret.name}`]: secret.checksum } }),
          },
          spec: this.podSpec(image, resources, secret, storage),
        },
        ...(storage && { volumeClaimTemplates: [this.claim(storage)] }),
      },
    });
  }

  accept(client: Client): void {
    this.allowFrom(client.peer, this.port);
  }

  private claim({ size, storageClassName }: Storage): k8s.KubePersistentVolumeClaimProps {
    return {
      metadata: { name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        ...(storageClassName !== undefined && { storageClassName }),
        resources: { requests: { storage: k8s.Quantity.fromString(size.asString()) } },
      },
    };
  }

  private podSpec(image: Image, resources: Resources, secret: Secret, storage?: Storage): k8s.PodSpec {
    const limit = mebibytes(resources.memory.limit ?? Size.mebibytes(2 * mebibytes(resources.memory.request)));
    const scratch = scratchSpace(storage ? [] : [DATA]);
    const every = (period: number, failureThreshold: number) =>
      // REDISCLI_AUTH, and not an argument: arguments can be read in the process list.
      Probe.exec(['redis-cli', '-e', '-h', '127.0.0.1', 'ping'], {
        period: Duration.seconds(period),
        timeout: Duration.seconds(3),
        failureThreshold,
      }).toKube(PORT_NAME);
    const fromSecret = (name: string) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret.name, key: PASSWORD_KEY } },
    });
    return {
      serviceAccountName: this.name,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 30,
      securityContext: {
        ...restrictedPod(UID),
        ...(storage && { fsGroup: UID, fsGroupChangePolicy: 'OnRootMismatch' }),
      },
      containers: [
        {
          name: this.name,
          image: image.reference,
          imagePullPolicy: image.pullPolicy,
          args: [
            'redis-server',
            '--requirepass',
            `$(${PASSWORD_KEY})`,
            '--maxmemory',
            `${Math.floor((limit * 3) / 4)}mb`,
            ...(storage ? ['--appendonly', 'yes'] : ['--maxmemory-policy', 'allkeys-lru', '--save', '']),
          ],
          ports: [{ name: PORT_NAME, containerPort: this.port }],
          env: [fromSecret(PASSWORD_KEY), fromSecret('REDISCLI_AUTH')],
          resources: resourceRequirements(resources),
          livenessProbe: every(10, 6),
          readinessProbe: every(5, 3),
          securityContext: RESTRICTED_CONTAINER,
          volumeMounts: storage ? [{ name: 'data', mountPath: DATA }] : scratch.volumeMounts,
        },
      ],
      ...(!storage && { volumes: scratch.volumes }),
    };
  }
}
