import { describe, expect, test } from '@jest/globals';
import { uniqueNames } from '../../../../lib/checker/rules/api-server/unique-names';
import { judge } from '../judge';
import { container, pod, said, service } from './objects';

describe('unique-names', () => {
  test('prints its example word for word', () => {
    expect(judge(uniqueNames, service('ports: [{ name: http, port: 80 }, { name: http, port: 81 }]'))).toEqual([
      uniqueNames.example,
    ]);
  });

  test.each([
    [
      'two containers',
      pod('containers: [{ name: a }, { name: b }, { name: a }]'),
      'spec.containers[a].name: expected a name that no other container of the pod has, received "a"',
    ],
    [
      'a container and one that runs first',
      pod('initContainers: [{ name: a }], containers: [{ name: a }]'),
      'spec.containers[a].name: expected a name that no other container of the pod has, received "a"',
    ],
    [
      'two containers that run first',
      pod('initContainers: [{ name: a }, { name: a }]'),
      'spec.initContainers[a].name: expected a name that no other container of the pod has, received "a"',
    ],
    [
      'two volumes',
      pod('volumes: [{ name: a }, { name: a }]'),
      'spec.volumes[a].name: expected a name that no other volume of the pod has, received "a"',
    ],
    [
      'two ports of a container',
      container('ports: [{ name: a }, { name: a }]'),
      'spec.containers[api].ports[a].name: expected a name that no other port of the container has, received "a"',
    ],
    [
      'two mounts',
      container('volumeMounts: [{ name: a, mountPath: /a }, { name: b, mountPath: /a }]'),
      'spec.containers[api].volumeMounts[b].mountPath: expected a path that nothing else is mounted at, received "/a"',
    ],
    [
      'two numbers of a Service',
      service('ports: [{ name: a, port: 80 }, { name: b, port: 80, protocol: TCP }]'),
      'spec.ports[b].port: expected a number and protocol that no other port of the Service has, received 80',
    ],
    [
      'a port without a name beside others',
      service('ports: [{ name: a, port: 80 }, { port: 81 }]'),
      'spec.ports[1].name: expected a name, since the Service has several ports, received nothing',
    ],
  ])('finds %s that cannot be told apart', (_, yaml, expected) => {
    expect(said(uniqueNames, yaml)).toEqual([expected]);
  });

  test('passes one name in several places', () => {
    const good = [
      pod(
        'containers: [{ name: a, ports: [{ name: http }] }, { name: b, ports: [{ name: http }] }], volumes: [{ name: a }]',
      ),
      service('ports: [{ name: dns, port: 53, protocol: UDP }, { name: dns-tcp, port: 53 }]'),
      service('ports: [{ port: 80 }]'),
      container('ports: [{ containerPort: 80 }, { containerPort: 81 }]'),
      container('volumeMounts: [{ name: a, mountPath: /a }, { name: a, mountPath: /b }]'),
    ];
    expect(good.flatMap((yaml) => judge(uniqueNames, yaml))).toEqual([]);
  });
});
