import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { type Cluster, HttpService, Image, OneOffJob, Probe, ScheduledJob, Worker } from '../../lib';
import { listAt, type Manifest, stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import type { PodProps, ProgramProps } from '../../lib/constructs/workload/pod-props';
import * as service from './service-props';
import { CLUSTER, Program } from './synthesize';

type Props = Omit<PodProps & ProgramProps, 'namespace'>;
type All = { [Prop in keyof Props]-?: Props[Prop] };

const { name, image, resources } = service.minimal;
const everything: All = {
  ...service.everyPod,
  name,
  image,
  resources,
  uid: 1234,
  gid: 4321,
  writable: ['/tmp'],
  backingServices: {},
  poolSize: 2,
};

const probe = Probe.http('/health');
const deadline = Duration.minutes(5);

/** Every kind of workload that runs a program, with the path of its pods. */
const KINDS: [string, string[], (program: Program, props: PodProps & ProgramProps) => object][] = [
  [
    'Deployment',
    ['spec', 'template'],
    (program, props) =>
      new HttpService(program.chart('chart'), 'api', {
        ...props,
        port: 8080,
        liveness: probe,
        readiness: probe,
        scaling: { replicas: 1 },
      }),
  ],
  [
    'Deployment',
    ['spec', 'template'],
    (program, props) => new Worker(program.chart('chart'), 'api', { ...props, scaling: { replicas: 1 } }),
  ],
  [
    'CronJob',
    ['spec', 'jobTemplate', 'spec', 'template'],
    (program, props) => new ScheduledJob(program.chart('chart'), 'api', { ...props, deadline, schedule: '0 3 * * *' }),
  ],
  [
    'Job',
    ['spec', 'template'],
    (program, props) => new OneOffJob(program.chart('chart'), 'api', { ...props, deadline }),
  ],
];

describe.each(KINDS)('the pods of a %s (%j)', (kind, path, build) => {
  function render(props: Partial<Props> = {}, cluster: Cluster = CLUSTER) {
    const program = new Program(cluster);
    build(program, { namespace: program.namespace('shop'), name, image, resources, ...props });
    const owner = (): Manifest => {
      const found = program.all.find((manifest) => manifest.kind === kind);
      if (!found) throw new Error(`no ${kind} is rendered`);
      return found;
    };
    const pods = () => valueAt(owner(), ...path);
    return { program, owner, pods, container: () => listAt(pods(), 'spec', 'containers')[0] };
  }

  test('need a name, an image and resources', () => {
    expect(render().program.problems).toEqual([]);
  });

  test('may have everything at once', () => {
    expect(render(everything).program.problems).toEqual([]);
  });

  test.each(['initContainers', 'volumes', 'nodeSelector', 'tolerations', 'affinity', 'priorityClassName'])(
    'say nothing of %s that nobody asked for',
    (field) => expect(render().pods()).not.toHaveProperty(['spec', field]),
  );

  test('run a command of their own, with arguments', () => {
    expect(render({ command: ['serve'], args: ['-v'] }).container()).toMatchObject({
      command: ['serve'],
      args: ['-v'],
    });
  });

  test('find configuration files in their folders', () => {
    const { program, pods, container } = render({ files: everything.files });
    expect(program.find('ConfigMap shop/api-etc-api')).toHaveProperty('data', everything.files['/etc/api']);
    expect(valueAt(pods(), 'spec', 'volumes')).toEqual([{ name: 'api-etc-api', configMap: { name: 'api-etc-api' } }]);
    const mount = { name: 'api-etc-api', mountPath: '/etc/api', readOnly: true };
    expect(container()).toHaveProperty('volumeMounts', [mount]);
  });

  test('are others once a file has changed', () => {
    const annotations = (text: string) => valueAt(render({ files: { '/etc/a': { f: text } } }).pods(), 'metadata');
    expect(annotations('new')).not.toEqual(annotations('old'));
  });

  test('have variables of their own fields', () => {
    const field = { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } };
    expect(render({ env: [field] }).container()).toHaveProperty('env', [field]);
  });

  test('name a Secret that they refer to, and have nothing else of it', () => {
    const secrets = { keys: { existing: { TOKEN: 'TOKEN' }, mountAs: 'reference' } } as const;
    const env = [{ name: 'API_TOKEN', valueFrom: { secretKeyRef: { name: 'keys', key: 'TOKEN' } } }];
    const { program, container } = render({ secrets, env });
    expect(program.promised).toEqual({ 'shop/keys': ['TOKEN'] });
    expect(container()).not.toHaveProperty('envFrom');
    expect(container()).not.toHaveProperty('volumeMounts');
  });

  test('mount one file of a volume beside the files of the image, and a volume twice', () => {
    const volume = { name: 'conf', configMap: { name: 'region' } };
    const { pods, container } = render({
      volumes: {
        '/etc/api/region.conf': { ...volume, mount: { subPath: 'region.conf', readOnly: true } },
        '/etc/region': volume,
      },
    });
    expect(valueAt(pods(), 'spec', 'volumes')).toEqual([volume]);
    expect(container()).toHaveProperty('volumeMounts', [
      { name: 'conf', mountPath: '/etc/api/region.conf', subPath: 'region.conf', readOnly: true },
      { name: 'conf', mountPath: '/etc/region' },
    ]);
  });

  test('mount a volume where they want it', () => {
    const { pods, container } = render({ volumes: everything.volumes });
    expect(valueAt(pods(), 'spec', 'volumes')).toEqual([
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    ]);
    expect(container()).toHaveProperty('volumeMounts', [{ name: 'data', mountPath: '/data' }]);
  });

  test('own the files of a claim by their group', () => {
    const { volumes, gid } = everything;
    expect(render({ volumes, gid }).pods()).toHaveProperty('spec.securityContext.fsGroup', 4321);
    expect(render().pods()).not.toHaveProperty('spec.securityContext.fsGroup');
  });

  test('run as a group that is not root, the one of the number of the user unless told otherwise', () => {
    const group = ['spec', 'securityContext', 'runAsGroup'];
    expect(valueAt(render({ uid: 1234 }).pods(), ...group)).toBe(1234);
    expect(valueAt(render({ uid: 1234, gid: 4321 }).pods(), ...group)).toBe(4321);
  });

  test('start sidecars first, as Kubernetes knows them, and init containers then', () => {
    const { sidecars, initContainers } = everything;
    const containers = listAt(render({ sidecars, initContainers }).pods(), 'spec', 'initContainers');
    expect(containers).toMatchObject([{ name: 'proxy', restartPolicy: 'Always' }, { name: 'prepare' }]);
    expect(containers[1]).not.toHaveProperty('restartPolicy');
  });

  test('give other containers no rights that they did not ask for', () => {
    const { sidecars } = everything;
    const own = { securityContext: { runAsUser: 7 } };
    const asked = sidecars.map((sidecar) => ({ ...sidecar, name: 'other', ...own }));
    const containers = listAt(render({ sidecars: [...sidecars, ...asked] }).pods(), 'spec', 'initContainers');
    expect(containers).toMatchObject([{ securityContext: { capabilities: { drop: ['ALL'] } } }, own]);
    expect(containers[1]).not.toHaveProperty('securityContext.capabilities');
  });

  test('run where they were told to', () => {
    const { topologySpreadConstraints, ...others } = everything.scheduling;
    const spec = valueAt(render({ scheduling: everything.scheduling }).pods(), 'spec');
    expect(spec).toMatchObject(others);
    const labelSelector = {
      matchLabels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'shop' },
    };
    expect(spec).toHaveProperty('topologySpreadConstraints', [{ ...topologySpreadConstraints?.[0], labelSelector }]);
  });

  test('have further labels, as all objects of theirs', () => {
    const { program, pods } = render({ labels: { team: 'till' } });
    const labelled = program.all.filter(
      ({ metadata }) => metadata.namespace === 'shop' && metadata.name !== 'default-deny',
    );
    expect(labelled.map((manifest) => stringAt(manifest, 'metadata', 'labels', 'team'))).toEqual(
      labelled.map(() => 'till'),
    );
    expect(valueAt(pods(), 'metadata', 'labels', 'team')).toBe('till');
  });

  test('and their owner have annotations of their own', () => {
    const { owner, pods } = render({ annotations: { page: 'a' }, podAnnotations: { owner: 'b' } });
    expect(valueAt(owner(), 'metadata', 'annotations')).toEqual({ page: 'a' });
    expect(valueAt(pods(), 'metadata', 'annotations')).toEqual({ owner: 'b' });
  });

  test('have the role that a cloud gives their ServiceAccount, and no token of the cluster', () => {
    const { annotations } = everything.access;
    const { program } = render({ access: { ...(annotations && { annotations }) } });
    expect(program.find('ServiceAccount shop/api')).toMatchObject({
      metadata: { annotations },
      automountServiceAccountToken: false,
    });
  });

  test('have the rights that they ask for, and a token', () => {
    const { program } = render({ access: everything.access });
    expect(program.find('ServiceAccount shop/api')).toHaveProperty('automountServiceAccountToken', true);
    expect(program.find('Role shop/api')).toHaveProperty('rules', everything.access.rules);
    expect(program.find('RoleBinding shop/api')).toMatchObject({
      roleRef: { kind: 'Role', name: 'api' },
      subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }],
    });
  });

  test('pull images with the credentials of their cluster, and of no other', () => {
    const { program } = render({}, { ...CLUSTER, imagePullSecrets: ['registry'] });
    expect(program.find('ServiceAccount shop/api')).toHaveProperty('imagePullSecrets', [{ name: 'registry' }]);
    expect(program.promised).toEqual({ 'shop/registry': ['.dockerconfigjson'] });
    expect(render().program.find('ServiceAccount shop/api')).not.toHaveProperty('imagePullSecrets');
  });

  test('are refused, all at once, for what is wrong', () => {
    const { program } = render({
      image: Image.tagged('API', '1.0'),
      gid: 0,
      labels: { app: 'till' },
      volumes: { data: { name: 'data', emptyDir: {} } },
      files: { 'etc/api': { 'a b': '' } },
    });
    expect(program.problems).toEqual([
      'chart/api: labels: expected labels that the workload does not set itself, received "app"',
      'chart/api: image.repository: expected a repository in lower case, without tag or digest, received "API"',
      'chart/api: gid: expected the id of a user or group other than root, at least 1, received 0',
      'chart/api: volumes: expected absolute paths without ":", such as "/data", received "data"',
      'chart/api: files: expected absolute paths of lower-case letters, digits and "-", such as "/var/cache", received "etc/api"',
      'chart/api: files: expected names of letters, digits, "-", "_" and ".", received "a b"',
    ]);
  });
});

describe('sidecars on a cluster of Kubernetes 1.28', () => {
  const cluster: Cluster = { ...CLUSTER, kubernetes: '1.28' };
  const { sidecars } = everything;

  test('run beside the program of a worker', () => {
    const program = new Program(cluster);
    const namespace = program.namespace('shop');
    new Worker(program.chart('chart'), 'api', {
      namespace,
      name,
      image,
      resources,
      scaling: { replicas: 1 },
      sidecars,
    });
    expect(listAt(program.pods('Deployment shop/api'), 'spec', 'containers')).toMatchObject([
      { name: 'api' },
      { name: 'proxy' },
    ]);
  });

  test('would keep a Job from ending, and are refused', () => {
    const program = new Program(cluster);
    const namespace = program.namespace('shop');
    new OneOffJob(program.chart('chart'), 'api', { namespace, name, image, resources, deadline, sidecars });
    expect(program.problems).toEqual([
      'chart/api: cluster.kubernetes: expected at least 1.29 for a Job with sidecars: the pod never ends before, received "1.28"',
    ]);
  });
});
