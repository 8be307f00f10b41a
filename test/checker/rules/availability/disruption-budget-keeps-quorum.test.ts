import { describe, expect, test } from '@jest/globals';
import { disruptionBudgetKeepsQuorum } from '../../../../lib/checker/rules/availability/disruption-budget-keeps-quorum';
import { judge } from '../judge';
import { object } from '../workloads';

describe('disruption-budget-keeps-quorum', () => {
  const LIST = '--initial-cluster=db-0=http://db-0.db:2380,db-1=http://db-1.db:2380';
  const set = (replicas: number, container: string, kind = 'StatefulSet', name = 'db') =>
    object(
      kind,
      name,
      `replicas: ${replicas}, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, ${container} }] } }`,
    );
  const etcd = (replicas: number, args = LIST) =>
    set(replicas, `image: "quay.io/coreos/etcd:v3.5.15", args: ["${args}"]`);
  const budget = (spec: string) =>
    object('PodDisruptionBudget', 'db', `${spec}, selector: { matchLabels: { app: db } }`);

  test('finds a budget that lets half of the members go', () => {
    expect(judge(disruptionBudgetKeepsQuorum, etcd(3) + budget('maxUnavailable: 2'))).toEqual([
      disruptionBudgetKeepsQuorum.example,
    ]);
    expect(judge(disruptionBudgetKeepsQuorum, etcd(5) + budget('maxUnavailable: 50%'))).toHaveLength(1);
    expect(judge(disruptionBudgetKeepsQuorum, etcd(4) + budget('minAvailable: 2'))).toEqual([
      'PodDisruptionBudget default/db: spec.minAvailable: expected at least 3, since 3 of the 4 members of StatefulSet default/db have to stay, received 2 [disruption-budget-keeps-quorum]',
    ]);
  });

  test.each([
    ['MongoDB', 'image: "mongo:7", args: [--replSet, rs0]'],
    ['NATS', 'image: "nats:2.10", args: [--routes=nats://db-0.db:6222]'],
    ['Sentinel', 'image: "redis:7", command: [redis-sentinel], args: [--port, "26379"]'],
  ])('knows the members of %s', (_, container) => {
    expect(judge(disruptionBudgetKeepsQuorum, set(3, container) + budget('maxUnavailable: 2'))).toHaveLength(1);
    expect(judge(disruptionBudgetKeepsQuorum, set(3, container) + budget('maxUnavailable: 1'))).toEqual([]);
  });

  test.each([
    ['a majority that stays', etcd(5) + budget('maxUnavailable: 2')],
    ['a majority in minAvailable', etcd(3) + budget('minAvailable: 2')],
    ['a share that is no number', etcd(3) + budget('minAvailable: most')],
    ['two members', etcd(2) + budget('maxUnavailable: 2')],
    ['a server without members', etcd(3, '--data-dir=/data') + budget('maxUnavailable: 2')],
    ['another program', set(3, `image: "acme/db:1", args: ["${LIST}"]`) + budget('maxUnavailable: 2')],
    ['a Deployment', set(3, `image: "etcd:3", args: ["${LIST}"]`, 'Deployment') + budget('maxUnavailable: 2')],
    ['pods of others beside', etcd(3) + set(1, 'image: a', 'StatefulSet', 'other') + budget('maxUnavailable: 2')],
    ['no selector', etcd(3) + object('PodDisruptionBudget', 'db', 'maxUnavailable: 2')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(disruptionBudgetKeepsQuorum, yaml)).toEqual([]);
  });
});
