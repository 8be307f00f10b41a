import { Duration, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { problem } from '../../checker/problem';
import { Cpu, k8s } from '../../kubernetes';
import type { CaBundle, Client } from '../../values/backing-service';
import { checkAuthorities, checkCertificate, type ServerTls } from '../../values/certificate';
import type { Image } from '../../values/image';
import { checkStatefulSetName } from '../../values/name';
import type { Credential, Password } from '../../values/password';
import { Probe } from '../../values/probe';
import { type Redis, redisCaBundle, redisCredential } from '../../values/redis';
import { checkMemoryFloor, checkResources, mebibytes, memoryLimit, type Resources } from '../../values/resources';
import { checkStorage, type Storage } from '../../values/storage';
import { TlsSecret } from '../secret/tls-secret';
import { SingleServer } from '../server/single-server';
import type { WorkloadProps } from '../workload/workload';

export interface RedisStatefulSetProps extends WorkloadProps {
  /** An official `redis` image. */
  readonly image: Image;
  /** The password of the default user. A new one takes effect with the restart that it causes. */
  readonly password: Password;
  /** A disk for what would be dear to lose. @default none: a restart empties it, as befits a cache */
  readonly storage?: Storage;
  /** TLS for every client. No port without TLS is open then. @default none: no encryption in the cluster */
  readonly tls?: ServerTls;
  /** The requests and limits of the server. @default 50m and 64Mi, limited to 200m and 128Mi */
  readonly resources?: Resources;
}

const PORT_NAME = 'redis';
const PASSWORD_KEY = 'REDIS_PASSWORD';
/** User `redis` of the official images. */
const UID = 999;
const TLS_FOLDER = '/etc/redis-tls';
const PORT = 6379;

/** Clients log in by password, and need no certificate of their own. */
const TLS_WORDS = [
  ...['--port', '0', '--tls-port', String(PORT), '--tls-auth-clients', 'no'],
  ...['--tls-cert-file', `${TLS_FOLDER}/tls.crt`, '--tls-key-file', `${TLS_FOLDER}/tls.key`],
];
const MEMORY_FLOOR = Size.mebibytes(16);

const DEFAULT_RESOURCES: Resources = {
  cpu: { request: Cpu.millis(50), limit: Cpu.millis(200) },
  memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
};

/**
 * One Redis server: a cache, or with a disk of its own a store.
 *
 * Renders a StatefulSet with one replica, a headless Service on port 6379, a ServiceAccount without a token, a Secret for
 * its password and a NetworkPolicy that lets in those who were given this server. Without a disk it forgets the least
 * recently used keys when three quarters of its memory limit are full, instead of being killed. With one it writes every
 * change to its append-only file, and stores no more once half of the limit is full: to rewrite that file, it splits in two
 * processes, of which each may change its share. Refuses a tag without a major version from 6 on, whose redis-cli can say
 * that it failed, and a memory limit below 16Mi.
 */
export class RedisStatefulSet extends SingleServer implements Redis {
  readonly scheme: Redis['scheme'];
  readonly host: string;
  readonly port = PORT;
  readonly password: Password;
  readonly credential: Credential;
  /** @default none without TLS */
  readonly caBundle?: CaBundle;

  constructor(scope: Construct, id: string, props: RedisStatefulSetProps) {
    super(scope, id, props);
    const { image, storage, tls, resources = DEFAULT_RESOURCES } = props;
    this.scheme = tls ? 'rediss' : 'redis';
    if (tls) this.caBundle = redisCaBundle(tls.ca);
    this.host = this.namespace.host(this.name);
    this.password = props.password;
    this.credential = redisCredential(this);
    this.node.addValidation({
      validate: () => [
        ...checkRedisImage('image', image),
        ...checkStatefulSetName('name', props.name),
        ...checkResources('resources', resources, props.namespace.cluster),
        ...checkMemoryFloor('resources', resources, MEMORY_FLOOR, 'Redis itself takes some of it'),
        ...(storage ? checkStorage('storage', storage) : []),
        ...(tls ? [...checkCertificate('tls', tls), ...checkAuthorities('tls.ca', tls.ca)] : []),
      ],
    });

    const secretName = `${this.name}-server-secret`;
    const fromSecret = (name: string) => ({
      name,
      valueFrom: { secretKeyRef: { name: secretName, key: PASSWORD_KEY } },
    });
    this.render({
      image,
      resources,
      serviceName: this.name,
      port: { name: PORT_NAME, number: this.port },
      password: props.password,
      credential: { passwordKey: PASSWORD_KEY, values: {} },
      secretName,
      data: { volumeName: 'data', mountPath: '/data', storage },
      volumes: tls ? this.certificates(tls) : {},
      writable: [],
      uid: UID,
      gracePeriodSeconds: 30,
      container: {
        args: [
          'redis-server',
          '--requirepass',
          `$(${PASSWORD_KEY})`,
          '--maxmemory',
          `${Math.floor(mebibytes(memoryLimit(resources)) * (storage ? 0.5 : 0.75))}mb`,
          ...(storage ? ['--appendonly', 'yes'] : ['--maxmemory-policy', 'allkeys-lru']),
          ...(tls ? TLS_WORDS : []),
          // No snapshots beside the append-only file, and none where nothing is to stay.
          '--save',
          '',
        ],
        // redis-cli reads its password from a variable: arguments can be read in the process list.
        env: [fromSecret(PASSWORD_KEY), fromSecret('REDISCLI_AUTH')],
        // Reading the append-only file takes as long as it takes: five minutes before a restart is tried.
        startupProbe: this.ping(5, 60),
        livenessProbe: this.ping(10, 6),
        readinessProbe: this.ping(5, 3),
      },
    });
  }

  grantAccess(client: Client): void {
    this.allowFrom(client.peer, this.port);
  }

  /** The certificate of the server, and the authorities for the probes: the probes refuse what clients would refuse. */
  private certificates(tls: ServerTls): Record<string, k8s.Volume> {
    const { namespace, name, labels } = this;
    const authorities = `${name}-ca`;
    const { mountPath, file } = redisCaBundle(tls.ca);
    new TlsSecret(this, 'certificate', { namespace, name, labels, ...tls, dnsNames: [this.host] });
    new k8s.KubeConfigMap(this, 'authorities', { metadata: this.metadata(authorities), data: { [file]: tls.ca } });
    return {
      [TLS_FOLDER]: { name: 'tls', secret: { secretName: tls.secretName } },
      [mountPath]: { name: 'authorities', configMap: { name: authorities } },
    };
  }

  private ping(period: number, failureThreshold: number): k8s.Probe {
    const { caBundle } = this;
    const trust = caBundle ? ['--tls', '--cacert', `${caBundle.mountPath}/${caBundle.file}`] : [];
    return Probe.exec(['redis-cli', '-e', ...trust, '-h', '127.0.0.1', 'ping'], {
      period: Duration.seconds(period),
      timeout: Duration.seconds(3),
      failureThreshold,
    }).toKube({});
  }
}

function checkRedisImage(field: string, image: Image): string[] {
  const problems = image.problems(field);
  if (!(Number(/^v?(\d+)(?=[.-]|$)/.exec(image.tag)?.[1]) >= 6)) {
    problems.push(problem(`${field}.tag`, 'a Redis version from 6 on, such as "7.4-alpine"', image.tag));
  }
  return problems;
}
