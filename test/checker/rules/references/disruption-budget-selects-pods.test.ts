import { describe, expect, test } from '@jest/globals';
import { disruptionBudgetSelectsPods } from '../../../../lib/checker/rules/references/disruption-budget-selects-pods';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, IDLE } from './objects';

describe('disruption-budget-selects-pods', () => {
  const api = deployment('api', IDLE);
  const budget = (spec: string, id = 'api') => object('PodDisruptionBudget', id, `spec: { ${spec} }`, 'policy/v1');

  test('it takes pods of its namespace', () => {
    expect(judge(disruptionBudgetSelectsPods, budget('selector: { matchLabels: { app: apii } }') + api)).toEqual([
      disruptionBudgetSelectsPods.example,
    ]);
    expect(judge(disruptionBudgetSelectsPods, budget('selector: { matchLabels: { app: api } }') + api)).toEqual([]);
    const elsewhere = budget('selector: { matchLabels: { app: api } }', 'other/api');
    expect(judge(disruptionBudgetSelectsPods, elsewhere + api)).toHaveLength(1);
  });

  test('expressions select, too', () => {
    const among = (values: string) =>
      budget(`selector: { matchExpressions: [{ key: app, operator: In, values: [${values}] }] }`);
    expect(judge(disruptionBudgetSelectsPods, among('web, api') + api)).toEqual([]);
    expect(judge(disruptionBudgetSelectsPods, among('web') + api)).toHaveLength(1);
    const later = budget('selector: { matchExpressions: [{ key: pod-template-hash, operator: Exists }] }');
    expect(judge(disruptionBudgetSelectsPods, later + api)).toEqual([]);
  });

  test('an empty selector takes every pod, none takes no pod', () => {
    expect(judge(disruptionBudgetSelectsPods, budget('selector: {}') + api)).toEqual([]);
    expect(judge(disruptionBudgetSelectsPods, budget('maxUnavailable: 1') + api)).toEqual([
      'PodDisruptionBudget default/api: spec.selector: expected the labels of pods in namespace default, received nothing [disruption-budget-selects-pods]',
    ]);
  });

  test('what runs in a namespace that exists already is not known', () => {
    const dns = budget('selector: { matchLabels: { k8s-app: kube-dns } }', 'kube-system/dns');
    expect(judge(disruptionBudgetSelectsPods, dns)).toEqual([]);
  });
});
