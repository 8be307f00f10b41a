import { describe, expect, test } from '@jest/globals';
import { livenessSuccessThreshold } from '../../../../lib/checker/rules/api-server/liveness-success-threshold';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('liveness-success-threshold', () => {
  const probe = (name: string, threshold: number) =>
    deployment(`{ name: api, ${name}: { successThreshold: ${threshold} } }`);

  test('finds a liveness or startup probe that wants more than one success', () => {
    expect(judge(livenessSuccessThreshold, probe('livenessProbe', 2))).toEqual([livenessSuccessThreshold.example]);
    expect(judge(livenessSuccessThreshold, probe('startupProbe', 3))).toHaveLength(1);
  });

  test('accepts 1, the default, and more for readiness', () => {
    expect(judge(livenessSuccessThreshold, probe('livenessProbe', 1))).toEqual([]);
    expect(judge(livenessSuccessThreshold, probe('livenessProbe', 0))).toEqual([]);
    expect(judge(livenessSuccessThreshold, probe('readinessProbe', 2))).toEqual([]);
  });
});
