import { describe, expect, test } from '@jest/globals';
import type { Edge } from '../../../../lib/checker/connection';
import { declaredEdgesOpen } from '../../../../lib/checker/rules/traffic/declared-edges-open';
import { judge } from '../judge';
import { api, db, denyAll, denyEgress, denyIngress, open, policy, toDb, yaml } from './shop';

const fromWeb: Edge = { from: { namespace: 'web' }, to: { namespace: 'shop', podLabels: { app: 'api' } }, port: 8000 };

describe('every declared edge is open', () => {
  test('a side that is closed is named, with the policies that close it', () => {
    expect(open(toDb, denyIngress)).toEqual([declaredEdgesOpen.example]);
    expect(open(toDb, denyEgress)).toEqual([
      'Deployment shop/api: spec.template.metadata.labels: expected traffic to StatefulSet shop/db on TCP port 5432 to be let out by a NetworkPolicy, received no such rule in default-deny [declared-edges-open]',
    ]);
  });

  test('where nobody has declared edges, nothing is expected to be open', () => {
    expect(judge(declaredEdgesOpen, yaml(api, db, denyAll))).toEqual([]);
  });

  test('pods that no policy selects are open', () => {
    expect(open(toDb)).toEqual([]);
    expect(open(toDb, policy('other', '{ podSelector: { matchLabels: { app: other } } }'))).toEqual([]);
  });

  test('policies add up: one that lets the traffic through is enough', () => {
    const letIn = policy(
      'db',
      '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }] }',
    );
    expect(open(toDb, denyIngress, letIn)).toEqual([]);
  });

  test('without policyTypes a policy is for ingress, and for egress if it has a rule for it', () => {
    expect(open(toDb, policy('p', '{ podSelector: {} }'))).toHaveLength(1);
    expect(open(toDb, policy('p', '{ podSelector: {}, egress: [] }'))).toHaveLength(1);
    const other = '{ podSelector: {}, ingress: [{}], egress: [{ ports: [{ port: 1 }] }] }';
    expect(open(toDb, policy('p', other))).toEqual([expect.stringContaining('let out')]);
  });

  test('rules for a direction that policyTypes leaves out are dead', () => {
    expect(open(toDb, policy('p', '{ podSelector: {}, policyTypes: [Egress], ingress: [], egress: [{}] }'))).toEqual(
      [],
    );
  });

  test.each([
    ['anyone on any port', '{}', true],
    ['an empty list of peers', '{ from: [], ports: [] }', true],
    ['pods of the same namespace', '{ from: [{ podSelector: { matchLabels: { app: api } } }] }', true],
    ['other pods of the same namespace', '{ from: [{ podSelector: { matchLabels: { app: ui } } }] }', false],
    ['every pod of the same namespace', '{ from: [{ podSelector: {} }] }', true],
    ['every namespace', '{ from: [{ namespaceSelector: {} }] }', true],
    [
      'the namespace by its name',
      '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }',
      true,
    ],
    [
      'another namespace',
      '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: web } } }] }',
      false,
    ],
    ['namespace and pods', '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { tier: web } } }] }', true],
    [
      'namespace, but other pods',
      '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { tier: db } } }] }',
      false,
    ],
    ['one of several peers', '{ from: [{ podSelector: { matchLabels: { app: ui } } }, { podSelector: {} }] }', true],
    ['In', '{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [ui, api] }] } }] }', true],
    ['not In', '{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [ui] }] } }] }', false],
    [
      'NotIn',
      '{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [api] }] } }] }',
      false,
    ],
    [
      'NotIn, label absent',
      '{ from: [{ podSelector: { matchExpressions: [{ key: x, operator: NotIn, values: [y] }] } }] }',
      true,
    ],
    ['Exists', '{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }] }', true],
    [
      'DoesNotExist',
      '{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: DoesNotExist }] } }] }',
      false,
    ],
    ['all addresses', '{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }] }', true],
    ['private addresses', '{ from: [{ ipBlock: { cidr: 10.42.0.0/16 } }] }', true],
    ['public addresses', '{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }', false],
    ['the internet alone', '{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12] } }] }', false],
    ['the port', '{ ports: [{ port: 5432 }] }', true],
    ['another port', '{ ports: [{ port: 5433 }] }', false],
    ['one of several ports', '{ ports: [{ port: 5433 }, { protocol: TCP, port: 5432 }] }', true],
    ['the port of another protocol', '{ ports: [{ protocol: UDP, port: 5432 }] }', false],
    ['all ports of the protocol', '{ ports: [{ protocol: TCP }] }', true],
    ['a range', '{ ports: [{ port: 5000, endPort: 5432 }] }', true],
    ['a range that ends before', '{ ports: [{ port: 5000, endPort: 5431 }] }', false],
    ['the name of the port', '{ ports: [{ port: sql }] }', true],
    ['a name that the pod does not have', '{ ports: [{ port: http }] }', false],
  ])('a rule for %s', (_, rule, passes) => {
    const ingress = policy('p', `{ podSelector: {}, policyTypes: [Ingress], ingress: [${rule}] }`);
    expect(open(toDb, ingress)).toHaveLength(passes ? 0 : 1);
  });

  test('on the way out, a port has the name that the destination gives it', () => {
    const out = (port: string) =>
      policy('p', `{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: ${port} }] }] }`);
    expect(open(toDb, out('sql'))).toEqual([]);
    expect(open(toDb, out('http'))).toHaveLength(1);
  });

  test('of a declared namespace only the name is known', () => {
    const from = (labels: string) =>
      policy('p', `{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: ${labels} } }] }] }`);
    expect(open(fromWeb, from('{ kubernetes.io/metadata.name: web }'))).toEqual([]);
    expect(open(fromWeb, from('{ name: web }'))).toEqual([
      'Deployment shop/api: spec.template.metadata.labels: expected traffic from namespace web on TCP port 8000 to be let in by a NetworkPolicy, received no such rule in p [declared-edges-open]',
    ]);
  });

  test('of a namespace that is made here the labels are known, of one from elsewhere none', () => {
    const from = policy(
      'p',
      '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: web } } }] }] }',
    );
    const made = (team: string) =>
      `{ apiVersion: v1, kind: Namespace, metadata: { name: web, labels: { team: ${team} } } }`;
    expect(open(fromWeb, from, made('web'))).toEqual([]);
    expect(open(fromWeb, from, made('data'))).toHaveLength(1);
    expect(judge(declaredEdgesOpen, yaml(api, from), { edges: [fromWeb] })).toEqual([]);
  });

  test('where every pod of a namespace may come, a rule for some of its pods is not enough', () => {
    const some =
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: web } }, podSelector: { matchLabels: { app: nginx } } }';
    expect(open(fromWeb, policy('p', `{ podSelector: {}, ingress: [{ from: [${some}] }] }`))).toHaveLength(1);
  });

  test('a side that others render is not judged, whatever name it has for its ports', () => {
    const toWeb: Edge = { from: fromWeb.to, to: fromWeb.from, port: 443 };
    const out = policy('p', '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: https }] }] }');
    expect(open(toWeb, out)).toEqual([]);
    expect(open({ from: { namespace: 'a' }, to: { namespace: 'b' }, port: 1 }, denyAll)).toEqual([]);
  });

  test('pods on the network of their node are out of reach of policies', () => {
    expect(
      judge(declaredEdgesOpen, yaml(api, db.replace('spec: { cont', 'spec: { hostNetwork: true, cont'), denyIngress), {
        edges: [toDb],
      }),
    ).toEqual([]);
  });

  test('a policy may select the pods of a Job by its name', () => {
    const job =
      '{ apiVersion: batch/v1, kind: Job, metadata: { name: migrate, namespace: shop }, spec: { template: { metadata: { labels: { app: api } } } } }';
    const letOut = policy(
      'migrate',
      '{ podSelector: { matchLabels: { job-name: migrate } }, policyTypes: [Egress], egress: [{}] }',
    );
    const said = judge(declaredEdgesOpen, yaml(job, db, denyEgress, letOut), { edges: [toDb] });
    expect(said).toEqual([]);
    expect(judge(declaredEdgesOpen, yaml(job, db, denyEgress), { edges: [toDb] })).toHaveLength(1);
  });

  test('an edge to pods that a namespace made here does not have leads nowhere', () => {
    const shop = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }';
    expect(open({ ...toDb, to: { namespace: 'shop', podLabels: { app: 'bd' } } }, shop)).toEqual([
      'Namespace shop: metadata.name: expected pods in it with the labels {"app":"bd"}, to or from which traffic is declared, received none [declared-edges-open]',
    ]);
    expect(open(toDb, shop)).toEqual([]);
  });

  test('a NetworkPolicy of Calico means something else', () => {
    expect(open(toDb, denyAll.replace('networking.k8s.io', 'projectcalico.org'))).toEqual([]);
  });

  test('blocks of addresses may be let through each by an entry of its own', () => {
    const blocks = ['192.0.2.0/24', '198.51.100.0/24'];
    const toBlocks: Edge = { from: toDb.from, to: { cidrs: blocks }, port: 443 };
    const letOut = (cidrs: readonly string[]) => {
      const to = cidrs.map((cidr) => `{ ipBlock: { cidr: ${cidr} } }`);
      return policy('out', `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [${to}] }] }`);
    };
    expect(open(toBlocks, denyEgress, letOut(blocks))).toEqual([]);
    expect(open(toBlocks, denyEgress, letOut(blocks.slice(1)))).toEqual([
      expect.stringContaining('expected traffic to 192.0.2.0/24 on TCP port 443 to be let out'),
    ]);
  });

  test('an edge that both ends declare is reported once', () => {
    const said = judge(declaredEdgesOpen, yaml(api, db, denyIngress), { edges: [toDb, { ...toDb }] });
    expect(said).toEqual([declaredEdgesOpen.example]);
  });

  test('nonsense in a policy is for the schema', () => {
    const nonsense = policy('q', '{ podSelector: 1, ingress: [{ from: [3], ports: [x] }], policyTypes: Ingress }');
    expect(open(toDb, policy('p', '[]'), nonsense)).toEqual([]);
  });
});
