import { expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { mentions } from '../../../lib/checker/bundle/mentions';
import { UNKNOWN_CLUSTER } from '../../../lib/checker/known-cluster';
import { parse } from '../rules/judge';

const YAML = `
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data:
  Log.Level: see Grafana on port 3000, at http://grafana-7:3000
---
apiVersion: v1
kind: Secret
metadata: { name: shop }
data:
  url: ${Buffer.from('amqp://queue').toString('base64')}
`;

test.each(['ConfigMap', 'log.level', 'LOG.LEVEL', 'grafana', 'amqp'])('%s is found', (word) => {
  expect(mentions(new Bundle(parse(YAML)), [word])).toBe(true);
});

test('the parts of a word stand in any order, and any number will do', () => {
  const bundle = new Bundle(parse(YAML));
  expect(['port 3000', 'port 99', 'grafana-12', '://'].filter((word) => !mentions(bundle, [word]))).toEqual([]);
  expect(mentions(bundle, ['port kafka'])).toBe(false);
});

test('one of several words is enough', () => {
  expect(mentions(new Bundle(parse(YAML)), ['kafka', 'amqp'])).toBe(true);
  expect(mentions(new Bundle(parse(YAML)), ['kafka', 'redis'])).toBe(false);
});

test('the manifests of before, and what is known of the cluster, count too', () => {
  const cluster = { ...UNKNOWN_CLUSTER, secrets: [{ namespace: 'shop', name: 'redis-login', keys: ['token'] }] };
  const bundle = new Bundle([], cluster, parse(YAML));
  expect(['grafana', 'amqp', 'redis', 'token'].filter((word) => !mentions(bundle, [word]))).toEqual([]);
});
