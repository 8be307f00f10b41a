import { describe, expect, test } from '@jest/globals';
import { deadlineCoversWork } from '../../../../lib/checker/rules/availability/deadline-covers-work';
import { judge } from '../judge';
import { object } from '../workloads';

describe('deadline-covers-work', () => {
  const job = (script: string, deadline = 600) =>
    object(
      'Job',
      'import',
      `activeDeadlineSeconds: ${deadline}, template: { spec: { containers: [{ name: api, command: [sh, -c, "${script}"] }] } }`,
    );

  test('finds a deadline before the end of the work', () => {
    expect(judge(deadlineCoversWork, job('timeout 3600 import'))).toEqual([deadlineCoversWork.example]);
    expect(judge(deadlineCoversWork, job('kubectl wait --for=condition=ready pod/a --timeout=15m'))).toHaveLength(1);
  });

  test('accepts enough time, and the time of a request', () => {
    expect(judge(deadlineCoversWork, job('timeout 300 import'))).toEqual([]);
    expect(judge(deadlineCoversWork, job('curl --connect-timeout 900 a'))).toEqual([]);
  });
});
