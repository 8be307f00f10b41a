import { describe, expect, test } from '@jest/globals';
import { membersReachable } from '../../../../lib/checker/rules/traffic/members-reachable';
import { judge } from '../judge';
import { object } from '../workloads';

describe('members-reachable', () => {
  const set = (more = 'replicas: 3', container = 'image: "quay.io/coreos/etcd:v3.5.9"') =>
    object(
      'StatefulSet',
      'db',
      `${more}, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, ${container} }] } }`,
    );
  const policy = (from: string, selector = '{ matchLabels: { app: db } }') => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec: { podSelector: ${selector}, ingress: [{ from: [${from}] }] }
`;
  const clients = '{ podSelector: { matchLabels: { app: api } } }';
  const members = '{ podSelector: { matchLabels: { app: db } } }';

  test('finds members that may not reach each other', () => {
    expect(judge(membersReachable, set() + policy(clients))).toEqual([membersReachable.example]);
    const named = set('replicas: 2', 'image: "acme/db:1", ports: [{ name: gossip, containerPort: 7946 }]');
    expect(judge(membersReachable, named + policy(clients))).toHaveLength(1);
  });

  test('finds servers of CloudNativePG that may not reach the primary', () => {
    const cluster = (instances: number) => `
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: pg }
spec: { instances: ${instances} }
`;
    const closed = policy(clients, '{ matchLabels: { cnpg.io/cluster: pg } }');
    expect(judge(membersReachable, cluster(3) + closed)).toHaveLength(1);
    expect(judge(membersReachable, cluster(1) + closed)).toEqual([]);
  });

  test.each([
    ['members among the peers', set() + policy(`${clients}, ${members}`)],
    ['a single member', set('replicas: 1') + policy(clients)],
    ['a program that nobody knows', set('replicas: 3', 'image: "acme/db:1"') + policy(clients)],
    ['a policy for other pods', set() + policy(clients, '{ matchLabels: { app: web } }')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(membersReachable, yaml)).toEqual([]);
  });
});
