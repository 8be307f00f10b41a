import { describe, expect, test } from '@jest/globals';
import { Size } from 'cdk8s';
import { Image, Password, RedisStatefulSet, type RedisStatefulSetProps } from '../../lib';
import { listAt, stringsAt, valueAt } from '../../lib/checker/manifest/manifest';
import { Cpu } from '../../lib/kubernetes';
import { Program } from './synthesize';

type Props = Omit<RedisStatefulSetProps, 'namespace'>;
const minimal: Props = {
  name: 'redis',
  image: Image.tagged('redis', '8.2-alpine'),
  password: Password.literal('s3cret'),
};
const AUTHORITY = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const everything: Required<Props> = {
  ...minimal,
  tls: {
    secretName: 'redis-tls',
    issuer: { kind: 'Issuer', name: 'shop' },
    ca: AUTHORITY,
  },
  storage: { size: Size.gibibytes(2), storageClassName: 'fast' },
  resources: {
    cpu: { request: Cpu.millis(200), limit: Cpu.units(1) },
    memory: { request: Size.mebibytes(256), limit: Size.mebibytes(400) },
  },
};
const STATEFUL_SET = 'StatefulSet shop/redis';

function build(props: Partial<Props> = {}) {
  const program = new Program();
  const namespace = program.namespace('shop');
  const redis = new RedisStatefulSet(program.chart('chart'), 'redis', { namespace, ...minimal, ...props });
  return { program, redis };
}

const pod = (props: Partial<Props> = {}) => valueAt(build(props).program.pods(STATEFUL_SET), 'spec');
const container = (props: Partial<Props> = {}) => build(props).program.container(STATEFUL_SET);
const args = (props: Partial<Props> = {}) => listAt(container(props), 'args').map(String);

describe('a Redis', () => {
  test('may use every prop at once', () => {
    expect(build(everything).program.problems).toEqual([]);
  });

  test('is a StatefulSet, a Service, a ServiceAccount and a Secret, and has a policy once it has a client', () => {
    const { program, redis } = build();
    const always = ['ServiceAccount shop/redis', 'Secret shop/redis-server-secret', 'Service shop/redis', STATEFUL_SET];
    expect(program.objects('chart')).toEqual(always);
    redis.grantAccess({ peer: { namespace: 'shop', podLabels: { app: 'api' } }, connections: 1 });
    expect(program.objects('chart')).toEqual(['NetworkPolicy shop/redis', ...always]);
  });

  test('lets in those who were given it, at its port, and nobody else', () => {
    const { program, redis } = build();
    redis.grantAccess({ peer: { namespace: 'shop', podLabels: { app: 'api' } }, connections: 1 });
    expect(program.find('NetworkPolicy shop/redis')).toMatchObject({
      spec: {
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
                podSelector: { matchLabels: { app: 'api' } },
              },
            ],
            ports: [{ port: 6379, protocol: 'TCP' }],
          },
        ],
      },
    });
  });

  test('is found in REDIS_URL, and its password in REDIS_PASSWORD', () => {
    const { redis } = build({ password: Password.literal('p@ss word') });
    expect(redis.password.secret('shop/redis-secret', redis.credential).literal).toEqual({
      REDIS_PASSWORD: 'p@ss word',
      REDIS_URL: 'redis://:p%40ss%20word@redis.shop.svc.cluster.local:6379/0',
    });
  });

  test('is one server behind a headless Service', () => {
    const { program } = build();
    expect(valueAt(program.find(STATEFUL_SET), 'spec', 'replicas')).toBe(1);
    expect(valueAt(program.find(STATEFUL_SET), 'spec', 'serviceName')).toBe('redis');
    expect(valueAt(program.find('Service shop/redis'), 'spec')).toMatchObject({
      clusterIP: 'None',
      ports: [{ name: 'redis', port: 6379, targetPort: 'redis' }],
    });
  });

  test('asks everyone for its password, which its arguments do not show', () => {
    expect(args().slice(0, 3)).toEqual(['redis-server', '--requirepass', '$(REDIS_PASSWORD)']);
    expect(listAt(container(), 'env')[0]).toEqual({
      name: 'REDIS_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'redis-server-secret', key: 'REDIS_PASSWORD' } },
    });
  });

  test('is asked with its password whether it answers, and the arguments of the probe do not show it', () => {
    const probe = ['redis-cli', '-e', '-h', '127.0.0.1', 'ping'];
    expect(valueAt(container(), 'readinessProbe', 'exec', 'command')).toEqual(probe);
    expect(valueAt(container(), 'livenessProbe', 'exec', 'command')).toEqual(probe);
    expect(listAt(container(), 'env')[1]).toEqual({
      name: 'REDISCLI_AUTH',
      valueFrom: { secretKeyRef: { name: 'redis-server-secret', key: 'REDIS_PASSWORD' } },
    });
  });

  test('is restarted by a new password', () => {
    const checksum = (password: string) => {
      const template = build({ password: Password.literal(password) }).program.pods(STATEFUL_SET);
      return stringsAt(template, 'metadata', 'annotations')['checksum/redis-server-secret'];
    };
    expect(checksum('one')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum('one')).not.toBe(checksum('two'));
  });

  test('runs as the user of its image, by number, with no right to more', () => {
    expect(valueAt(pod(), 'securityContext')).toMatchObject({ runAsUser: 999, runAsNonRoot: true });
    expect(valueAt(container(), 'securityContext')).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
    });
  });

  test('has an identity without a token', () => {
    expect(valueAt(pod(), 'serviceAccountName')).toBe('redis');
    expect(build().program.find('ServiceAccount shop/redis')).toHaveProperty('automountServiceAccountToken', false);
  });

  test('reserves 50m and 64Mi up to 200m and 128Mi, unless told otherwise', () => {
    expect(valueAt(container(), 'resources')).toEqual({
      requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '64Mi' },
      limits: { cpu: '200m', memory: '128Mi', 'ephemeral-storage': '1Gi' },
    });
    expect(valueAt(container(everything), 'resources')).toMatchObject({
      limits: { cpu: '1', memory: '400Mi', 'ephemeral-storage': '1Gi' },
    });
  });

  test.each<[string, Partial<Props>, string]>([
    ['half of its limit with a disk, since rewriting its file may take as much again', everything, '200mb'],
    ['three quarters of 128Mi without one', {}, '96mb'],
    [
      'three quarters of the limit that follows from its request',
      { resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(100) } } },
      '150mb',
    ],
  ])('keeps to %s', (_, props, memory) => {
    expect(args(props).slice(3, 5)).toEqual(['--maxmemory', memory]);
  });
});

