import { describe, expect, test } from '@jest/globals';
import { onePortEach } from '../../../../lib/checker/rules/containers/one-port-each';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('one-port-each', () => {
  const pod = (port: string) =>
    judge(
      onePortEach,
      deployment(`{ name: api, ports: [{ containerPort: 9090 }] }, { name: reloader, ports: [{ ${port} }] }`),
    );

  test('finds two containers on one port', () => {
    expect(pod('containerPort: 9090')).toEqual([onePortEach.example]);
  });

  test('another port, and another protocol, are free', () => {
    expect(pod('containerPort: 8081')).toEqual([]);
    expect(pod('containerPort: 9090, protocol: UDP')).toEqual([]);
  });
});
