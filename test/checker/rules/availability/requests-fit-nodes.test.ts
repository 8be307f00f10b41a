import { describe, expect, test } from '@jest/globals';
import { requestsFitNodes } from '../../../../lib/checker/rules/availability/requests-fit-nodes';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('requests-fit-nodes', () => {
  const api = (requests: string) => deployment(`{ name: api, resources: { requests: { ${requests} } } }`);

  test('finds cores that were meant as millicores', () => {
    expect(judge(requestsFitNodes, api('cpu: "500", memory: 1Gi'))).toEqual([requestsFitNodes.example]);
    expect(judge(requestsFitNodes, api('cpu: 100, memory: 256Mi'))).toHaveLength(1);
  });

  test('finds memory of another unit', () => {
    expect(judge(requestsFitNodes, api('cpu: 500m, memory: 256Gi'))[0]).toContain('did you mean "256Mi"?');
  });

  test.each([
    ['millicores', 'cpu: 500m, memory: 1Gi'],
    ['a large program', 'cpu: 64, memory: 256Gi'],
    ['a few cores', 'cpu: 8, memory: 512Mi'],
  ])('accepts %s', (_, requests) => {
    expect(judge(requestsFitNodes, api(requests))).toEqual([]);
  });
});
