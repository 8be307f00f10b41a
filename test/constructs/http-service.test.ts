import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import {
  type Cluster,
  type Endpoint,
  FastApiService,
  HttpService,
  type HttpServiceProps,
  Image,
  Migration,
  NginxFrontend,
  Password,
  Probe,
  type Redis,
  type Scaling,
  Secret,
  type SecretProps,
  type SecretSource,
  type ServiceProps,
} from '../../lib';
import { stringsAt, valueAt } from '../../lib/checker/manifest/manifest';
import { type ExistingObjectProps, ExistingSecret } from '../../lib/constructs/secret/existing-object';
import { Availability, type AvailabilityProps } from '../../lib/constructs/workload/availability';
import { Workload, type WorkloadProps } from '../../lib/constructs/workload/workload';
import { Cpu } from '../../lib/kubernetes';
import { redisCredential } from '../../lib/values/redis';
import { HelloServer } from '../../lib/wealist/constructs/hello-server';
import { secretValues } from '../secret-values';
import * as service from './service-props';
import { CLUSTER, OLD_CLUSTER, Program } from './synthesize';

/** A kind of service that has no opinions of its own. */
class Plain extends HttpService {}

type Props = Omit<HttpServiceProps, 'namespace'>;

const minimal: Props = {
  ...service.minimal,
  port: 8080,
  liveness: Probe.http('/alive'),
  readiness: Probe.http('/ready'),
  uid: 1000,
  hasShell: true,
  writable: [],
};

const address = { scheme: 'redis', host: 'cache.caches.svc.cluster.local', port: 6379 } as const;
const cache: Redis = {
  ...address,
  password: Password.literal('c4che'),
  credential: redisCredential(address),
  peer: { namespace: 'caches' },
  grantAccess: () => {},
};

const everything: Required<Props> = {
  ...service.everything,
  port: 9090,
  liveness: Probe.tcp({ period: Duration.seconds(20) }),
  readiness: Probe.exec(['check', '--ready'], { initialDelay: Duration.seconds(3) }),
  uid: 1234,
  hasShell: false,
  writable: ['/tmp', '/var/cache/app'],
  portVariable: 'PORT',
  gid: 4321,
  secrets: { 'api-keys': { literal: { API_KEY: 'k3y' } }, mail: { existing: { MAIL_TOKEN: 'PASSWORD' } } },
  backingServices: { 'cache-secret': cache },
  poolSize: 3,
  migration: Migration.alembic(),
};

function render(props: Partial<Props> = {}, cluster: Cluster = CLUSTER): Program {
  const program = new Program(cluster);
  const namespace = program.namespace('shop');
  new Plain(program.chart('chart'), 'api', { namespace, ...minimal, ...props });
  return program;
}

const DEPLOYMENT = 'Deployment shop/api';

