import { describe, expect, test } from '@jest/globals';
import { restart } from '../../../lib/changes/consequences/restart';
import { said, saidOf } from '../said';
import { API, autoscaler, DATABASE, object } from '../shop';

const AUTOSCALED = API.replace(
  'replicas: 2',
  'strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }',
).replace('containers:', 'terminationGracePeriodSeconds: 45, containers:');
const hash = (digit: string) => digit.repeat(64);
const config = (level: string) => object('ConfigMap', 'api', `data: { LOG_LEVEL: ${level}, PORT: "1" }`);
const reading = (digit: string) =>
  API.replace(
    'labels: { app: api }',
    `labels: { app: api }, annotations: { checksum/config: "${hash(digit)}" }`,
  ).replace('name: api, image', 'name: api, envFrom: [{ configMapRef: { name: api } }], image');

describe('pods are replaced', () => {
  test('with the field, the number of pods, the pace and the time', () => {
    expect(saidOf(restart, AUTOSCALED + autoscaler(3, 10), 'acme/api:1.0.0', 'acme/api:1.1.0')).toEqual([
      restart.example,
    ]);
  });

  test('for a key of a ConfigMap, in place of the checksum', () => {
    expect(said(restart, reading('a') + config('info'), reading('b') + config('debug'))).toEqual([
      'restart: Deployment shop/api: its pods are replaced: 2 pods, 1 at a time, each with at most 600 s to start and 30 s to stop\n  ConfigMap shop/api: data.LOG_LEVEL: "info" → "debug"',
    ]);
  });

  test('for a checksum of something that no manifest tells', () => {
    const [line] = said(restart, reading('a') + config('info'), reading('b') + config('info'));
    expect(line).toContain('annotations[checksum/config]');
  });

  test('by the strategy of the workload', () => {
    const fast = API.replace(
      'replicas: 2',
      'replicas: 8\n  strategy: { rollingUpdate: { maxSurge: 50%, maxUnavailable: 25% } }',
    );
    const [line] = saidOf(restart, fast, 'acme/api:1.0.0', 'acme/api:1.1.0');
    expect(line).toContain('8 pods, 6 at a time');
  });
});

describe('pods stay', () => {
  test.each([
    ['another number of pods', API, 'replicas: 2', 'replicas: 3'],
    ['the default of a field', API, 'image: "acme/api:1.0.0"', 'image: "acme/api:1.0.0", terminationMessagePath: null'],
    [
      'pods that are replaced by hand',
      DATABASE.replace('serviceName: db', 'serviceName: db\n  updateStrategy: { type: OnDelete }'),
      'postgres:16.9',
      'postgres:16.10',
    ],
    ['a workload without pods', API.replace('replicas: 2', 'replicas: 0'), 'acme/api:1.0.0', 'acme/api:1.1.0'],
  ])('%s', (_, before, part, other) => {
    expect(saidOf(restart, before, part, other)).toEqual([]);
  });
});
