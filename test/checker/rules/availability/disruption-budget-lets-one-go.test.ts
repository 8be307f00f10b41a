import { describe, expect, test } from '@jest/globals';
import { disruptionBudgetLetsOneGo } from '../../../../lib/checker/rules/availability/disruption-budget-lets-one-go';
import { judge } from '../judge';
import { autoscaler, deployment, object } from '../workloads';

describe('disruption-budget-lets-one-go', () => {
  const budget = (spec: string) => object('PodDisruptionBudget', 'api', spec);
  const api = (spec: string) => budget(`selector: { matchLabels: { app: api } }, ${spec}`);
  const replicas = (number: number) => deployment('{ name: api }', `replicas: ${number}`);

  test('finds a budget of all pods', () => {
    expect(judge(disruptionBudgetLetsOneGo, replicas(2) + api('minAvailable: 2'))).toEqual([
      disruptionBudgetLetsOneGo.example,
    ]);
  });

  test.each([
    [3, 'minAvailable: 3'],
    [3, 'minAvailable: 4'],
    [1, 'minAvailable: 1'],
    [3, 'minAvailable: 100%'],
    [3, 'minAvailable: 70%'],
    [3, 'maxUnavailable: 0'],
    [3, 'maxUnavailable: 0%'],
    [3, 'minAvailable: 1, maxUnavailable: 1'],
  ])('of %i pods, refuses %s', (number, spec) => {
    expect(judge(disruptionBudgetLetsOneGo, replicas(number) + api(spec))).toHaveLength(1);
  });

  test.each([
    [3, 'minAvailable: 2'],
    [3, 'minAvailable: 60%'],
    [1, 'minAvailable: 0'],
    [1, 'maxUnavailable: 1'],
    [3, 'maxUnavailable: 1%'],
    [3, 'minAvailable: most'],
    [3, ''],
  ])('of %i pods, accepts %s', (number, spec) => {
    expect(judge(disruptionBudgetLetsOneGo, replicas(number) + api(spec))).toEqual([]);
  });

  test('says what stands beside what', () => {
    expect(judge(disruptionBudgetLetsOneGo, api('minAvailable: 1, maxUnavailable: 2'))).toEqual([
      'PodDisruptionBudget default/api: spec.maxUnavailable: expected nothing beside minAvailable, received 2 [disruption-budget-lets-one-go]',
    ]);
    expect(judge(disruptionBudgetLetsOneGo, api('maxUnavailable: 0'))).toEqual([
      'PodDisruptionBudget default/api: spec.maxUnavailable: expected at least 1, received 0 [disruption-budget-lets-one-go]',
    ]);
  });

  test('goes by the minimum of an autoscaler', () => {
    const scaled = deployment('{ name: api }') + autoscaler('minReplicas: 2, maxReplicas: 5');
    expect(judge(disruptionBudgetLetsOneGo, scaled + api('minAvailable: 2'))).toEqual([
      disruptionBudgetLetsOneGo.example,
    ]);
    expect(judge(disruptionBudgetLetsOneGo, scaled + api('minAvailable: 1'))).toEqual([]);
    const alone = deployment('{ name: api }') + autoscaler('maxReplicas: 5');
    expect(judge(disruptionBudgetLetsOneGo, alone + api('minAvailable: 1'))).toHaveLength(1);
  });

  test('counts all pods that it selects', () => {
    const second = replicas(2).replace('name: api }', 'name: api-canary }');
    expect(judge(disruptionBudgetLetsOneGo, replicas(2) + second + api('minAvailable: 3'))).toEqual([]);
    expect(judge(disruptionBudgetLetsOneGo, replicas(2) + second + api('minAvailable: 4')).join()).toContain(
      'below 4, the fewest pods of Deployment default/api, Deployment default/api-canary',
    );
  });

  test.each([
    ['{ key: app, operator: In, values: [api] }', 1],
    ['{ key: app, operator: In, values: [web] }', 0],
    ['{ key: app, operator: NotIn, values: [web] }', 1],
    ['{ key: app, operator: Exists }', 1],
    ['{ key: tier, operator: Exists }', 0],
    ['{ key: tier, operator: DoesNotExist }', 1],
    ['{ key: constructor, operator: Exists }', 0],
    ['{ key: app, operator: Near }', 1],
  ])('selects by %s', (expression, findings) => {
    const yaml = replicas(2) + budget(`selector: { matchExpressions: [${expression}] }, minAvailable: 2`);
    expect(judge(disruptionBudgetLetsOneGo, yaml)).toHaveLength(findings);
  });

  test('says nothing of pods that nobody counts, or that it does not select', () => {
    const daemons = replicas(2).replace('kind: Deployment', 'kind: DaemonSet');
    expect(judge(disruptionBudgetLetsOneGo, daemons + api('minAvailable: 2'))).toEqual([]);
    expect(judge(disruptionBudgetLetsOneGo, replicas(2) + budget('minAvailable: 2'))).toEqual([]);
    expect(judge(disruptionBudgetLetsOneGo, api('minAvailable: 2'))).toEqual([]);
  });
});
