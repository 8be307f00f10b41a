import { describe, expect, test } from '@jest/globals';
import { listenerNames } from '../../../../lib/checker/rules/containers/listener-names';
import { judge } from '../judge';
import { database } from '../workloads';

describe('listener-names', () => {
  const LISTENERS = 'INTERNAL://:9092,CONTROLLER://:9093';
  const MAP = 'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT';
  const broker = (settings: Record<string, string>, image = 'apache/kafka:3.8.0') =>
    judge(
      listenerNames,
      database(
        `image: "${image}", env: [${Object.entries(settings)
          .map(([name, value]) => `{ name: KAFKA_${name}, value: "${value}" }`)
          .join(', ')}]`,
      ),
    );

  test('finds a listener without a protocol', () => {
    const one = { LISTENERS: 'INTERNAL://:9092' };
    expect(broker({ ...one, LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT' })).toEqual([listenerNames.example]);
    expect(broker({ ...one, LISTENER_SECURITY_PROTOCOL_MAP: 'INTERNAL:SASL_SSL' })).toEqual([]);
    expect(broker(one)).toHaveLength(1);
    expect(broker({ LISTENERS: 'PLAINTEXT://:9092' })).toEqual([]);
    expect(broker(one, 'acme/shop:1')).toEqual([]);
  });

  test.each([
    ['ADVERTISED_LISTENERS', 'EXTERNAL://kafka:9092', 'INTERNAL://kafka:9092'],
    ['INTER_BROKER_LISTENER_NAME', 'PLAINTEXT', 'INTERNAL'],
    ['CONTROLLER_LISTENER_NAMES', 'CONTROL', 'CONTROLLER'],
  ])('%s is none of %s', (name, wrong, right) => {
    const all = { LISTENERS, LISTENER_SECURITY_PROTOCOL_MAP: MAP, PROCESS_ROLES: 'broker,controller' };
    expect(broker({ ...all, [name]: wrong })).toEqual([
      expect.stringContaining('expected a listener of listeners (INTERNAL, CONTROLLER)'),
    ]);
    expect(broker({ ...all, [name]: right })).toEqual([]);
  });

  test('a broker alone names the listener of the controllers', () => {
    const alone = { LISTENERS: 'INTERNAL://:9092', LISTENER_SECURITY_PROTOCOL_MAP: MAP, PROCESS_ROLES: 'broker' };
    expect(broker({ ...alone, CONTROLLER_LISTENER_NAMES: 'CONTROLLER' })).toEqual([]);
  });
});
