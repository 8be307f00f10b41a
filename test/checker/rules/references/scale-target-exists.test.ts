import { describe, expect, test } from '@jest/globals';
import { scaleTargetExists } from '../../../../lib/checker/rules/references/scale-target-exists';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, IDLE } from './objects';

describe('scale-target-exists', () => {
  const scaler = (target: string) =>
    object('HorizontalPodAutoscaler', 'api', `spec: { scaleTargetRef: { ${target} } }`, 'autoscaling/v2');
  const api = deployment('api', IDLE);

  test('the target exists in the same namespace', () => {
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1, kind: Deployment, name: apii') + api)).toEqual([
      scaleTargetExists.example,
    ]);
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1, kind: Deployment, name: api') + api)).toEqual([]);
    const elsewhere = deployment('other/api', IDLE);
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1, kind: Deployment, name: api') + elsewhere)).toEqual([
      expect.stringContaining('(the one of that name is in other)'),
    ]);
  });

  test('half a target is the business of another rule', () => {
    expect(judge(scaleTargetExists, scaler('kind: Deployment') + scaler('name: api') + api)).toEqual([]);
  });

  test('it is of the kind that is named', () => {
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1, kind: StatefulSet, name: api') + api)).toEqual([
      'HorizontalPodAutoscaler default/api: spec.scaleTargetRef.kind: expected the kind of api (Deployment), received "StatefulSet" [scale-target-exists]',
    ]);
  });

  test('it is of the API group that is named, in whichever version', () => {
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1beta2, kind: Deployment, name: api') + api)).toEqual([]);
    expect(judge(scaleTargetExists, scaler('kind: Deployment, name: api') + api)).toEqual([
      'HorizontalPodAutoscaler default/api: spec.scaleTargetRef.apiVersion: expected the version of Deployment api (apps/v1), received nothing [scale-target-exists]',
    ]);
    expect(judge(scaleTargetExists, scaler('apiVersion: v1, kind: Deployment, name: api') + api)).toHaveLength(1);
  });
});
