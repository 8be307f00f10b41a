import { describe, expect, test } from '@jest/globals';
import { portNumbers } from '../../../../lib/checker/rules/api-server/port-numbers';
import { judge } from '../judge';
import { container, networkPolicy, object, said, service } from './objects';

describe('port-numbers', () => {
  test('prints its example word for word', () => {
    expect(judge(portNumbers, service('ports: [{ name: http, port: 80, targetPort: "8080" }]'))).toEqual([
      portNumbers.example,
    ]);
  });

  const probe = (port: string): string => container(`livenessProbe: { httpGet: { port: ${port} } }`);
  const PLAIN = 'a number from 1 to 65535';
  const NAMED = `${PLAIN}, or a port name with at least one letter`;
  test.each([
    [
      'a container port',
      container('ports: [{ containerPort: 0 }]'),
      'spec.containers[api].ports[0].containerPort',
      PLAIN,
      '0',
    ],
    [
      'a host port',
      container('ports: [{ containerPort: 1, hostPort: 65536 }]'),
      'spec.containers[api].ports[0].hostPort',
      PLAIN,
      '65536',
    ],
    ['a port of a Service', service('ports: [{ port: 70000 }]'), 'spec.ports[0].port', PLAIN, '70000'],
    [
      'a target of a Service',
      service('ports: [{ port: 80, targetPort: -1 }]'),
      'spec.ports[0].targetPort',
      NAMED,
      '-1',
    ],
    [
      'a node port',
      service('ports: [{ port: 80, nodePort: 8080 }]'),
      'spec.ports[0].nodePort',
      'a number from 30000 to 32767',
      '8080',
    ],
    ['a number in quotes', probe('"8080"'), 'spec.containers[api].livenessProbe.httpGet.port', NAMED, '"8080"'],
    [
      'a name that cannot be one',
      probe('my_port'),
      'spec.containers[api].livenessProbe.httpGet.port',
      NAMED,
      '"my_port"',
    ],
    [
      'a name in capitals',
      probe('HTTP'),
      'spec.containers[api].livenessProbe.httpGet.port',
      NAMED,
      '"HTTP"; did you mean "http"?',
    ],
    [
      'a port of a policy',
      networkPolicy('podSelector: {}, ingress: [{ ports: [{ port: 0 }] }]'),
      'spec.ingress[0].ports[0].port',
      NAMED,
      '0',
    ],
    [
      'a port of an Ingress',
      object(
        'Ingress',
        'networking.k8s.io/v1',
        'spec: { defaultBackend: { service: { name: a, port: { number: 70000 } } } }',
      ),
      'spec.defaultBackend.service.port.number',
      PLAIN,
      '70000',
    ],
    [
      'a range that runs downwards',
      networkPolicy('podSelector: {}, egress: [{ ports: [{ port: 90, endPort: 80 }] }]'),
      'spec.egress[0].ports[0].endPort',
      'the last port of a range that begins with port (90)',
      '80',
    ],
    [
      'a range without a beginning',
      networkPolicy('podSelector: {}, egress: [{ ports: [{ endPort: 80 }] }]'),
      'spec.egress[0].ports[0].endPort',
      'the last port of a range that begins with port (nothing)',
      '80',
    ],
  ])('finds %s out of place', (_, yaml, field, expected, received) => {
    expect(said(portNumbers, yaml)).toEqual([`${field}: expected ${expected}, received ${received}`]);
  });

  test('passes the ends of every range, names, and 0 where it means none', () => {
    const good = [
      container('ports: [{ containerPort: 1, hostPort: 0 }, { containerPort: 65535 }]'),
      service('ports: [{ port: 80, nodePort: 30000 }, { port: 81, nodePort: 32767 }, { port: 82, nodePort: 0 }]'),
      service('ports: [{ port: 80, targetPort: 0 }, { port: 81, targetPort: "" }, { port: 82, targetPort: web2 }]'),
      networkPolicy(
        'podSelector: {}, egress: [{ ports: [{ port: 80, endPort: 80 }, { port: http }, { protocol: UDP }] }]',
      ),
      probe('http'),
    ];
    expect(good.flatMap((yaml) => judge(portNumbers, yaml))).toEqual([]);
  });
});
