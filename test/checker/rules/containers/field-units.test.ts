import { describe, expect, test } from '@jest/globals';
import { fieldUnits } from '../../../../lib/checker/rules/containers/field-units';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('field-units', () => {
  const said = (args: string, divisor = '') =>
    judge(
      fieldUnits,
      deployment(
        `{ name: api, args: ["${args}"], env: [{ name: LIMIT, valueFrom: { resourceFieldRef: { resource: limits.memory, ${divisor} } } }] }`,
      ),
    );

  test('finds bytes with a unit behind them', () => {
    expect(said('-Xmx$(LIMIT)m')).toEqual([fieldUnits.example]);
  });

  test('accepts a number of processors', () => {
    const cores = '{ name: LIMIT, valueFrom: { resourceFieldRef: { resource: limits.cpu } } }';
    expect(judge(fieldUnits, deployment(`{ name: api, args: ["-Xmx$(LIMIT)m"], env: [${cores}] }`))).toEqual([]);
  });

  test('accepts a divisor, and bytes alone', () => {
    expect(said('-Xmx$(LIMIT)m', 'divisor: 1Mi')).toEqual([]);
    expect(said('-Xmx$(LIMIT)')).toEqual([]);
    expect(said('--limit=$(LIMIT)more')).toEqual([]);
  });
});
