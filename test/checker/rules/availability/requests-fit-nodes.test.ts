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

  test('a limit without a request is the request', () => {
    const limited = deployment('{ name: api, resources: { limits: { cpu: 500 } } }');
    expect(judge(requestsFitNodes, limited)[0]).toContain('resources.limits.cpu: expected cores that a node has');
  });

  test.each([
    ['cpu: 400', 1],
    ['cpu: 399', 0],
    ['cpu: 24, memory: 3071Mi', 1],
    ['cpu: 24, memory: 3072Mi', 0],
    ['cpu: 23, memory: 1Mi', 0],
    ['memory: 128Gi', 1],
    ['memory: 131071Mi', 0],
    ['cpu: 4, memory: 128Gi', 1],
    ['cpu: 4500m, memory: 128Gi', 0],
    ['cpu: 8, memory: 32Ti', 1],
    ['cpu: 8, memory: 32767Gi', 0],
  ])('of %s, %d is more than a node has', (requests, count) => {
    expect(judge(requestsFitNodes, api(requests))).toHaveLength(count);
  });

  test('names the unit that was meant, if there is one', () => {
    expect(judge(requestsFitNodes, api('memory: 138G'))[0]).toContain(
      'expected memory that a node has, received "138G"; did you mean "138M"?',
    );
    expect(judge(requestsFitNodes, api('memory: 1Ti'))[0]).not.toContain('did you mean');
  });
});
