import { describe, expect, test } from '@jest/globals';
import { oneAutoscaler } from '../../../../lib/checker/rules/availability/one-autoscaler';
import { judge } from '../judge';
import { object } from '../workloads';

describe('one-autoscaler', () => {
  const scaler = (name: string, kind = 'Deployment') =>
    object('HorizontalPodAutoscaler', name, `scaleTargetRef: { kind: ${kind}, name: api }`);

  test('finds a second autoscaler on a workload', () => {
    expect(judge(oneAutoscaler, scaler('api-cpu') + scaler('api-memory'))).toEqual([oneAutoscaler.example]);
  });

  describe('of a VerticalPodAutoscaler beside another', () => {
    const metrics = (name: string, type = 'Utilization') =>
      `metrics: [{ type: Resource, resource: { name: ${name}, target: { type: ${type}, averageUtilization: 70 } } }]`;
    const horizontal = (more: string) =>
      object('HorizontalPodAutoscaler', 'api', `scaleTargetRef: { kind: Deployment, name: api }, ${more}`);
    const vertical = (more: string, name = 'api') =>
      object('VerticalPodAutoscaler', 'api', `targetRef: { kind: Deployment, name: ${name} }, ${more}`);
    const only = (resource: string) =>
      vertical(`resourcePolicy: { containerPolicies: [{ containerName: "*", controlledResources: [${resource}] }] }`);
    const auto = vertical('updatePolicy: { updateMode: Auto }');

    test('finds requests that change under the share by which another scales', () => {
      expect(judge(oneAutoscaler, horizontal(metrics('cpu')) + auto)).toEqual([
        'VerticalPodAutoscaler default/api: spec.targetRef.name: expected updateMode Off, or other resources than the cpu by which HorizontalPodAutoscaler api scales, received Deployment api [one-autoscaler]',
      ]);
      expect(judge(oneAutoscaler, horizontal(metrics('memory')) + only('memory'))).toHaveLength(1);
    });

    test.each([
      ['advice alone', horizontal(metrics('cpu')) + vertical('updatePolicy: { updateMode: "Off" }')],
      ['requests at the start alone', horizontal(metrics('cpu')) + vertical('updatePolicy: { updateMode: Initial }')],
      ['another resource', horizontal(metrics('cpu')) + only('memory')],
      [
        'no container',
        horizontal(metrics('cpu')) + vertical('resourcePolicy: { containerPolicies: [{ mode: "Off" }] }'),
      ],
      ['another workload', horizontal(metrics('cpu')) + vertical('recommenders: []', 'web')],
      ['an amount in the place of a share', horizontal(metrics('cpu', 'AverageValue')) + auto],
    ])('accepts %s', (_, yaml) => {
      expect(judge(oneAutoscaler, yaml)).toEqual([]);
    });
  });

  test('finds a ScaledObject beside an autoscaler, unless KEDA takes the autoscaler over', () => {
    const keda = (annotations: string) =>
      `---\n{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: api, annotations: { ${annotations} } }, spec: { scaleTargetRef: { name: api } } }\n`;
    expect(judge(oneAutoscaler, scaler('api') + keda(''))[0]).toContain('scaled by HorizontalPodAutoscaler api');
    expect(judge(oneAutoscaler, scaler('api') + keda('scaledobject.keda.sh/transfer-hpa-ownership: "true"'))).toEqual(
      [],
    );
  });

  test('accepts one each for workloads of one name', () => {
    expect(judge(oneAutoscaler, scaler('api') + scaler('api-data', 'StatefulSet'))).toEqual([]);
  });
});
