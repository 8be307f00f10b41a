import { describe, expect, test } from '@jest/globals';
import { downtime } from '../../../lib/changes/consequences/downtime';
import { said, saidOf } from '../said';
import { API, autoscaler, DATABASE, ingress, object, SERVICE } from '../shop';

const budget = object(
  'PodDisruptionBudget',
  'api',
  'spec: { maxUnavailable: 1, selector: { matchLabels: { app: api } } }',
  'policy/v1',
);
const AUTOSCALED = API.replace('replicas: 2', 'paused: false');

describe('a time without a pod', () => {
  test('an update of a single server', () => {
    expect(saidOf(downtime, DATABASE, 'postgres:16.9', 'postgres:16.10')).toEqual([downtime.example]);
  });

  test('an update of a Deployment that is recreated', () => {
    const before = API.replace('replicas: 2', 'replicas: 2\n  strategy: { type: Recreate }');
    const [line] = saidOf(downtime, before, 'acme/api:1.0.0', 'acme/api:1.1.0');
    expect(line).toContain('no pod runs while its pods are replaced: 2 pods, all at once');
  });

  test('the step to Recreate', () => {
    const [line] = saidOf(downtime, API, 'replicas: 2', 'replicas: 2\n  strategy: { type: Recreate }');
    expect(line).toContain('each update stops all of its pods from now on');
  });

  test.each([
    ['one pod is left', 'replicas: 1', 'one pod is left'],
    ['no pod is left', 'replicas: 0', 'no pod runs any more'],
  ])('%s', (_, other, words) => {
    expect(saidOf(downtime, API, 'replicas: 2', other)).toEqual([expect.stringContaining(words)]);
  });

  test('an autoscaler that may leave one pod', () => {
    const [line] = said(downtime, AUTOSCALED + autoscaler(2, 4), AUTOSCALED + autoscaler(1, 4));
    expect(line).toContain('one pod is left');
    expect(line).toContain('HorizontalPodAutoscaler shop/api: spec.minReplicas: 2 → 1');
  });

  test('a number of pods that gives way to an autoscaler', () => {
    const [line] = said(downtime, API, AUTOSCALED + autoscaler(2, 4));
    expect(line).toContain('without it, kubectl apply leaves one pod');
  });

  test('a budget that is gone', () => {
    const [line] = said(downtime, API + budget, API);
    expect(line).toContain(
      'a node drain may stop all of its pods at once, as soon as PodDisruptionBudget shop/api is deleted',
    );
  });

  test('a readiness probe that is gone', () => {
    const [line] = saidOf(downtime, API, ', readinessProbe: { httpGet: { path: /, port: 8080 } }', '');
    expect(line).toContain('pods get traffic before they can answer');
  });
});

describe('nothing behind a name', () => {
  test('a host that no Ingress serves', () => {
    const [line] = said(downtime, ingress('shop.example.com'), ingress('store.example.com'));
    expect(line).toContain('shop.example.com/ leads nowhere\n');
    expect(said(downtime, SERVICE + ingress('shop.example.com'), SERVICE)).toEqual([
      'downtime: Ingress shop/api: shop.example.com/ leads nowhere, as soon as the Ingress is deleted',
    ]);
  });

  test('a Service without pods', () => {
    const [line] = saidOf(downtime, API + SERVICE, 'selector: { app: api }', 'selector: { app: web }');
    expect(line).toContain('no pod is behind the Service any more');
  });
});

describe('no such time', () => {
  test('a rolling update with a pod more', () => {
    expect(saidOf(downtime, API, 'acme/api:1.0.0', 'acme/api:1.1.0')).toEqual([]);
    expect(saidOf(downtime, API.replace('replicas: 2', 'replicas: 1'), 'acme/api:1.0.0', 'acme/api:1.1.0')).toEqual([]);
  });

  test('fewer pods, but more than one', () => {
    expect(saidOf(downtime, API.replace('replicas: 2', 'replicas: 5'), 'replicas: 5', 'replicas: 3')).toEqual([]);
  });

  test('a host that moves to another Ingress', () => {
    const other = ingress('shop.example.com').replace('name: api, namespace', 'name: web, namespace');
    expect(said(downtime, SERVICE + ingress('shop.example.com'), SERVICE + other)).toEqual([]);
  });
});
