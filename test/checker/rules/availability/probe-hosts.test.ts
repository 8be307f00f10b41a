import { describe, expect, test } from '@jest/globals';
import { probeHosts } from '../../../../lib/checker/rules/availability/probe-hosts';
import { judge } from '../judge';
import { deployment, service } from '../pods';

describe('probe-hosts', () => {
  const probe = (handler: string, pod?: string) => deployment(`{ name: api, readinessProbe: { ${handler} } }`, pod);

  test('finds a probe that asks the node in place of the pod', () => {
    expect(judge(probeHosts, probe('httpGet: { host: localhost, port: 80 }'))).toEqual([probeHosts.example]);
    expect(judge(probeHosts, probe('tcpSocket: { host: 127.0.0.1, port: 80 }'))).toHaveLength(1);
  });

  test('finds the name of a Service, which the node cannot resolve', () => {
    expect(
      judge(probeHosts, probe('httpGet: { host: api, port: 80 }') + service('{ ports: [{ port: 80 }] }')),
    ).toHaveLength(1);
  });

  test('a probe without a host, and a pod in the network of its node, are in order', () => {
    expect(judge(probeHosts, probe('httpGet: { port: 80 }'))).toEqual([]);
    expect(judge(probeHosts, probe('httpGet: { host: 127.0.0.1, port: 80 }', 'hostNetwork: true'))).toEqual([]);
    expect(judge(probeHosts, probe('httpGet: { host: example.com, port: 80 }'))).toEqual([]);
  });
});
