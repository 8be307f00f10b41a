import { describe, expect, test } from '@jest/globals';
import { membersSuffice } from '../../../../lib/checker/rules/availability/members-suffice';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('members-suffice', () => {
  const sentinel = (quorum: number) =>
    configMap('sentinel', `"sentinel.conf": "port 26379\\nsentinel monitor main redis-0.redis 6379 ${quorum}\\n"`) +
    object(
      'StatefulSet',
      'sentinel',
      'replicas: 3, template: { spec: { volumes: [{ name: c, configMap: { name: sentinel } }], containers: [{ name: s, image: "redis:7", command: [redis-sentinel, /etc/sentinel.conf], volumeMounts: [{ name: c, mountPath: /etc/sentinel.conf, subPath: sentinel.conf }] }] } }',
    );
  const kafka = (factor: number) =>
    object(
      'StatefulSet',
      'kafka',
      `replicas: 1, template: { spec: { containers: [{ name: kafka, image: "apache/kafka:3.8.0", env: [{ name: KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR, value: "${factor}" }] }] } }`,
    );

  test('finds more votes or copies than members', () => {
    expect(judge(membersSuffice, sentinel(4))).toEqual([membersSuffice.example]);
    expect(judge(membersSuffice, kafka(3))).toHaveLength(1);
  });

  test('accepts as many as there are, in one workload or in several', () => {
    expect(judge(membersSuffice, sentinel(2) + kafka(1))).toEqual([]);
    const zones = [kafka(3), kafka(3), kafka(3)].map((yaml, index) =>
      yaml.replace('name: kafka }', `name: k-${index} }`),
    );
    expect(judge(membersSuffice, zones.join(''))).toEqual([]);
  });
});
