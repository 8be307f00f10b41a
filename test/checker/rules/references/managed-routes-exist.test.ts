import { describe, expect, test } from '@jest/globals';
import { managedRoutesExist } from '../../../../lib/checker/rules/references/managed-routes-exist';
import { judge } from '../judge';
import { object } from '../workloads';

describe('managed-routes-exist', () => {
  const rollout = (istio: string) =>
    object('Rollout', 'web', `strategy: { canary: { trafficRouting: { istio: { ${istio} } } } }`);
  const service = (http: string) => object('VirtualService', 'web', `http: ${http}`);
  const rule = object('DestinationRule', 'web', 'subsets: [{ name: stable }, { name: canary }]');

  test('finds a route that the VirtualService does not have', () => {
    const weighs = rollout('virtualService: { name: web, routes: [primary] }');
    expect(judge(managedRoutesExist, weighs + service('[{ name: main }]'))).toEqual([managedRoutesExist.example]);
    expect(judge(managedRoutesExist, weighs + service('[{ name: primary }, { name: admin }]'))).toEqual([]);
    expect(judge(managedRoutesExist, weighs)).toEqual([]);
  });

  test('of several routes the Rollout names the ones to weigh', () => {
    const weighs = rollout('virtualService: { name: web }');
    expect(judge(managedRoutesExist, weighs + service('[{ name: main }, { name: admin }]'))).toHaveLength(1);
    expect(judge(managedRoutesExist, weighs + service('[{ route: [] }]'))).toEqual([]);
  });

  test('finds a subset that the DestinationRule does not have', () => {
    const weighs = (canary: string) =>
      rollout(`destinationRule: { name: web, canarySubsetName: ${canary}, stableSubsetName: stable }`);
    expect(judge(managedRoutesExist, weighs('canry') + rule)[0]).toContain('did you mean "canary"?');
    expect(judge(managedRoutesExist, weighs('canary') + rule)).toEqual([]);
  });
});