describe.each<[string, (program: Program, props: ServiceProps) => Workload]>([
  [
    'a FastAPI service',
    (program, props) => {
      const { liveness, readiness } = minimal;
      return new FastApiService(program.chart('chart'), 'api', { liveness, readiness, ...props });
    },
  ],
  ['the hello-server', (program, props) => new HelloServer(program.chart('chart'), 'api', props)],
  ['an nginx', (program, props) => new NginxFrontend(program.chart('chart'), 'api', props)],
  ['any other service', (program, props) => new Plain(program.chart('chart'), 'api', { ...minimal, ...props })],
])('%s', (_, build) => {
  const renderKind = (props: Partial<ServiceProps> = {}) => {
    const program = new Program();
    build(program, { namespace: program.namespace('shop'), ...service.minimal, ...props });
    return program;
  };

  test('is a ServiceAccount, a Service and a Deployment', () => {
    expect(renderKind().objects('chart')).toEqual(['ServiceAccount shop/api', 'Service shop/api', DEPLOYMENT]);
  });

  test('has every further object only where it is asked for', () => {
    expect(renderKind(service.everything).objects('chart')).toEqual([
      'NetworkPolicy shop/api',
      'ServiceAccount shop/api',
      'Role shop/api',
      'RoleBinding shop/api',
      'ConfigMap shop/api',
      'ConfigMap shop/api-etc-api',
      'Service shop/api',
      DEPLOYMENT,
      'HorizontalPodAutoscaler shop/api',
      'PodDisruptionBudget shop/api',
      'Ingress shop/api',
      'Ingress shop/api-api-health',
    ]);
  });

  test('may use every prop at once', () => {
    expect(renderKind(service.everything).problems).toEqual([]);
  });

  test('gives its name to all its objects, and to its container', () => {
    const program = renderKind({ name: 'till' });
    expect(program.objects('chart')).toEqual(['ServiceAccount shop/till', 'Service shop/till', 'Deployment shop/till']);
    expect(program.container('Deployment shop/till')).toHaveProperty('name', 'till');
  });

  test('comes after its namespace', () => {
    expect(renderKind().files).toEqual(['0-namespaces.k8s.yaml', '1-chart.k8s.yaml']);
  });

  test('runs its image', () => {
    const program = renderKind({ image: service.everything.image });
    const reference = `ghcr.io/wealist/api:2.1.0@sha256:${'a'.repeat(64)}`;
    expect(program.container(DEPLOYMENT)).toHaveProperty('image', reference);
  });

  test('fetches an image that a registry serves', () => {
    const program = renderKind({ image: Image.tagged('acme/api', '1.0.0') });
    expect(program.container(DEPLOYMENT)).toHaveProperty('imagePullPolicy', 'IfNotPresent');
  });

  test('never asks a registry for an image that was imported', () => {
    const program = renderKind({ image: Image.imported('api', 'latest') });
    expect(program.container(DEPLOYMENT)).toHaveProperty('imagePullPolicy', 'Never');
  });

  test('reserves what it requests, and is held to its limits', () => {
    const program = renderKind({ resources: service.everything.resources });
    expect(program.container(DEPLOYMENT)).toHaveProperty('resources', {
      requests: { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '128Mi' },
      limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '2Gi' },
    });
  });

  test('may use twice the memory it requests, and the CPU that the node has left, if no limit is given', () => {
    expect(renderKind().container(DEPLOYMENT)).toHaveProperty('resources', {
      requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
      limits: { memory: '256Mi', 'ephemeral-storage': '1Gi' },
    });
  });

  test('runs as many pods as it was told to', () => {
    expect(renderKind({ scaling: { replicas: 3 } }).find(DEPLOYMENT)).toHaveProperty('spec.replicas', 3);
  });

  test('finds its configuration in its environment', () => {
    const program = renderKind({ config: service.everything.config });
    expect(program.find('ConfigMap shop/api')).toHaveProperty('data', { LOG_LEVEL: 'info', APP_ENV: 'production' });
    expect(program.container(DEPLOYMENT)).toHaveProperty('envFrom', [{ configMapRef: { name: 'api' } }]);
  });

  test('is published on port 80 of its Service', () => {
    const program = renderKind({ exposure: service.everything.exposure });
    const backend = { service: { name: 'api', port: { number: 80 } } };
    expect(program.find('Ingress shop/api')).toHaveProperty('spec.rules.0.http.paths.0.backend', backend);
  });

  test('gets the whole budget that was fixed for it before it is killed', () => {
    const program = renderKind({ shutdown: service.everything.shutdown });
    expect(program.pods(DEPLOYMENT)).toHaveProperty('spec.terminationGracePeriodSeconds', 60);
  });

  test('runs as a user without root rights, under the default profile of system calls', () => {
    expect(renderKind().pods(DEPLOYMENT)).toHaveProperty('spec.securityContext', {
      runAsNonRoot: true,
      runAsUser: expect.any(Number),
      runAsGroup: expect.any(Number),
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('can neither gain rights nor write to its own files', () => {
    expect(renderKind().container(DEPLOYMENT)).toHaveProperty('securityContext', {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  test('has an identity without a token', () => {
    const program = renderKind();
    expect(program.find('ServiceAccount shop/api')).toHaveProperty('automountServiceAccountToken', false);
    expect(program.pods(DEPLOYMENT)).toHaveProperty('spec.serviceAccountName', 'api');
  });
});

describe('a service', () => {
  test('may use every prop of its kind at once', () => {
    expect(render(everything).problems).toEqual([]);
  });

  test('keeps every byte when its construct and its chart are renamed', () => {
    const texts = (chart: string, id: string) => {
      const program = new Program();
      const namespace = program.namespace('shop');
      new Plain(program.chart('chart', chart), id, { namespace, ...everything });
      return program.texts;
    };
    expect(texts('renamed', 'other')).toEqual(texts('chart', 'api'));
  });

  test('reaches its pods by labels that never change', () => {
    const selector = { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'shop' };
    const program = render();
    expect(program.find('Service shop/api')).toHaveProperty('spec.selector', selector);
    expect(program.find(DEPLOYMENT)).toHaveProperty('spec.selector.matchLabels', selector);
    expect(program.pods(DEPLOYMENT)).toHaveProperty('metadata.labels', expect.objectContaining(selector));
  });

  test.each(['ServiceAccount shop/api', 'Service shop/api', DEPLOYMENT])('labels its %s', (object) => {
    expect(render().find(object)).toHaveProperty('metadata.labels', {
      app: 'api',
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/managed-by': 'cdk8s',
    });
  });

  test('answers on port 80, whatever its container listens on', () => {
    const ports = [{ name: 'http', port: 80, targetPort: 'http' }];
    expect(render({ port: 9090 }).find('Service shop/api')).toHaveProperty('spec.ports', ports);
  });

  test('calls the port of its container http', () => {
    const ports = [{ name: 'http', containerPort: 9090 }];
    expect(render({ port: everything.port }).container(DEPLOYMENT)).toHaveProperty('ports', ports);
  });

  test('is restarted when its liveness probe fails', () => {
    const probe = { tcpSocket: { port: 'http' }, periodSeconds: 20 };
    expect(render({ liveness: everything.liveness }).container(DEPLOYMENT)).toHaveProperty('livenessProbe', probe);
  });

  test('gets no traffic while its readiness probe fails', () => {
    const probe = { exec: { command: ['check', '--ready'] }, initialDelaySeconds: 3 };
    expect(render({ readiness: everything.readiness }).container(DEPLOYMENT)).toHaveProperty('readinessProbe', probe);
  });

  test('is asked by HTTP probes on the port it listens on', () => {
    const probe = { httpGet: { path: '/ready', port: 'http' } };
    expect(render({ port: 9090 }).container(DEPLOYMENT)).toHaveProperty('readinessProbe', probe);
  });

  test('runs as its user, by number', () => {
    const program = render({ uid: everything.uid });
    expect(program.pods(DEPLOYMENT)).toHaveProperty('spec.securityContext.runAsUser', 1234);
  });

  test('takes no pod away in an update before its successor answers', () => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    expect(render().find(DEPLOYMENT)).toHaveProperty('spec.strategy', strategy);
  });

  test('sees no addresses of other Services in its environment', () => {
    expect(render().pods(DEPLOYMENT)).toHaveProperty('spec.enableServiceLinks', false);
  });

  test.each<[string, Scaling]>([
    ['replicas', { replicas: 2 }],
    ['an autoscaler', { minReplicas: 2, maxReplicas: 3 }],
  ])('puts two pods of %s on two nodes where it can', (_, scaling) => {
    expect(render({ scaling }).pods(DEPLOYMENT)).toHaveProperty('spec.topologySpreadConstraints', [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: valueAt(render().find(DEPLOYMENT), 'spec', 'selector'),
      },
    ]);
  });

  test.each<[string, Scaling]>([
    ['one replica', { replicas: 1 }],
    ['an autoscaler from one on', { minReplicas: 1, maxReplicas: 3 }],
  ])('spreads nothing with %s', (_, scaling) => {
    expect(render({ scaling }).pods(DEPLOYMENT)).not.toHaveProperty('spec.topologySpreadConstraints');
  });

  test('gets the variables that its kind needs', () => {
    const env = [{ name: 'REGION', value: 'eu' }];
    expect(render({ env: everything.env }).container(DEPLOYMENT)).toHaveProperty('env', env);
  });

  test.each(['env', 'envFrom', 'volumeMounts'])('says nothing of %s that it does not have', (field) => {
    expect(render().container(DEPLOYMENT)).not.toHaveProperty(field);
  });

  test('tells the readers of its pods what its kind knows', () => {
    const annotations = { 'example.com/owner': 'shop' };
    const program = render({ podAnnotations: everything.podAnnotations });
    expect(program.pods(DEPLOYMENT)).toHaveProperty('metadata.annotations', annotations);
  });

  test('has no annotations on its pods where there is nothing to say', () => {
    expect(render().pods(DEPLOYMENT)).not.toHaveProperty('metadata.annotations');
  });
});

describe('folders that a program writes to', () => {
  const program = render({ writable: everything.writable, resources: everything.resources });

  test('are empty volumes that live as long as the pod, each no larger than the scratch space of the container', () => {
    expect(program.pods(DEPLOYMENT)).toHaveProperty('spec.volumes', [
      { name: 'tmp', emptyDir: { sizeLimit: '2Gi' } },
      { name: 'var-cache-app', emptyDir: { sizeLimit: '2Gi' } },
    ]);
  });

  test('are mounted where the program expects them', () => {
    expect(program.container(DEPLOYMENT)).toHaveProperty('volumeMounts', [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'var-cache-app', mountPath: '/var/cache/app' },
    ]);
  });

  test('are all that can be written', () => {
    expect(program.container(DEPLOYMENT)).toHaveProperty('securityContext.readOnlyRootFilesystem', true);
  });
});

/** What makes pods new when it changes. */
const podAnnotations = (program: Program) => stringsAt(program.pods(DEPLOYMENT), 'metadata', 'annotations');

describe('a change of configuration', () => {
  test('rolls the pods', () => {
    const before = render({ config: { LOG_LEVEL: 'info' } });
    const after = render({ config: { LOG_LEVEL: 'debug' } });
    expect(podAnnotations(after)).not.toEqual(podAnnotations(before));
  });

  test('rolls nothing if only the order of the keys is another', () => {
    const before = render({ config: { A: '1', B: '2' } });
    const after = render({ config: { B: '2', A: '1' } });
    expect(podAnnotations(after)).toEqual(podAnnotations(before));
  });

  test('rolls the pods even if values swap their keys', () => {
    const before = render({ config: { A: '1', B: '2' } });
    const after = render({ config: { A: '2', B: '1' } });
    expect(podAnnotations(after)).not.toEqual(podAnnotations(before));
  });

  test('is seen by a checksum on the pods', () => {
    expect(Object.keys(podAnnotations(render({ config: { A: '1' } })))).toEqual(['checksum/config']);
  });
});

describe('Secrets of a service', () => {
  const withValue = (value: string) => render({ secrets: { keys: { literal: { API_KEY: value } } } });

  test('come into the environment as a whole, after the configuration', () => {
    const { config, secrets } = everything;
    expect(render({ config, secrets }).container(DEPLOYMENT)).toHaveProperty('envFrom', [
      { configMapRef: { name: 'api' } },
      { secretRef: { name: 'api-keys' } },
      { secretRef: { name: 'mail' } },
    ]);
  });

  test('are rendered where their values are known', () => {
    const secret = render({ secrets: everything.secrets }).find('Secret shop/api-keys');
    expect(secretValues(secret)).toEqual({ API_KEY: 'k3y' });
  });

  test('are not rendered where only their keys are', () => {
    const program = render({ secrets: everything.secrets });
    expect(program.objects('chart')).not.toContain('Secret shop/mail');
    expect(program.promised).toEqual({ 'shop/mail': ['MAIL_TOKEN'] });
  });

  test('roll the pods when a value changes', () => {
    expect(podAnnotations(withValue('new'))).not.toEqual(podAnnotations(withValue('old')));
  });

  test('show no value outside of the Secret', () => {
    const program = withValue('p4ssw0rd');
    const others = program.objects('chart').filter((object) => !object.startsWith('Secret '));
    expect(JSON.stringify(others.map((object) => program.find(object)))).not.toContain('p4ssw0rd');
  });

  test('have a checksum only where their values are known', () => {
    expect(Object.keys(podAnnotations(render({ secrets: everything.secrets })))).toEqual(['checksum/api-keys']);
  });
});

describe('a service that stops', () => {
  test('waits in the kubelet, where the cluster can do that', () => {
    expect(render({}, { ...CLUSTER, kubernetes: '1.30' }).container(DEPLOYMENT)).toHaveProperty('lifecycle', {
      preStop: { sleep: { seconds: 10 } },
    });
  });

  test('waits in a shell on an older cluster', () => {
    expect(render({}, OLD_CLUSTER).container(DEPLOYMENT)).toHaveProperty('lifecycle', {
      preStop: { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } },
    });
  });

  test('waits as long as it was told to', () => {
    const container = render({ shutdown: everything.shutdown }).container(DEPLOYMENT);
    expect(container).toHaveProperty('lifecycle.preStop.sleep.seconds', 7);
  });

  test('has the sum of its parts until it is killed', () => {
    const { preStop, drain, buffer } = service.everything.shutdown;
    const program = render({ shutdown: { preStop, drain, buffer } });
    expect(program.pods(DEPLOYMENT)).toHaveProperty('spec.terminationGracePeriodSeconds', 30);
  });

  test('has a longer budget if one is fixed', () => {
    const program = render({ shutdown: everything.shutdown });
    expect(program.pods(DEPLOYMENT)).toHaveProperty('spec.terminationGracePeriodSeconds', 60);
  });

  test("has the 30 s of Kubernetes' own if nothing is said", () => {
    expect(render().pods(DEPLOYMENT)).toHaveProperty('spec.terminationGracePeriodSeconds', 30);
  });

  test('may be older than the sleep hook if it has a shell', () => {
    expect(render({ hasShell: true }, OLD_CLUSTER).problems).toEqual([]);
  });

  test('may have no shell if its cluster has the sleep hook', () => {
    expect(render({ hasShell: everything.hasShell }).problems).toEqual([]);
  });
});

describe('an autoscaler', () => {
  const autoscaled = render({ scaling: everything.scaling });

  test('alone decides how many pods there are', () => {
    expect(autoscaled.find(DEPLOYMENT)).not.toHaveProperty('spec.replicas');
  });

  test('scales the Deployment', () => {
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' };
    expect(autoscaled.find('HorizontalPodAutoscaler shop/api')).toHaveProperty('spec.scaleTargetRef', target);
  });

  test('is not there for a fixed number of pods', () => {
    expect(render({ scaling: { replicas: 3 } }).objects('chart')).not.toContain('HorizontalPodAutoscaler shop/api');
  });
});

describe('a PodDisruptionBudget', () => {
  const BUDGET = 'PodDisruptionBudget shop/api';

  test.each([
    ['2 pods', { replicas: 2 }],
    ['an autoscaler from 2 pods on', { minReplicas: 2, maxReplicas: 3 }],
  ] as const)('watches over %s', (_, scaling) => {
    expect(render({ scaling }).objects('chart')).toContain(BUDGET);
  });

  test.each([
    ['a single pod', { replicas: 1 }],
    ['what may shrink to a single pod', { minReplicas: 1, maxReplicas: 3 }],
  ] as const)('does not hold a node drain up for %s', (_, scaling) => {
    expect(render({ scaling }).objects('chart')).not.toContain(BUDGET);
  });

  test.each([2, 3, 10])('lets one of %i pods go', (replicas) => {
    expect(render({ scaling: { replicas } }).find(BUDGET)).toHaveProperty('spec', {
      maxUnavailable: 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'shop' } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });
});

describe('a published service', () => {
  const published = render({ exposure: everything.exposure, port: 9090 });

  test('lets the ingress controller in, on the port of its container', () => {
    const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }];
    expect(published.find('NetworkPolicy shop/api')).toHaveProperty('spec.ingress', [
      { from, ports: [{ protocol: 'TCP', port: 9090 }] },
    ]);
  });

  test('uses the IngressClass of its cluster', () => {
    const ingress = { className: 'internal', namespace: 'edge' };
    const program = render({ exposure: everything.exposure }, { ...CLUSTER, ingress });
    expect(program.find('Ingress shop/api')).toHaveProperty('spec.ingressClassName', 'internal');
  });

  test.each(['Ingress shop/api', 'Ingress shop/api-api-health'])('labels its %s like all else', (ingress) => {
    expect(published.find(ingress)).toHaveProperty('metadata.labels', {
      app: 'api',
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/managed-by': 'cdk8s',
    });
  });

  test('lets in the controller of its cluster, wherever that runs', () => {
    const ingress = { className: 'internal', namespace: 'edge' };
    const program = render({ exposure: everything.exposure }, { ...CLUSTER, ingress });
    expect(program.find('NetworkPolicy shop/api')).toHaveProperty('spec.ingress.0.from', [
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } },
    ]);
  });

  test('is refused for what is wrong with its routes or its host', () => {
    const exposure = { ...everything.exposure, host: 'Shop' };
    expect(render({ exposure }).problems).toEqual([
      'chart/api: exposure.host: expected a host name in lower case, such as "shop.example.com", received "Shop"',
    ]);
  });

  test('is the only kind that anybody gets in to', () => {
    expect(render().objects('chart')).not.toContain('NetworkPolicy shop/api');
  });
});

