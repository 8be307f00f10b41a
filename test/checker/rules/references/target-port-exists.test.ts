import { describe, expect, test } from '@jest/globals';
import { targetPortExists } from '../../../../lib/checker/rules/references/target-port-exists';
import { judge } from '../judge';
import { object } from '../object';
import { container, deployment, service } from './objects';

describe('target-port-exists', () => {
  const pods = deployment('api', container('ports: [{ name: http, containerPort: 8000 }]'));
  const ports = (...ports: string[]) => service('api', `selector: { app: api }, ports: [${ports}]`);

  test('a number is a declared port of the pods', () => {
    expect(judge(targetPortExists, pods + ports('{ name: http, port: 80, targetPort: 8080 }'))).toEqual([
      targetPortExists.example,
    ]);
    expect(judge(targetPortExists, pods + ports('{ name: http, port: 80, targetPort: 8000 }'))).toEqual([]);
  });

  test('a name is the name of one', () => {
    expect(judge(targetPortExists, pods + ports('{ port: 80, targetPort: http }'))).toEqual([]);
    expect(judge(targetPortExists, pods + ports('{ port: 80, targetPort: htp }'))).toEqual([
      'Service default/api: spec.ports[0].targetPort: expected a TCP port of the pods (http, 8000), received "htp"; did you mean "http"? [target-port-exists]',
    ]);
  });

  test('without a target it is the port itself', () => {
    expect(judge(targetPortExists, pods + ports('{ port: 8000 }'))).toEqual([]);
    expect(judge(targetPortExists, pods + ports('{ port: 80 }'))).toEqual([
      'Service default/api: spec.ports[0].port: expected a TCP port of the pods (http, 8000), received 80 [target-port-exists]',
    ]);
  });

  test('the protocol is the same', () => {
    expect(judge(targetPortExists, pods + ports('{ port: 8000, protocol: UDP }'))).toEqual([
      'Service default/api: spec.ports[0].port: expected a UDP port of the pods (they declare none), received 8000 [target-port-exists]',
    ]);
    const udp = deployment('api', container('ports: [{ containerPort: 53, protocol: UDP }]'));
    expect(judge(targetPortExists, udp + ports('{ port: 53, protocol: UDP }'))).toEqual([]);
  });

  test('every pod that is sent traffic has opened a number, some pod has a name', () => {
    const other = deployment('worker', container('ports: [{ name: work, containerPort: 9000 }]'), '{ app: api }');
    expect(judge(targetPortExists, pods + other + ports('{ port: 80, targetPort: http }'))).toEqual([]);
    expect(judge(targetPortExists, pods + other + ports('{ port: 8000 }'))).toEqual([
      'Service default/api: spec.ports[0].port: expected a TCP port of the pods (work, 9000), received 8000 [target-port-exists]',
    ]);
  });

  test('a Job with the labels of a server is no server', () => {
    const job = object('Job', 'migrate', 'spec: { template: { metadata: { labels: { app: api } }, spec: {} } }');
    expect(judge(targetPortExists, pods + job + ports('{ port: 8000 }'))).toEqual([]);
  });

  test('a side-car that starts first may serve, a container that ends may not', () => {
    const first = (policy: string) =>
      deployment('api', `initContainers: [{ name: a, ${policy} ports: [{ containerPort: 8000 }] }]`);
    expect(judge(targetPortExists, first('restartPolicy: Always,') + ports('{ port: 8000 }'))).toEqual([]);
    expect(judge(targetPortExists, first('') + ports('{ port: 8000 }'))).toHaveLength(1);
  });

  test('a Service without pods is the business of another rule', () => {
    expect(judge(targetPortExists, ports('{ port: 80 }'))).toEqual([]);
    expect(judge(targetPortExists, pods + service('api', 'ports: [{ port: 80 }]'))).toEqual([]);
  });
});
