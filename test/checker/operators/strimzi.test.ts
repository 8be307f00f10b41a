import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { parse } from '../rules/judge';
import { object } from '../rules/object';

const keysOf = (yaml: string, name: string) => [...(new Bundle(parse(yaml)).secretKeys('default', name) ?? [])];

describe('the Secrets that Strimzi makes', () => {
  test('Strimzi makes the Secret of a user, by the way in which the user logs in', () => {
    const user = (type: string) =>
      object('KafkaUser', 'api', `spec: { authentication: { type: ${type} } }`, 'kafka.strimzi.io/v1beta2');
    expect(keysOf(user('tls'), 'api')).toContain('user.p12');
    expect(keysOf(user('scram-sha-512'), 'api')).toEqual(['password', 'sasl.jaas.config']);
    expect(keysOf(user('tls-external'), 'api')).toEqual([]);
  });

  test('Strimzi makes the Secrets of the authorities of a cluster', () => {
    const kafka = object('Kafka', 'main', 'spec: { kafka: {} }', 'kafka.strimzi.io/v1beta2');
    expect(keysOf(kafka, 'main-cluster-ca-cert')).toEqual(['ca.crt', 'ca.p12', 'ca.password']);
  });
});
