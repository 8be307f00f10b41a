import { describe, expect, test } from '@jest/globals';
import { limitRangeAdmits } from '../../../../lib/checker/rules/availability/limit-range-admits';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('limit-range-admits', () => {
  const range = object(
    'LimitRange',
    'defaults',
    'limits: [{ type: Container, default: { memory: 512Mi }, min: { cpu: 50m } }]',
  );
  const api = (resources: string) => deployment(`{ name: api, resources: { ${resources} } }`) + range;

  test('finds a request above the default limit', () => {
    expect(judge(limitRangeAdmits, api('requests: { memory: 1Gi }'))).toEqual([limitRangeAdmits.example]);
  });

  test('finds a request below the minimum', () => {
    expect(judge(limitRangeAdmits, api('requests: { cpu: 10m }'))[0]).toContain('expected at least "50m"');
  });

  test('finds a limit that is too many times its request', () => {
    const ratio = object('LimitRange', 'ratio', 'limits: [{ type: Container, maxLimitRequestRatio: { memory: 2 } }]');
    const said = (resources: string) =>
      judge(limitRangeAdmits, deployment(`{ name: api, resources: { ${resources} } }`) + ratio);
    expect(said('requests: { memory: 128Mi }, limits: { memory: 512Mi }')).toEqual([
      expect.stringContaining('limits.memory: expected at most 2 times the request, as LimitRange default/ratio says'),
    ]);
    expect(said('requests: { memory: 256Mi }, limits: { memory: 512Mi }')).toEqual([]);
    expect(said('limits: { memory: 512Mi }')).toEqual([]);
  });

  test.each([
    ['a limit of its own', api('requests: { memory: 1Gi }, limits: { memory: 2Gi }')],
    ['a request below the default limit', api('requests: { memory: 256Mi, cpu: 50m }')],
    ['no request', api('')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(limitRangeAdmits, yaml)).toEqual([]);
  });
});
