import { describe, expect, test } from '@jest/globals';
import { singleNodes } from '../../../../lib/checker/rules/availability/single-nodes';
import { judge } from '../judge';
import { object } from '../workloads';

describe('single-nodes', () => {
  const nodes = (replicas: number) =>
    judge(
      singleNodes,
      object(
        'StatefulSet',
        'search',
        `replicas: ${replicas}, template: { spec: { containers: [{ name: s, image: "elasticsearch:8", env: [{ name: discovery.type, value: single-node }] }] } }`,
      ),
    );

  test('finds single nodes that are several', () => {
    expect(nodes(3)).toEqual([singleNodes.example]);
    expect(nodes(1)).toEqual([]);
  });
});
