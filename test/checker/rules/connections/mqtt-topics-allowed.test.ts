import { describe, expect, test } from '@jest/globals';
import { mqttTopicsAllowed } from '../../../../lib/checker/rules/connections/mqtt-topics-allowed';
import { judge } from '../judge';
import { object } from '../workloads';

describe('mqtt-topics-allowed', () => {
  const map = (name: string, key: string, text: string) =>
    `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { [key]: text } })}`;
  const pod = (name: string, image: string) =>
    object(
      'Pod',
      name,
      `containers: [{ name: a, image: "${image}", volumeMounts: [{ name: c, mountPath: /config }] }], volumes: [{ name: c, configMap: { name: ${name} } }]`,
    );
  const both = (acl: string, topic = 'sensors/+/t') =>
    judge(
      mqttTopicsAllowed,
      map('mqtt', 'acl', acl) +
        pod('mqtt', 'eclipse-mosquitto:2') +
        map(
          'telegraf',
          'telegraf.conf',
          `[[inputs.mqtt_consumer]]\n  topics = ["${topic}"]\n  username = "telegraf"\n`,
        ) +
        pod('telegraf', 'telegraf:1.32'),
    );

  test('finds topics that nobody may write', () => {
    expect(both('user telegraf\ntopic read sensors/#\nuser bridge\ntopic read sensors/#\n')).toEqual([
      mqttTopicsAllowed.example,
    ]);
    expect(both('user telegraf\ntopic read sensors/#\nuser bridge\ntopic write sensors/hall/#\n')).toEqual([]);
  });

  test('finds a subscription that the broker drops', () => {
    expect(both('user telegraf\ntopic read sensors/#\nuser b\ntopic sensors/#\n', 'plant/+/t')).toHaveLength(1);
    expect(both('user telegraf\ntopic read sensors/#\nuser b\ntopic sensors/#\n')).toEqual([]);
    expect(both('pattern readwrite sensors/%u/#\n')).toEqual([]);
  });
});