describe('a service is refused', () => {
  test.each<[string, Partial<Props>, readonly string[]]>([
    [
      'a name that is no DNS label',
      { name: 'Board_API' },
      [
        'name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "Board_API"',
      ],
    ],
    [
      'a name that no Service can have',
      { name: '1api' },
      ['name: expected the name of a Service (a DNS label that begins with a letter), received "1api"'],
    ],
    [
      'a short repository with a tag in it',
      { image: Image.tagged('api:1.0', '1.0') },
      ['image.repository: expected a repository in lower case, without tag or digest, received "api:1.0"'],
    ],
    ['root', { uid: 0 }, ['uid: expected the id of a user or group other than root, at least 1, received 0']],
    [
      'no user',
      { uid: Number.NaN },
      ['uid: expected the id of a user or group other than root, at least 1, received NaN'],
    ],
    [
      'a config that says what the service says itself',
      { config: { REGION: 'us' }, env: [{ name: 'REGION', value: 'eu' }] },
      ['config: expected no REGION, which the service sets itself, received "us"'],
    ],
    [
      'a migration of nothing',
      { migration: Migration.alembic() },
      ['migration: expected a database that it migrates, received none'],
    ],
    ['a config of nothing', { config: {} }, ['config: expected at least one value, or no config, received none']],
    [
      'a config that is no environment variable',
      { config: { 'log-level': 'info' } },
      [
        'config: expected a name of letters, digits and "_" that does not begin with a digit, such as LOG_LEVEL, received "log-level"',
      ],
    ],
    [
      'a folder that makes no volume name',
      { writable: ['/var/lib.d'] },
      [
        'writable: expected absolute paths of lower-case letters, digits and "-", such as "/var/cache", received "/var/lib.d"',
      ],
    ],
    [
      'two folders that make one volume name',
      { writable: ['/a-b', '/a/b'] },
      ['writable: expected paths that differ by more than "/" and "-", received "/a/b"'],
    ],
    [
      'a repository with a tag in it',
      { image: Image.tagged('ghcr.io/wealist/api:1.0', '1.0') },
      [
        'image.repository: expected a repository in lower case, without tag or digest, received "ghcr.io/wealist/api:1.0"',
      ],
    ],
    [
      'the tag latest from a pipeline',
      { image: Image.tagged('acme/api', '1.0').at('latest') },
      ['image.tag: expected a tag of one build, such as "1.4.2", received "latest"'],
    ],
    [
      'half a digest',
      { image: Image.pinned('acme/api', '1.0', 'sha256:abc') },
      ['image.digest: expected "sha256:" and 64 hexadecimal digits, received "sha256:abc"'],
    ],
    [
      'a port that needs root rights',
      { port: 80 },
      ['port: expected a port that a non-root process can open (a whole number from 1024 to 65535), received 80'],
    ],
    [
      'a liveness probe without a path',
      { liveness: Probe.http('health') },
      ['liveness.path: expected an absolute path such as "/health", received "health"'],
    ],
    [
      'a readiness probe that never asks',
      { readiness: Probe.tcp({ period: Duration.seconds(0) }) },
      ['readiness.period: expected whole seconds, at least 1, received 0 s'],
    ],
    [
      'requests above limits',
      {
        resources: {
          cpu: { request: Cpu.millis(300), limit: Cpu.millis(200) },
          memory: { request: Size.gibibytes(1), limit: Size.mebibytes(512) },
        },
      },
      [
        'resources.cpu.request: expected at most the limit of 200m, received 300m',
        'resources.memory.request: expected at most the limit of 512Mi, received 1Gi',
      ],
    ],
    [
      'memory that is no number',
      { resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(Number.NaN) } } },
      ['resources.memory.request: expected a finite size above zero, received NaNMi'],
    ],
    ['no pods', { scaling: { replicas: 0 } }, ['scaling.replicas: expected a whole number, at least 1, received 0']],
    [
      'an autoscaler that can only shrink',
      { scaling: { minReplicas: 5, maxReplicas: 3 } },
      ['scaling.minReplicas: expected at most maxReplicas, 3, received 5'],
    ],
    [
      'a budget shorter than its parts',
      { shutdown: { ...service.everything.shutdown, gracePeriod: Duration.seconds(29) } },
      ['shutdown.gracePeriod: expected at least preStop + drain + buffer = 30 s, received 29 s'],
    ],
    [
      'a wait of no seconds',
      { shutdown: { ...service.everything.shutdown, preStop: Duration.seconds(0) } },
      ['shutdown.preStop: expected whole seconds, at least 1, received 0 s'],
    ],
    [
      'half a second of drain',
      { shutdown: { ...service.everything.shutdown, drain: Duration.millis(500) } },
      ['shutdown.drain: expected whole seconds, at least 0, received 0.5 s'],
    ],
  ])('%s', (_, props, sentences) => {
    expect(render(props).problems).toEqual(sentences.map((sentence) => `chart/api: ${sentence}`));
  });

  test('a program without a shell on a cluster without the sleep hook', () => {
    expect(render({ hasShell: false }, OLD_CLUSTER).problems).toEqual([
      'chart/api: cluster.kubernetes: expected at least 1.30 for an image without a shell: the preStop hook of an older version needs a shell, received "1.29"',
    ]);
  });

  test('an empty Secret value', () => {
    expect(render({ secrets: { keys: { literal: { API_KEY: '' } } } }).problems).toEqual([
      'chart/api/secrets/keys: API_KEY: expected a value, received an empty one',
    ]);
  });

  test('a Secret may be called like anything else', () => {
    const names = ['config', 'service', 'deployment', 'availability'];
    const secrets = Object.fromEntries(names.map((name) => [name, { literal: { KEY: 'value' } }]));
    expect(render({ secrets, config: { A: 'b' } }).problems).toEqual([]);
  });

  test('a Secret value with a line break at its end, without showing the value', () => {
    expect(render({ secrets: { keys: { literal: { API_KEY: 'k3y\n' } } } }).problems).toEqual([
      'chart/api/secrets/keys: API_KEY: expected a value that does not end in a line break, received one that does',
    ]);
  });

  test('all of it at once', () => {
    const program = render({
      name: 'API',
      image: Image.tagged('API', '1.0'),
      port: 80,
      scaling: { replicas: 1.5 },
      secrets: { KEYS: { existing: {} } },
    });
    expect(program.problems.map((problem) => problem.replace(/ expected .* received/, ''))).toEqual([
      'chart/api: name: "API"',
      'chart/api: image.repository: "API"',
      'chart/api: port: 80',
      'chart/api: scaling.replicas: 1.5',
      'chart/api/secrets/KEYS: name: "KEYS"',
    ]);
  });
});

