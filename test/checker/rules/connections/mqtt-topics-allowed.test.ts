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

  const readers = 'user a\ntopic read sensors/#\nuser b\ntopic read sensors/#\n';

  test('a topic of the broker, and a list with one reader, need no writer', () => {
    expect(both(readers.replaceAll('sensors', '$SYS'))).toEqual([]);
    expect(both('user a\ntopic read sensors/#\n')).toHaveLength(1);
    expect(both('user a\ntopic read sensors/#\nuser b\ntopic write plant/#\n')).toEqual([]);
    expect(both(`${readers}user c\ntopic write plant/#\n`)).toHaveLength(1);
    expect(both(`${readers}user c\ntopic write $SYS/#\n`)).toHaveLength(1);
    expect(
      both('user telegraf\ntopic read sensors/#\nuser hall\ntopic write sensors/t\ntopic read hall/set\n'),
    ).toEqual([]);
    expect(both(`${readers}user c\ntopic deny sensors/#\n`)).toHaveLength(1);
    expect(both('user a\ntopic write sensors/#\n')).toEqual([]);
  });

  test.each([
    ['sensors/hall/t', true],
    ['sensors/hall', false],
    ['sensors/hall/t/c', false],
    ['sensors/+/t', true],
    ['+/hall/t', true],
    ['sensors/%u/t', true],
    ['plant/hall/t', false],
    ['sensors/#', true],
  ])('a writer below %s is heard by sensors/hall/t: %s', (topic, isHeard) => {
    const list = `${readers.replaceAll('#', 'hall/t')}user c\npattern write ${topic}\n`;
    expect(both(list)).toHaveLength(isHeard ? 0 : 1);
  });

  test('a bridge writes without a permission', () => {
    const bridge = map('mqtt', 'bridge.conf', 'connection cloud\n').replace(
      '"data":{',
      `"data":{"acl":${JSON.stringify(readers)},`,
    );
    const broker = (text: string) => judge(mqttTopicsAllowed, text + pod('mqtt', 'eclipse-mosquitto:2'));
    expect(broker(bridge)).toEqual([]);
    expect(broker(bridge.replace('connection', 'listener'))).toHaveLength(1);
    expect(broker(map('mqtt', 'mosquitto.conf', readers))).toEqual([]);
    expect(judge(mqttTopicsAllowed, map('mqtt', 'acl', readers) + pod('mqtt', 'nginx'))).toEqual([]);
  });

  test('says which topics a user may read', () => {
    const list = 'user telegraf\ntopic read sensors/#\ntopic read plant/#\nuser b\ntopic readwrite #\n';
    expect(both(list, 'rooms/a')).toEqual([
      'ConfigMap default/telegraf: data[telegraf.conf]: expected topics that telegraf may read (sensors/#, plant/#), received "rooms/a" [mqtt-topics-allowed]',
    ]);
    expect(both(list, '$share/group/sensors/a')).toEqual([]);
    expect(both('user telegraf\ntopic write sensors/#\n', 'sensors/a')[0]).toContain('may read (none)');
    expect(both('user other\ntopic readwrite sensors/#\n', 'rooms/a')).toEqual([]);
    expect(both(`${list}pattern read rooms/#\n`, 'rooms/a')).toEqual([]);
  });

  test('only a subscription of Telegraf is read, and only beside one list', () => {
    const consumer = (part: string, more = '') =>
      judge(
        mqttTopicsAllowed,
        map('mqtt', 'acl', 'user telegraf\ntopic readwrite sensors/#\n') +
          pod('mqtt', 'eclipse-mosquitto:2') +
          map('telegraf', 'telegraf.conf', `[agent]\n[[${part}]]\n  topics = ["rooms/a"]\n  username = "telegraf"\n`) +
          pod('telegraf', 'telegraf:1.32') +
          more,
      );
    expect(consumer('inputs.mqtt_consumer')).toHaveLength(1);
    expect(consumer('outputs.mqtt')).toEqual([]);
    const second = map('other', 'acl', 'user x\ntopic readwrite a\n') + pod('other', 'eclipse-mosquitto:2');
    expect(consumer('inputs.mqtt_consumer', second)).toEqual([]);
  });
});