describe('a Redis without a disk', () => {
  test('forgets the least recently used keys when it is full, and saves nothing', () => {
    expect(args().slice(5)).toEqual(['--maxmemory-policy', 'allkeys-lru', '--save', '']);
  });

  test('is not restarted while it reads what it had: it has five minutes to begin', () => {
    expect(valueAt(container(), 'startupProbe')).toMatchObject({ periodSeconds: 5, failureThreshold: 60 });
  });

  test.each(['5-alpine', 'alpine', 'bookworm'])('is refused with the tag %s: its redis-cli hides failures', (tag) => {
    expect(build({ image: minimal.image.at(tag) }).program.problems).toEqual([
      `chart/redis: image.tag: expected a Redis version from 6 on, such as "7.4-alpine", received "${tag}"`,
    ]);
  });

  test('is refused with a memory limit that leaves nothing for keys', () => {
    const memory = { request: Size.mebibytes(1), limit: Size.mebibytes(1) };
    expect(build({ resources: { cpu: { request: Cpu.millis(50) }, memory } }).program.problems).toHaveLength(1);
  });

  test('starts empty: its folder lives as long as the pod', () => {
    expect(listAt(container(), 'volumeMounts').map((mount) => valueAt(mount, 'mountPath'))).toEqual(['/data']);
    expect(listAt(pod(), 'volumes')).toEqual([{ name: 'data', emptyDir: { sizeLimit: '1Gi' } }]);
    expect(valueAt(build().program.find(STATEFUL_SET), 'spec', 'volumeClaimTemplates')).toBeUndefined();
  });
});

