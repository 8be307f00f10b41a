import { describe, expect, test } from '@jest/globals';
import { conditionsFaceFailure } from '../../../../lib/checker/rules/availability/conditions-face-failure';
import { judge } from '../judge';
import { object } from '../workloads';

describe('conditions-face-failure', () => {
  const analysis = (name: string, condition: string, field = 'successCondition') =>
    judge(
      conditionsFaceFailure,
      object('AnalysisTemplate', 'rate', `metrics: [{ name: ${name}, ${field}: "${condition}" }]`),
    );

  test('finds a condition that good values do not meet', () => {
    expect(analysis('success-rate', 'result[0] <= 0.98')).toEqual([conditionsFaceFailure.example]);
    expect(analysis('success-rate', 'len(result) == 0 || result[0] >= 0.98')).toEqual([]);
    expect(analysis('error-rate', 'result > 0.01')).toHaveLength(1);
    expect(analysis('error-rate', 'result < 0.01')).toEqual([]);
  });

  test('a condition of failure looks the other way', () => {
    expect(analysis('latency', 'result[0] < 0.5', 'failureCondition')).toHaveLength(1);
    expect(analysis('latency', 'result[0] > 0.5', 'failureCondition')).toEqual([]);
    expect(analysis('success-rate', 'result[0] < 0.9', 'failureCondition')).toEqual([]);
  });

  test('a name that does not tell, and a band, say nothing', () => {
    expect(analysis('requests', 'result[0] < 5')).toEqual([]);
    expect(analysis('error-free-sessions', 'result[0] > 0.9')).toEqual([]);
    expect(analysis('success-or-error', 'result[0] > 0.9')).toEqual([]);
    expect(analysis('success-rate', 'result[0] < 1.1 && result[0] > 0.9')).toEqual([]);
  });

  test('knows the bounds of Flagger', () => {
    const canary = (name: string, range: string) =>
      judge(
        conditionsFaceFailure,
        object('Canary', 'api', `analysis: { metrics: [{ name: ${name}, thresholdRange: { ${range} } }] }`),
      );
    expect(canary('request-success-rate', 'max: 99')).toEqual([
      'Canary default/api: spec.analysis.metrics[request-success-rate].thresholdRange: expected min for request-success-rate, of which more is better, received {"max":99} [conditions-face-failure]',
    ]);
    expect(canary('request-success-rate', 'min: 99')).toEqual([]);
    expect(canary('request-duration', 'min: 500')).toHaveLength(1);
    expect(canary('request-duration', 'max: 500')).toEqual([]);
    expect(canary('request-duration', 'min: 1, max: 500')).toEqual([]);
  });
});
