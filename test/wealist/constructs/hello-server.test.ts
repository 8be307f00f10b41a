import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { type Cluster, Image } from '../../../lib/index';
import { HelloServer, type HelloServerProps } from '../../../lib/wealist/constructs/hello-server';
import * as service from '../../constructs/service-props';
import { CLUSTER, OLD_CLUSTER, Program } from '../../constructs/synthesize';

type Props = Omit<HelloServerProps, 'namespace'>;

const minimal: Props = {
  ...service.minimal,
  name: 'hello-server',
  image: Image.tagged('blux2/hello-server', '1.6'),
};

/** Beside what every kind of service takes, it has no props of its own. */
const everything: Required<Props> = { ...service.everything, name: 'hello-server' };

function render(props: Partial<Props> = {}, cluster: Cluster = CLUSTER): Program {
  const program = new Program(cluster);
  const namespace = program.namespace('hello');
  new HelloServer(program.chart('chart'), 'server', { namespace, ...minimal, ...props });
  return program;
}

const DEPLOYMENT = 'Deployment hello/hello-server';
const container = (props: Partial<Props> = {}) => render(props).container(DEPLOYMENT);

describe('the hello-server', () => {
  test('needs nothing beside what every service needs', () => {
    expect(render().problems).toEqual([]);
  });

  test('may use every prop at once', () => {
    expect(render(everything).problems).toEqual([]);
  });

  test('listens on port 8080', () => {
    expect(container()).toHaveProperty('ports', [{ name: 'http', containerPort: 8080 }]);
  });

  test('runs as user 1000, since its image names none', () => {
    expect(render().pods(DEPLOYMENT)).toHaveProperty('spec.securityContext.runAsUser', 1000);
  });

  test('writes to no folder', () => {
    expect(render().pods(DEPLOYMENT)).not.toHaveProperty('spec.volumes');
  });

  test.each(['livenessProbe', 'readinessProbe'])('answers its %s on "/", which every tag has', (probe) => {
    expect(container()).toHaveProperty(`${probe}.httpGet`, { path: '/', port: 'http' });
  });

  test.each([
    ['livenessProbe', 10],
    ['readinessProbe', 5],
  ])('is asked by its %s after %i s, and then every 5 s, three times in vain at most', (probe, initialDelaySeconds) => {
    const timing = { initialDelaySeconds, periodSeconds: 5, timeoutSeconds: 1, failureThreshold: 3 };
    expect(container()).toHaveProperty(probe, expect.objectContaining(timing));
  });

  test('waits in the kubelet before it stops, since its image can run no command', () => {
    expect(container()).toHaveProperty('lifecycle', { preStop: { sleep: { seconds: 10 } } });
  });

  test('waits as long as it was told to', () => {
    expect(container({ shutdown: everything.shutdown })).toHaveProperty('lifecycle.preStop.sleep.seconds', 7);
  });

  test('lets the ingress controller in on its port', () => {
    const program = render({ exposure: everything.exposure });
    const ports = [{ protocol: 'TCP', port: 8080 }];
    expect(program.find('NetworkPolicy hello/hello-server')).toHaveProperty('spec.ingress.0.ports', ports);
  });

  test('runs on the first Kubernetes that has the sleep hook', () => {
    expect(render({}, { ...CLUSTER, kubernetes: '1.30' }).problems).toEqual([]);
  });
});

describe('the hello-server is refused', () => {
  const leak = 'chart/server: image.tag: expected a tag other than 1.7, whose "/" leaks memory, received "1.7"';
  const tooOld =
    'chart/server: cluster.kubernetes: expected at least 1.30 for an image without a shell: the preStop hook of an older version needs a shell, received "1.29"';

  test('the tag whose "/" leaks memory', () => {
    expect(render({ image: Image.tagged('blux2/hello-server', '1.7') }).problems).toEqual([leak]);
  });

  test('that tag behind a digest, too', () => {
    const image = Image.pinned('blux2/hello-server', '1.7', `sha256:${'0'.repeat(64)}`);
    expect(render({ image }).problems).toEqual([leak]);
  });

  test('that tag from a pipeline, too', () => {
    expect(render({ image: minimal.image.at('1.7') }).problems).toEqual([leak]);
  });

  test('a cluster without the sleep hook', () => {
    expect(render({}, OLD_CLUSTER).problems).toEqual([tooOld]);
  });

  test('all of it at once', () => {
    const shutdown = { ...everything.shutdown, preStop: Duration.seconds(0) };
    const program = render({ image: minimal.image.at('1.7'), shutdown, scaling: { replicas: -1 } }, OLD_CLUSTER);
    expect(program.problems).toEqual([
      'chart/server: scaling.replicas: expected a whole number, at least 1, received -1',
      'chart/server: shutdown.preStop: expected whole seconds, at least 1, received 0 s',
      tooOld,
      leak,
    ]);
  });
});
