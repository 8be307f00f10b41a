import { describe, expect, test } from '@jest/globals';
import { autoscalerCpuRequests } from '../../../../lib/checker/rules/availability/autoscaler-cpu-requests';
import { disruptionBudgetLetsOneGo } from '../../../../lib/checker/rules/availability/disruption-budget-lets-one-go';
import { positiveReplicas } from '../../../../lib/checker/rules/availability/positive-replicas';
import { separateSelectors } from '../../../../lib/checker/rules/availability/separate-selectors';
import { scaleTargetExists } from '../../../../lib/checker/rules/references/scale-target-exists';
import { secretExists } from '../../../../lib/checker/rules/references/secret-exists';
import { serviceSelectsPods } from '../../../../lib/checker/rules/references/service-selects-pods';
import { judge } from '../../rules/judge';
import { object } from '../../rules/object';

const ARGO = 'argoproj.io/v1alpha1';
const TEMPLATE = `template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api, image: api:1, envFrom: [{ secretRef: { name: db } }] }] } }`;
const SELECTOR = 'selector: { matchLabels: { app: api } }';

/** A Rollout with its own pods, and one with the pods of a Deployment. */
const own = object('Rollout', 'api', `spec: { replicas: 3, ${SELECTOR}, ${TEMPLATE} }`, ARGO);
const named =
  object('Deployment', 'api', `spec: { replicas: 0, ${SELECTOR}, ${TEMPLATE} }`, 'apps/v1') +
  object(
    'Rollout',
    'api',
    `spec: { replicas: 3, ${SELECTOR}, workloadRef: { apiVersion: apps/v1, kind: Deployment, name: api } }`,
    ARGO,
  );

const service = (app: string): string =>
  object('Service', 'api', `spec: { selector: { app: ${app} }, ports: [{ port: 80 }] }`);
const autoscaler = object(
  'HorizontalPodAutoscaler',
  'api',
  `spec: { scaleTargetRef: { apiVersion: ${ARGO}, kind: Rollout, name: api }, maxReplicas: 4, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }] }`,
  'autoscaling/v2',
);
const budget = (least: number): string =>
  object('PodDisruptionBudget', 'api', `spec: { minAvailable: ${least}, ${SELECTOR} }`, 'policy/v1');

describe.each([
  ['with its own template', own, 'Rollout'],
  ['with a Deployment', named, 'Deployment'],
])('a Rollout %s', (_, rollout, owner) => {
  test('has pods that a Service selects', () => {
    expect(judge(serviceSelectsPods, rollout + service('api'))).toEqual([]);
    expect(judge(serviceSelectsPods, rollout + service('apii'))).toHaveLength(1);
  });

  test('needs the Secrets of its containers', () => {
    expect(judge(secretExists, rollout)).toHaveLength(1);
  });

  test('is scaled by an autoscaler, which needs requests', () => {
    expect(judge(scaleTargetExists, rollout + autoscaler)).toEqual([]);
    expect(judge(autoscalerCpuRequests, rollout + autoscaler)).toEqual([
      expect.stringContaining(`${owner} default/api: spec.template.spec.containers[api].resources.requests.cpu`),
    ]);
  });

  test('counts its replicas against a disruption budget', () => {
    expect(judge(disruptionBudgetLetsOneGo, rollout + budget(2))).toEqual([]);
    expect(judge(disruptionBudgetLetsOneGo, rollout + budget(3))).toEqual([
      expect.stringContaining('expected below 3, the fewest pods of Rollout default/api, received 3'),
    ]);
  });

  test('shares its selector with nothing but that Deployment', () => {
    expect(judge(separateSelectors, rollout)).toEqual([]);
    const other = object('StatefulSet', 'other', `spec: { ${SELECTOR}, ${TEMPLATE} }`, 'apps/v1');
    expect(judge(separateSelectors, rollout + other).length).toBeGreaterThan(0);
  });

  test('runs at least one pod', () => {
    expect(judge(positiveReplicas, rollout)).toEqual([]);
    expect(judge(positiveReplicas, rollout.replaceAll('replicas: 3', 'replicas: 0'))).toEqual([
      expect.stringContaining('Rollout default/api: spec.replicas'),
    ]);
  });
});
