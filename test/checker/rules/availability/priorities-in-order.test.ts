import { describe, expect, test } from '@jest/globals';
import { prioritiesInOrder } from '../../../../lib/checker/rules/availability/priorities-in-order';
import { judge } from '../judge';

describe('priorities-in-order', () => {
  const priority = (name: string, value: number) => `
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: ${name} }
value: ${value}
`;

  test('finds urgent work below work that may wait', () => {
    expect(judge(prioritiesInOrder, priority('online', 100) + priority('batch', 1000))).toEqual([
      prioritiesInOrder.example,
    ]);
  });

  test('finds pods that hold room below the cutoff of the cluster autoscaler', () => {
    const pause =
      '---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: room }, spec: { template: { spec: { priorityClassName: room, containers: [{ name: pause, image: "registry.k8s.io/pause:3.9" }] } } } }\n';
    expect(judge(prioritiesInOrder, priority('room', -15) + pause)).toHaveLength(1);
    expect(judge(prioritiesInOrder, priority('room', -10) + pause)).toEqual([]);
    expect(judge(prioritiesInOrder, priority('room', -15))).toEqual([]);
    const moved = pause.replace('name: pause,', 'name: pause, args: [--expendable-pods-priority-cutoff=-20],');
    expect(judge(prioritiesInOrder, priority('room', -15) + moved)).toEqual([]);
  });

  test('finds a class of some pods that all others have by default', () => {
    const all = (name: string, value: number, isDefault = true) =>
      `${priority(name, value)}globalDefault: ${isDefault}\n`;
    const pod = '---\n{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { priorityClassName: crunch } }\n';
    expect(judge(prioritiesInOrder, all('ml-batch', 1000))).toEqual([
      'PriorityClass ml-batch: globalDefault: expected false: each new pod of the cluster without a class has this one otherwise, received true [priorities-in-order]',
    ]);
    expect(judge(prioritiesInOrder, all('shop-critical', 1000))).toHaveLength(1);
    expect(judge(prioritiesInOrder, all('crunch', 1000) + pod)).toHaveLength(1);
    expect(judge(prioritiesInOrder, all('crunch', 1000))).toEqual([]);
    expect(judge(prioritiesInOrder, all('ml-batch', 1000, false))).toEqual([]);
    expect(judge(prioritiesInOrder, all('ml-batch', 0))).toEqual([]);
    expect(judge(prioritiesInOrder, all('ml-batch', -10))).toEqual([]);
    expect(judge(prioritiesInOrder, all('ml-batch', -11))).toHaveLength(1);
    expect(judge(prioritiesInOrder, all('batch-default', 1000))).toEqual([]);
  });

  test('accepts the order of the names, and names that say nothing', () => {
    expect(judge(prioritiesInOrder, priority('online', 1000) + priority('batch', 100))).toEqual([]);
    expect(judge(prioritiesInOrder, priority('team-a', 100) + priority('batch', 1000))).toEqual([]);
    expect(judge(prioritiesInOrder, priority('batch-critical', 100) + priority('batch', 1000))).toEqual([]);
  });
});
