import { describe, expect, test } from '@jest/globals';
import { capacity } from '../../../lib/changes/consequences/capacity';
import { said, saidOf } from '../said';
import { API, autoscaler, DATABASE, object, workload } from '../shop';

const AUTOSCALED = API.replace('replicas: 2', 'paused: false');
const pooled = (size: string) =>
  API.replace('name: api, image', `name: api, env: [{ name: DB_POOL_SIZE, value: "${size}" }], image`);

describe('other amounts', () => {
  test('the requests of the most pods, with those of a rolling update', () => {
    expect(saidOf(capacity, API, 'replicas: 2', 'replicas: 3')).toContain(capacity.example);
  });

  test('the upper bound of an autoscaler', () => {
    const lines = said(capacity, AUTOSCALED + autoscaler(2, 4), AUTOSCALED + autoscaler(2, 8)).join('\n');
    expect(lines).toContain('5 → 10 pods, 0.5 → 1 cores');
    expect(lines).toContain('HorizontalPodAutoscaler shop/api: spec.maxReplicas: 4 → 8');
  });

  test.each([
    ['memory', API, API.replace('memory: 128Mi', 'memory: 512Mi'), '384Mi → 1.5Gi of memory'],
    ['disks', DATABASE, DATABASE.replace('serviceName: db', 'serviceName: db\n  replicas: 3'), '1Gi → 3Gi of disks'],
    ['connections', pooled('5'), pooled('10'), '15 → 30 connections of connection pools'],
    ['a workload that is gone', API + DATABASE, API, 'StatefulSet shop/db is gone'],
  ])('%s', (_, before, after, words) => {
    expect(said(capacity, before, after).join('\n')).toContain(words);
  });
});

describe('the same amounts', () => {
  test('another image', () => {
    expect(saidOf(capacity, API, 'acme/api:1.0.0', 'acme/api:1.1.0')).toEqual([]);
  });

  test('the same amount in other words', () => {
    expect(saidOf(capacity, API, 'cpu: 100m', 'cpu: "0.1"')).toEqual([]);
  });

  test('a job that is suspended', () => {
    const job = (image: string) =>
      workload(
        'Deployment',
        'job',
        'replicas: 0',
        `containers: [{ name: job, image: "${image}", resources: { requests: { cpu: 1 } } }]`,
      );
    expect(said(capacity, API, API + job('a') + object('ConfigMap', 'a', 'data: {}'))).toEqual([]);
  });
});
