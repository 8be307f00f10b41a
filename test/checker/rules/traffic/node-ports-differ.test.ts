import { describe, expect, test } from '@jest/globals';
import { nodePortsDiffer } from '../../../../lib/checker/rules/traffic/node-ports-differ';
import { judge } from '../judge';
import { object } from '../workloads';

describe('node-ports-differ', () => {
  const service = (name: string, ports: string) => object('Service', name, `type: NodePort, ports: [${ports}]`);
  const web = service('web', '{ name: http, port: 80, nodePort: 30080 }');

  test('finds two Services on one port of the nodes, in any protocol', () => {
    const api = service('api', '{ name: http, port: 80, nodePort: 30080 }');
    expect(judge(nodePortsDiffer, web + api)).toEqual([nodePortsDiffer.example]);
    const dns = service('dns', '{ name: dns, port: 53, protocol: UDP, nodePort: 30080 }');
    expect(judge(nodePortsDiffer, web + dns)).toHaveLength(1);
  });

  test('finds a port for health checks that another Service takes', () => {
    const health = object('Service', 'edge', 'healthCheckNodePort: 30080, ports: [{ port: 80 }]');
    expect(judge(nodePortsDiffer, web + health)[0]).toContain('spec.healthCheckNodePort: expected a port that');
  });

  test.each([
    ['other ports', web + service('api', '{ name: http, port: 80, nodePort: 30081 }')],
    [
      'ports that the API server chooses',
      web + service('a', '{ port: 80 }') + service('b', '{ port: 80, nodePort: 0 }'),
    ],
    [
      'one Service with two protocols',
      service('dns', '{ port: 53, nodePort: 30053 }, { port: 53, protocol: UDP, nodePort: 30053 }'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(nodePortsDiffer, yaml)).toEqual([]);
  });
});