describe('Workload', () => {
  /** A workload that anybody can give edges to. */
  class Machine extends Workload {
    hear(peer: Endpoint, port: number): this {
      this.allowFrom(peer, port);
      return this;
    }

    call(peer: Endpoint, port: number): this {
      this.allowTo(peer, port);
      return this;
    }
  }

  const everyProp: Required<Omit<WorkloadProps, 'namespace'>> = { name: 'machine' };
  const POLICY = 'NetworkPolicy shop/machine';

  function machine(connect: (machine: Machine) => void = () => {}): Program {
    const program = new Program();
    connect(new Machine(program.chart('chart'), 'machine', { namespace: program.namespace('shop'), ...everyProp }));
    return program;
  }

  const printers: Endpoint = { namespace: 'office', podLabels: { app: 'printer' } };

  test('is a ServiceAccount as long as it talks to nobody', () => {
    expect(machine().objects('chart')).toEqual(['ServiceAccount shop/machine']);
  });

  test('lets in the pods of a peer, at one port', () => {
    expect(machine((it) => it.hear(printers, 631)).find(POLICY)).toHaveProperty('spec', {
      podSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'machine', 'app.kubernetes.io/instance': 'shop' },
      },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'office' } },
              podSelector: { matchLabels: { app: 'printer' } },
            },
          ],
          ports: [{ protocol: 'TCP', port: 631 }],
        },
      ],
    });
  });

  test('may open connections to the pods of a peer, at one port', () => {
    const policy = machine((it) => it.call(printers, 631)).find(POLICY);
    expect(policy).toHaveProperty('spec.policyTypes', ['Egress']);
    expect(policy).toHaveProperty('spec.egress', [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'office' } },
            podSelector: { matchLabels: { app: 'printer' } },
          },
        ],
        ports: [{ protocol: 'TCP', port: 631 }],
      },
    ]);
  });

  test('has one policy for both directions', () => {
    const program = machine((it) => it.hear(printers, 631).call(printers, 9100));
    expect(program.objects('chart')).toEqual([POLICY, 'ServiceAccount shop/machine']);
    expect(program.find(POLICY)).toHaveProperty('spec.policyTypes', ['Ingress', 'Egress']);
  });

  test('takes a peer without labels for every pod of its namespace', () => {
    const everybody = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'office' } } }];
    const policy = machine((it) => it.hear({ namespace: 'office' }, 631)).find(POLICY);
    expect(policy).toHaveProperty('spec.ingress.0.from', everybody);
  });

  test('has a rule per peer, since ports are open to the peers of their rule alone', () => {
    const policy = machine((it) => it.hear(printers, 631).hear({ namespace: 'lab' }, 80)).find(POLICY);
    expect(policy).toHaveProperty('spec.ingress', [
      expect.objectContaining({ ports: [{ protocol: 'TCP', port: 631 }] }),
      expect.objectContaining({ ports: [{ protocol: 'TCP', port: 80 }] }),
    ]);
  });

  test('knows every edge it was given', () => {
    machine((it) => {
      it.hear(printers, 631).call({ namespace: 'lab' }, 80);
      expect(it.edges).toEqual([
        { from: printers, to: it.peer, port: 631 },
        { from: it.peer, to: { namespace: 'lab' }, port: 80 },
      ]);
    });
  });

  test('has a file of the same name, whomever it calls', () => {
    const program = new Program();
    const namespace = program.namespace('shop');
    const caller = new Machine(program.chart('caller'), 'caller', { namespace, name: 'caller' });
    const called = new Machine(program.chart('called'), 'called', { namespace, name: 'called' });
    caller.call(called.peer, 80);
    expect(program.files).toEqual(['0-namespaces.k8s.yaml', '1-called.k8s.yaml', '1-caller.k8s.yaml']);
  });
});

