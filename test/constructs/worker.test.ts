import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Migration, Probe, Worker, type WorkerProps } from '../../lib';
import * as service from './service-props';
import { OLD_CLUSTER, Program } from './synthesize';

type Props = Omit<WorkerProps, 'namespace'>;

const minimal: Props = { ...service.minimal, name: 'mailer' };

const { exposure: _exposure, shutdown: _shutdown, ...shared } = service.everything;
const everything: Required<Props> = {
  ...shared,
  name: 'mailer',
  liveness: Probe.exec(['mailer', 'alive']),
  readiness: Probe.http('/ready', { port: 'metrics' }),
  shutdown: { drain: Duration.seconds(50), buffer: Duration.seconds(10), gracePeriod: Duration.seconds(90) },
  uid: 1234,
  gid: 1234,
  writable: ['/tmp'],
  backingServices: {},
  poolSize: 2,
  migration: Migration.alembic(),
};

function render(props: Partial<Props> = {}, cluster = OLD_CLUSTER): Program {
  const program = new Program(cluster);
  new Worker(program.chart('chart'), 'mailer', { namespace: program.namespace('shop'), ...minimal, ...props });
  return program;
}

const DEPLOYMENT = 'Deployment shop/mailer';

describe('a worker', () => {
  test('is a ServiceAccount and a Deployment, and no Service', () => {
    expect(render().objects('chart')).toEqual(['ServiceAccount shop/mailer', DEPLOYMENT]);
  });

  test('may use every prop at once, apart from a migration of nothing', () => {
    expect(render(everything).problems).toEqual([
      'chart/mailer: migration: expected a database that it migrates, received none',
    ]);
  });

  test('has neither ports nor probes unless they are asked for', () => {
    const container = render().container(DEPLOYMENT);
    for (const field of ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
      expect(container).not.toHaveProperty(field);
    }
  });

  test('is asked by a command, or at a port that it names', () => {
    const { ports, liveness, readiness } = everything;
    expect(render({ ports, liveness, readiness }).container(DEPLOYMENT)).toMatchObject({
      ports: [{ name: 'metrics', containerPort: 9100 }],
      livenessProbe: { exec: { command: ['mailer', 'alive'] } },
      readinessProbe: { httpGet: { path: '/ready', port: 'metrics' } },
    });
  });

  test('hears SIGTERM at once, on any cluster and in any image', () => {
    expect(render().container(DEPLOYMENT)).not.toHaveProperty('lifecycle');
    expect(render().problems).toEqual([]);
  });

  test('has 30 s to finish its work, or what it was given', () => {
    const seconds = (props: Partial<Props>) => render(props).pods(DEPLOYMENT);
    expect(seconds({})).toHaveProperty('spec.terminationGracePeriodSeconds', 30);
    expect(seconds({ shutdown: everything.shutdown })).toHaveProperty('spec.terminationGracePeriodSeconds', 90);
  });

  test.each<[string, Partial<Props>, string]>([
    [
      'a probe of a port that it lacks',
      { readiness: Probe.tcp() },
      'readiness.port: expected a port of the workload, or a probe by a command, received none',
    ],
    [
      'a startup without a probe that ends the startup',
      { startup: Duration.seconds(60) },
      'liveness: expected a probe that ends the startup, received none',
    ],
    [
      'a budget shorter than its parts',
      { shutdown: { ...everything.shutdown, gracePeriod: Duration.seconds(59) } },
      'shutdown.gracePeriod: expected at least drain + buffer = 60 s, received 59 s',
    ],
    [
      'traffic to a port that it lacks',
      { allows: [{ from: { namespace: 'monitoring' }, reason: 'metrics' }] },
      'allows[0].port: expected a workload with a port, received none',
    ],
  ])('is refused %s', (_, props, sentence) => {
    expect(render(props).problems).toEqual([`chart/mailer: ${sentence}`]);
  });
});
