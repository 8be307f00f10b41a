import { describe, expect, test } from '@jest/globals';
import { probeTiming } from '../../../../lib/checker/rules/api-server/probe-timing';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('probe-timing', () => {
  const probe = (fields: string) => deployment(`{ name: api, readinessProbe: { ${fields} } }`);

  test('finds times that cannot be', () => {
    expect(judge(probeTiming, probe('periodSeconds: 0'))).toEqual([probeTiming.example]);
    expect(judge(probeTiming, probe('timeoutSeconds: 0, failureThreshold: -1, initialDelaySeconds: -1'))).toHaveLength(
      3,
    );
  });

  test('accepts times that can', () => {
    expect(
      judge(probeTiming, probe('periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 1, initialDelaySeconds: 0')),
    ).toEqual([]);
  });
});
