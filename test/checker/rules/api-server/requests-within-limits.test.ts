import { describe, expect, test } from '@jest/globals';
import { requestsWithinLimits } from '../../../../lib/checker/rules/api-server/requests-within-limits';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('requests-within-limits', () => {
  const resources = (requests: string, limits: string) =>
    deployment(`{ name: api, resources: { requests: { ${requests} }, limits: { ${limits} } } }`);

  test('finds a request above its limit', () => {
    expect(judge(requestsWithinLimits, resources('memory: 256Mi', 'memory: 128Mi'))).toEqual([
      requestsWithinLimits.example,
    ]);
  });

  test.each([
    ['cpu: 1', 'cpu: 900m'],
    ['cpu: 0.2', 'cpu: 100m'],
    ['memory: 1Gi', 'memory: 1G'],
    ['ephemeral-storage: 2Gi', 'ephemeral-storage: 1Gi'],
  ])('compares amounts: %s is above %s', (requests, limits) => {
    expect(judge(requestsWithinLimits, resources(requests, limits))).toHaveLength(1);
  });

  test.each([
    ['cpu: 1', 'cpu: 1000m'],
    ['memory: 1G', 'memory: 1Gi'],
    ['memory: 1Gi', 'cpu: 1'],
    ['memory: much', 'memory: 1Gi'],
  ])('compares amounts: %s is not above %s', (requests, limits) => {
    expect(judge(requestsWithinLimits, resources(requests, limits))).toEqual([]);
  });
});
