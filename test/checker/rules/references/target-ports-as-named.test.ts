import { describe, expect, test } from '@jest/globals';
import { targetPortsAsNamed } from '../../../../lib/checker/rules/references/target-ports-as-named';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('target-ports-as-named', () => {
  const PORTS = '{ name: mqtt, containerPort: 1883 }, { name: mqtts, containerPort: 8883 }';
  const broker = (ports: string, pods = deployment(`{ name: api, ports: [${PORTS}] }`)) =>
    judge(targetPortsAsNamed, pods + object('Service', 'broker', `selector: { app: api }, ports: [${ports}]`));

  test('finds a port that leads to another port of the container', () => {
    expect(broker('{ name: mqtts, port: 8883, targetPort: mqtt }')).toEqual([targetPortsAsNamed.example]);
    expect(broker('{ name: mqtts, port: 8883, targetPort: 1883 }')).toHaveLength(1);
    expect(broker('{ name: mqtts, port: 443, targetPort: 1883 }, { name: mqtt, port: 1883 }')).toHaveLength(1);
  });

  test.each([
    ['the port of the name', '{ name: mqtts, port: 8883, targetPort: mqtts }'],
    ['the number of the port of the name', '{ name: mqtts, port: 8883, targetPort: 8883 }'],
    ['a port of another number', '{ name: mqtts, port: 443, targetPort: mqtt }'],
    ['another name', '{ name: tls, port: 8883, targetPort: mqtt }'],
    ['a second port that leads elsewhere', '{ name: mqtts, port: 443, targetPort: mqtt }, { name: b, port: 8883 }'],
    ['a port without a target', '{ name: mqtts, port: 1883 }'],
  ])('accepts %s', (_, ports) => {
    expect(broker(ports)).toEqual([]);
  });

  test('a proxy may stand before the program', () => {
    const pods = deployment(
      '{ name: proxy, ports: [{ name: mqtt, containerPort: 1883 }] }, { name: api, ports: [{ name: mqtts, containerPort: 8883 }] }',
    );
    expect(broker('{ name: mqtts, port: 8883, targetPort: mqtt }', pods)).toEqual([]);
  });
});
