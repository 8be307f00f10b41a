import { describe, expect, test } from '@jest/globals';
import { traffic } from '../../../lib/changes/consequences/traffic';
import { said, saidOf } from '../said';
import { API, DATABASE, ingress, NAMESPACE, object, policy, SERVICE, workload } from '../shop';

const REPORT = workload(
  'Deployment',
  'report',
  'replicas: 1',
  'containers: [{ name: report, image: "acme/report:1" }]',
);
const from = (...apps: string[]) => apps.map((app) => `{ podSelector: { matchLabels: { app: ${app} } } }`).join(', ');
const databasePolicy = (...apps: string[]) =>
  policy(
    'db',
    `podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [${from(...apps)}], ports: [{ port: 5432 }] }]`,
  );
const deny = policy('default-deny', 'podSelector: {}, policyTypes: [Ingress, Egress]');
const shop = NAMESPACE + API + REPORT + DATABASE;

describe('who can reach whom', () => {
  test('a workload that may reach a database now, and a workload that may not any more', () => {
    expect(said(traffic, shop + databasePolicy('api'), shop + databasePolicy('api', 'report'))).toEqual([
      traffic.example,
    ]);
    const [line] = said(traffic, shop + databasePolicy('api', 'report'), shop + databasePolicy('api'));
    expect(line).toContain('StatefulSet shop/db: no longer lets in Deployment shop/report on TCP 5432');
  });

  test('everybody, where the last policy is gone', () => {
    const lines = said(traffic, shop + deny, shop).join('\n');
    expect(lines).toContain('StatefulSet shop/db: lets in every pod and address on TCP 5432');
    expect(lines).toContain('StatefulSet shop/db): reaches every pod and address on every port');
    expect(lines).toContain('NetworkPolicy shop/default-deny is gone');
  });

  test('addresses outside of the cluster', () => {
    const out = (cidr: string) =>
      policy(
        'out',
        `podSelector: { matchLabels: { app: api } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }], ports: [{ port: 443 }] }]`,
      );
    const lines = said(traffic, shop + out('10.0.0.0/24'), shop + out('10.1.0.0/24')).join('\n');
    expect(lines).toContain('Deployment shop/api: reaches 10.1.0.0/24 on TCP 443');
    expect(lines).toContain('Deployment shop/api: no longer reaches 10.0.0.0/24 on TCP 443');
  });

  test('a label that a policy selects', () => {
    const lines = saidOf(traffic, shop + databasePolicy('api'), 'labels: { app: report }', 'labels: { app: api }');
    expect(lines.join('\n')).toContain('StatefulSet shop/db: lets in Deployment shop/report on TCP 5432');
  });
});

describe('hosts and paths', () => {
  test.each([
    ['a new host', ingress('a.io'), ingress('b.io'), 'b.io/ leads to Service shop/api:80'],
    [
      'another Service',
      ingress('a.io'),
      ingress('a.io', '/', 'web'),
      'a.io/ leads to Service shop/web:80 in place of Service shop/api:80',
    ],
    ['a host without TLS', ingress('a.io'), ingress('a.io').replace(/, tls: .*\]/, ''), 'a.io is served without TLS'],
    [
      'a Service that everybody reaches',
      SERVICE,
      SERVICE.replace('spec: {', 'spec: { type: LoadBalancer,'),
      'is reached from outside of the cluster',
    ],
  ])('%s', (_, before, after, words) => {
    expect(said(traffic, before, after).join('\n')).toContain(words);
  });
});

test('a path of the Gateway API', () => {
  const route = (service: string) =>
    object(
      'HTTPRoute',
      'api',
      `spec: { hostnames: [a.io], rules: [{ matches: [{ path: { value: /api } }], backendRefs: [{ name: ${service}, port: 80 }] }] }`,
      'gateway.networking.k8s.io/v1',
    );
  expect(said(traffic, route('api'), route('web')).join('\n')).toContain(
    'HTTPRoute shop/api: a.io/api leads to Service shop/web:80 in place of Service shop/api:80',
  );
  expect(said(traffic, route('api'), route('api'))).toEqual([]);
});

describe('nothing changes', () => {
  test.each([
    [
      'where a policy says the same in other words',
      databasePolicy('api'),
      databasePolicy('api').replace('port: 5432', 'port: 5432, protocol: TCP'),
    ],
    ['where a peer has no pods', databasePolicy('api'), databasePolicy('api', 'nobody')],
    [
      'where another policy lets the same through',
      databasePolicy('api'),
      databasePolicy('api').replace('name: db,', 'name: database,'),
    ],
  ])('%s', (_, before, after) => {
    expect(said(traffic, shop + before, shop + after)).toEqual([]);
  });

  test('where a workload gets another image', () => {
    expect(saidOf(traffic, shop + deny, 'acme/api:1.0.0', 'acme/api:1.1.0')).toEqual([]);
  });
});