describe('Availability', () => {
  const fixed: AvailabilityProps = {
    metadata: { name: 'till', namespace: 'shop' },
    deployment: 'till',
    selector: { app: 'till' },
    scaling: { replicas: 1 },
  };
  const autoscaled: Required<AvailabilityProps> = {
    metadata: { name: 'till', namespace: 'shop', labels: { app: 'till' } },
    deployment: 'cash-desk',
    selector: { app: 'till', tier: 'front' },
    scaling: service.everything.scaling,
  };
  const AUTOSCALER = 'HorizontalPodAutoscaler shop/till';

  function keep(props: Partial<AvailabilityProps> = {}): Program {
    const program = new Program();
    new Availability(program.chart('chart'), 'availability', { ...autoscaled, ...props });
    return program;
  }

  test('scales the Deployment of that name', () => {
    expect(keep().find(AUTOSCALER)).toHaveProperty('spec.scaleTargetRef.name', 'cash-desk');
  });

  test('scales between two numbers', () => {
    expect(keep().find(AUTOSCALER)).toMatchObject({ spec: { minReplicas: 2, maxReplicas: 6 } });
  });

  test('adds pods above the share of requested CPU that it was given', () => {
    const target = { type: 'Utilization', averageUtilization: 55 };
    const scaling = { minReplicas: 2, maxReplicas: 6, cpuPercent: 55 };
    expect(keep({ scaling }).find(AUTOSCALER)).toHaveProperty('spec.metrics', [
      { type: 'Resource', resource: { name: 'cpu', target } },
    ]);
  });

  test('adds pods by further metrics beside CPU where both are asked for', () => {
    const types = valueAt(keep().find(AUTOSCALER), 'spec', 'metrics');
    expect(types).toEqual([
      expect.objectContaining({ resource: expect.objectContaining({ name: 'cpu' }) }),
      expect.objectContaining({ resource: expect.objectContaining({ name: 'memory' }) }),
      expect.objectContaining({ type: 'Pods' }),
    ]);
  });

  test('adds pods by other metrics alone where CPU is not asked for', () => {
    const [, queue] = service.everything.scaling.metrics;
    const scaling = { minReplicas: 1, maxReplicas: 2, metrics: queue ? [queue] : [] };
    expect(keep({ scaling }).find(AUTOSCALER)).toHaveProperty('spec.metrics', [
      expect.objectContaining({ type: 'Pods' }),
    ]);
  });

  test('removes pods as slowly as it was told to', () => {
    const { behavior } = service.everything.scaling;
    expect(keep().find(AUTOSCALER)).toHaveProperty('spec.behavior', behavior);
  });

  test('adds pods above 70 % of the CPU request if nothing is said', () => {
    const program = keep({ scaling: { minReplicas: 1, maxReplicas: 2 } });
    expect(program.find(AUTOSCALER)).toHaveProperty('spec.metrics.0.resource.target.averageUtilization', 70);
  });

  test('counts the pods that its selector finds', () => {
    const selector = { matchLabels: { app: 'till', tier: 'front' } };
    expect(keep().find('PodDisruptionBudget shop/till')).toHaveProperty('spec.selector', selector);
  });

  test.each([AUTOSCALER, 'PodDisruptionBudget shop/till'])('gives its metadata to the %s', (object) => {
    expect(keep().find(object)).toHaveProperty('metadata', autoscaled.metadata);
  });

  test('is nothing at all for a single pod', () => {
    const program = new Program();
    const { node } = new Availability(program.chart('chart'), 'availability', fixed);
    expect(node.children).toEqual([]);
  });
});

