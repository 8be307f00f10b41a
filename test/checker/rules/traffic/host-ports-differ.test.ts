import { describe, expect, test } from '@jest/globals';
import { hostPortsDiffer } from '../../../../lib/checker/rules/traffic/host-ports-differ';
import { judge } from '../judge';
import { object } from '../workloads';

describe('host-ports-differ', () => {
  const agent = (name: string, port: string, pod = '') =>
    object(
      'DaemonSet',
      name,
      `template: { spec: { ${pod} containers: [{ name: ${name}, ports: [{ name: http, ${port} }] }] } }`,
    );

  test('finds two DaemonSets with one port', () => {
    expect(
      judge(
        hostPortsDiffer,
        agent('metrics', 'containerPort: 9100', 'hostNetwork: true,') +
          agent('logs', 'containerPort: 2020, hostPort: 9100'),
      ),
    ).toEqual([hostPortsDiffer.example]);
  });

  test.each([
    ['ports of pods', agent('metrics', 'containerPort: 9100') + agent('logs', 'containerPort: 9100')],
    ['other ports', agent('metrics', 'hostPort: 9100') + agent('logs', 'hostPort: 9101')],
    ['another protocol', agent('metrics', 'hostPort: 9100') + agent('logs', 'hostPort: 9100, protocol: UDP')],
    [
      'other nodes',
      agent('metrics', 'hostPort: 9100', 'nodeSelector: { kubernetes.io/os: linux },') +
        agent('logs', 'hostPort: 9100', 'nodeSelector: { kubernetes.io/os: windows },'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(hostPortsDiffer, yaml)).toEqual([]);
  });
});
