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
    expect(said('-Xmx$((LIMIT * 3 / 4))m')[0]).toContain('expected 1Mi, since "m" stands behind the number in -Xmx$((');
  });

  test('finds bytes in a variable that is named after mebibytes', () => {
    const named = (divisor: string) =>
      judge(
        fieldUnits,
        deployment(
          `{ name: api, env: [{ name: MEM_MB, valueFrom: { resourceFieldRef: { resource: limits.memory${divisor} } } }] }`,
        ),
      );
    expect(named('')[0]).toContain('expected 1Mi, since MEM_MB is named so, received nothing');
    expect(named(', divisor: 1Mi')).toEqual([]);
    expect(named(', divisor: 1048576')).toEqual([]);
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

  test.each([
    ['GOMEMLIMIT', 'limits.memory', '1Mi', 'bytes'],
    ['GOMAXPROCS', 'limits.cpu', '1m', 'cores'],
    ['OMP_NUM_THREADS', 'requests.cpu', '1m', 'cores'],
  ])('%s is a plain number', (name, resource, divisor, unit) => {
    const pod = (rest: string) =>
      deployment(
        `{ name: api, env: [{ name: ${name}, valueFrom: { resourceFieldRef: { resource: ${resource}${rest} } } }] }`,
      );
    expect(judge(fieldUnits, pod(`, divisor: ${divisor}`))[0]).toContain(
      `expected 1, since ${name} is a number of ${unit}`,
    );
    expect(judge(fieldUnits, pod(', divisor: "1"'))).toEqual([]);
    expect(judge(fieldUnits, pod(''))).toEqual([]);
  });
});
