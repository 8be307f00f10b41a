import { describe, expect, test } from '@jest/globals';
import { scratchWithinLimit } from '../../../../lib/checker/rules/storage/scratch-within-limit';
import { judge } from '../judge';
import { object } from '../workloads';

describe('scratch-within-limit', () => {
  const api = (volume: string, limits: string) =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: work, emptyDir: { ${volume} } }], containers: [{ name: api, resources: { limits: { ${limits} } }, volumeMounts: [{ name: work, mountPath: /work }] }] } }`,
    );

  test('finds files in memory above the limit', () => {
    expect(judge(scratchWithinLimit, api('medium: Memory, sizeLimit: 3Gi', 'memory: 1Gi'))).toEqual([
      scratchWithinLimit.example,
    ]);
  });

  test('finds files on the disk of the node above the limit', () => {
    expect(judge(scratchWithinLimit, api('sizeLimit: 10Gi', 'ephemeral-storage: 4Gi'))).toHaveLength(1);
  });

  test.each([
    ['files in memory below the limit', api('medium: Memory, sizeLimit: 256Mi', 'memory: 1Gi')],
    ['files on the disk', api('sizeLimit: 3Gi', 'memory: 1Gi')],
    ['no limit', api('medium: Memory, sizeLimit: 3Gi', 'cpu: 1')],
    ['a limit as large as the volume', api('sizeLimit: 4Gi', 'ephemeral-storage: 4Gi')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(scratchWithinLimit, yaml)).toEqual([]);
  });
});
