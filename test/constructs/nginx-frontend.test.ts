import { describe, expect, test } from '@jest/globals';
import { type Cluster, Image, NginxFrontend, type NginxFrontendProps } from '../../lib';
import * as service from './service-props';
import { CLUSTER, OLD_CLUSTER, Program } from './synthesize';

type Props = Omit<NginxFrontendProps, 'namespace'>;

const minimal: Props = { ...service.minimal, name: 'web', image: Image.tagged('ghcr.io/wealist/frontend', '1.0.0') };

const everything: Required<Props> = { ...service.everything, name: 'web', port: 8888, uid: 1001 };

function render(props: Partial<Props> = {}, cluster: Cluster = CLUSTER): Program {
  const program = new Program(cluster);
  const namespace = program.namespace('shop');
  new NginxFrontend(program.chart('chart'), 'web', { namespace, ...minimal, ...props });
  return program;
}

const DEPLOYMENT = 'Deployment shop/web';
const container = (props: Partial<Props> = {}) => render(props).container(DEPLOYMENT);

describe('an nginx', () => {
  test('needs nothing beside what every service needs', () => {
    expect(render().problems).toEqual([]);
  });

  test('may use every prop at once', () => {
    expect(render(everything).problems).toEqual([]);
  });

  test('listens on port 8080, which needs no root rights', () => {
    expect(container()).toHaveProperty('ports', [{ name: 'http', containerPort: 8080 }]);
  });

  test('listens on the port that its image was made for', () => {
    const ports = [{ name: 'http', containerPort: 8888 }];
    expect(container({ port: everything.port })).toHaveProperty('ports', ports);
  });

  test('lets the ingress controller in on that port', () => {
    const { port, exposure } = everything;
    const ports = [{ protocol: 'TCP', port: 8888 }];
    expect(render({ port, exposure }).find('NetworkPolicy shop/web')).toHaveProperty('spec.ingress.0.ports', ports);
  });

  test('runs as user 101, the nginx of the official images', () => {
    expect(render().pods(DEPLOYMENT)).toHaveProperty('spec.securityContext.runAsUser', 101);
  });

  test('runs as the user that its image was made for', () => {
    const program = render({ uid: everything.uid });
    expect(program.pods(DEPLOYMENT)).toHaveProperty('spec.securityContext.runAsUser', 1001);
  });

  test.each([
    ['livenessProbe', { httpGet: { path: '/', port: 'http' }, initialDelaySeconds: 10, periodSeconds: 10 }],
    ['readinessProbe', { httpGet: { path: '/', port: 'http' }, initialDelaySeconds: 5, periodSeconds: 5 }],
  ])('answers its %s on "/"', (probe, expected) => {
    expect(container()).toHaveProperty(probe, expected);
  });

  test('may write its process id and its buffers', () => {
    const paths = ['/tmp', '/var/cache/nginx', '/var/run'];
    const mounts = paths.map((mountPath) => expect.objectContaining({ mountPath }));
    expect(container()).toHaveProperty('volumeMounts', mounts);
  });

  test('may run on an old cluster: its images have a shell', () => {
    expect(render({}, OLD_CLUSTER).problems).toEqual([]);
  });
});

describe('an nginx is refused', () => {
  test.each([80, 443, 1023, 65536, 8080.5, Number.NaN])('port %d', (port) => {
    expect(render({ port }).problems).toEqual([
      `chart/web: port: expected a port that a non-root process can open (a whole number from 1024 to 65535), received ${port}`,
    ]);
  });

  test('all of it at once', () => {
    expect(render({ name: 'Web', port: 80, scaling: { minReplicas: 2, maxReplicas: 1 } }).problems).toEqual([
      'chart/web: name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "Web"',
      'chart/web: port: expected a port that a non-root process can open (a whole number from 1024 to 65535), received 80',
      'chart/web: scaling.minReplicas: expected at most maxReplicas, 1, received 2',
    ]);
  });
});