describe('Secret', () => {
  type Props = Omit<SecretProps, 'namespace'>;
  const known: Required<Props> = {
    name: 'mail',
    labels: { app: 'api' },
    source: { literal: { TOKEN: 't0ken', SENDER: 'shop@example.com' } },
  };

  function secret(props: Partial<Props> = {}): Program {
    const program = new Program();
    const namespace = program.namespace('shop');
    new Secret(program.chart('namespaces'), 'secret', { namespace, ...known, ...props });
    return program;
  }

  const checksumOf = (source: SecretSource) => {
    const program = new Program();
    const namespace = program.namespace('shop');
    return new Secret(program.chart('chart'), 'secret', { namespace, ...known, source }).checksum;
  };

  test('has its name, and lies in its namespace', () => {
    expect(secret({ name: 'letters' }).objects('namespaces')).toContain('Secret shop/letters');
  });

  test('is of no special type: its keys are free', () => {
    expect(secret().find('Secret shop/mail')).toHaveProperty('type', 'Opaque');
  });

  test('carries its labels', () => {
    expect(secret().find('Secret shop/mail')).toHaveProperty('metadata.labels', { app: 'api' });
  });

  test('holds the values it was given', () => {
    const values = { TOKEN: 't0ken', SENDER: 'shop@example.com' };
    expect(secretValues(secret().find('Secret shop/mail'))).toEqual(values);
  });

  test('is nothing but a promise of keys where it exists already', () => {
    const program = secret({ source: { existing: { TOKEN: 'PASSWORD', SENDER: 'shop' } } });
    expect(program.objects('namespaces')).not.toContain('Secret shop/mail');
    expect(program.promised).toEqual({ 'shop/mail': ['TOKEN', 'SENDER'] });
  });

  test('changes its checksum with any value', () => {
    expect(checksumOf({ literal: { TOKEN: 'a' } })).not.toBe(checksumOf({ literal: { TOKEN: 'b' } }));
  });

  test('keeps its checksum when its keys change places', () => {
    expect(checksumOf({ literal: { A: '1', B: '2' } })).toBe(checksumOf({ literal: { B: '2', A: '1' } }));
  });

  test('has no checksum where its values are not known', () => {
    expect(checksumOf({ existing: { TOKEN: 'PASSWORD' } })).toBeUndefined();
  });

  test.each(['\n', '\r\n', '\r'])('refuses a value that ends in %j, and keeps it secret', (end) => {
    expect(secret({ source: { literal: { TOKEN: `t0ken${end}` } } }).problems).toEqual([
      'namespaces/secret: TOKEN: expected a value that does not end in a line break, received one that does',
    ]);
  });

  test.each([
    ['NUL, with which no container starts', 't0\0ken', 'a value without NUL, received one with it'],
    [
      'half a character, at which kubectl refuses a file',
      't0\ud83dken',
      'a value of whole characters, received one with half a character (a lone surrogate)',
    ],
  ])('refuses a value with %s, and keeps it secret', (_, TOKEN, sentence) => {
    expect(secret({ source: { literal: { TOKEN } } }).problems).toEqual([
      `namespaces/secret: TOKEN: expected ${sentence}`,
    ]);
  });

  test('accepts a value with line breaks inside, such as a key file without its last one', () => {
    expect(secret({ source: { literal: { KEY: 'begin\nend' } } }).problems).toEqual([]);
  });

  test('refuses a name that is no DNS label', () => {
    expect(secret({ name: 'mail_secret' }).problems).toEqual([
      'namespaces/secret: name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "mail_secret"',
    ]);
  });
});

describe('ExistingSecret', () => {
  const everyProp: Required<ExistingObjectProps> = { namespace: 'shop', name: 'mail', keys: { TOKEN: 'PASSWORD' } };

  test('renders nothing, and promises its keys', () => {
    const program = new Program();
    program.namespace('shop');
    const { node } = new ExistingSecret(program.chart('namespaces'), 'secret', everyProp);
    expect(node.children).toEqual([]);
    expect(program.promised).toEqual({ 'shop/mail': ['TOKEN'] });
  });
});
