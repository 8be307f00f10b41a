import { describe, expect, test } from '@jest/globals';
import { topicRights } from '../../../../lib/checker/rules/connections/topic-rights';
import { judge } from '../judge';

const user = (acls: string) =>
  `---\n{ apiVersion: kafka.strimzi.io/v1beta2, kind: KafkaUser, metadata: { name: orders, namespace: default }, spec: { authorization: { type: simple, acls: ${acls} } } }\n`;
const client = (env: string, secret = 'orders') =>
  `---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: api }, spec: { template: { spec: { containers: [{ name: api, env: [{ name: KAFKA_PASSWORD, valueFrom: { secretKeyRef: { name: ${secret}, key: password } } }, ${env}] }] } } } }\n`;

describe('topic-rights', () => {
  const acls = (pattern = 'literal') =>
    `[{ resource: { type: group, name: orders, patternType: ${pattern} }, operations: [Read] }]`;
  const group = (name: string) => `{ name: KAFKA_GROUP_ID, value: ${name} }`;
  const said = (...parts: readonly string[]) => judge(topicRights, parts.join(''));

  test('finds a group that the user may not join', () => {
    expect(said(user(acls()), client(group('order')))).toEqual([topicRights.example]);
  });

  test('finds a topic of which no ACL speaks', () => {
    expect(said(user(acls()), client('{ name: KAFKA_TOPIC, value: orders }'))[0]).toContain('a topic of');
  });

  test.each([
    ['the group of the ACL', user(acls()), client(group('orders'))],
    ['a group with the prefix', user(acls('prefix')), client(group('orders-mail'))],
    ['a client with another user', user(acls()), client(group('order'), 'others')],
    ['a user without ACLs', user('[]'), client(group('order'))],
  ])('accepts %s', (_, ...parts) => {
    expect(said(...parts)).toEqual([]);
  });
});