describe('a Redis with a disk', () => {
  test('writes every change to its append-only file, and stores no more when it is full', () => {
    const { storage } = everything;
    expect(args({ storage }).slice(5)).toEqual(['--appendonly', 'yes', '--save', '']);
  });

  test('has the disk that it was given, mounted where it writes', () => {
    const claims = listAt(build(everything).program.find(STATEFUL_SET), 'spec', 'volumeClaimTemplates');
    expect(claims).toEqual([
      {
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'fast',
          resources: { requests: { storage: '2Gi' } },
        },
      },
    ]);
    expect(listAt(container(everything), 'volumeMounts')[0]).toEqual({ name: 'data', mountPath: '/data' });
  });

  test('has one of the default class where none is named', () => {
    const claims = listAt(
      build({ storage: { size: Size.gibibytes(2) } }).program.find(STATEFUL_SET),
      'spec',
      'volumeClaimTemplates',
    );
    expect(valueAt(claims[0], 'spec', 'storageClassName')).toBeUndefined();
  });

  test('may write to it: the disk is its group’s', () => {
    expect(valueAt(pod(everything), 'securityContext', 'fsGroup')).toBe(999);
  });
});

describe('a Redis with TLS', () => {
  const tls = { secretName: 'redis-tls', ca: AUTHORITY };
  const certificate = { kind: 'Issuer', name: 'shop' } as const;

  test('closes the port without TLS', () => {
    const words = args({ tls });
    expect(words.join(' ')).toContain('--port 0 --tls-port 6379 --tls-auth-clients no');
  });

  test('needs its certificate from somebody, or has cert-manager issue one for its name', () => {
    expect(build({ tls }).program.promised).toEqual({ 'shop/redis-tls': ['tls.crt', 'tls.key'] });
    const { program } = build({ tls: { ...tls, issuer: certificate } });
    expect(program.promised).toEqual({});
    expect(valueAt(program.find('Certificate shop/redis'), 'spec')).toEqual({
      secretName: 'redis-tls',
      dnsNames: ['redis.shop.svc.cluster.local'],
      issuerRef: { group: 'cert-manager.io', ...certificate },
    });
  });

  test('is asked over TLS whether it answers, by whoever trusts what clients trust', () => {
    const command = ['redis-cli', '-e', '--tls', '--cacert', '/etc/redis-ca/ca.crt', '-h', '127.0.0.1', 'ping'];
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      expect(valueAt(container({ tls }), probe, 'exec', 'command')).toEqual(command);
    }
    expect(valueAt(build({ tls }).program.find('ConfigMap shop/redis-ca'), 'data')).toEqual({ 'ca.crt': AUTHORITY });
  });

  test('is found under rediss, with the file of its authorities beside the URL', () => {
    const { redis } = build({ tls });
    expect(redis.password.secret('shop/redis-secret', redis.credential).literal).toEqual({
      REDIS_PASSWORD: 's3cret',
      REDIS_URL: 'rediss://:s3cret@redis.shop.svc.cluster.local:6379/0',
      REDIS_CA_FILE: '/etc/redis-ca/ca.crt',
    });
    expect(redis.caBundle).toMatchObject({ mountPath: '/etc/redis-ca', file: 'ca.crt', certificates: AUTHORITY });
  });
});

describe('a Redis is refused', () => {
  test.each<[string, Partial<Props>, string]>([
    [
      'an image that nobody can pull',
      { image: Image.tagged('Redis', '8.2') },
      'image.repository: expected a repository in lower case, without tag or digest, received "Redis"',
    ],
    [
      'a name that leaves no room for the revision of its pods',
      { name: 'r'.repeat(53) },
      `name: expected at most 52 characters, since the label of each pod adds 11 characters, received "${'r'.repeat(53)}"`,
    ],
    [
      'a disk of no size',
      { storage: { size: Size.gibibytes(0) } },
      'storage.size: expected a finite size above zero, received 0Gi',
    ],
    [
      'a certificate of no name, and authorities that are a file name',
      { tls: { secretName: 'Redis', ca: 'ca.pem' } },
      'tls.ca: expected certificates in PEM (-----BEGIN CERTIFICATE-----), received none',
    ],
    [
      'a request above its limit',
      { resources: { ...everything.resources, cpu: { request: Cpu.units(4), limit: Cpu.units(1) } } },
      'resources.cpu.request: expected at most the limit of 1, received 4',
    ],
  ])('%s', (_, props, problem) => {
    expect(build(props).program.problems).toContain(`chart/redis: ${problem}`);
  });
});
