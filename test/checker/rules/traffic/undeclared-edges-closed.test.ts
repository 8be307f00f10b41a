import { describe, expect, test } from '@jest/globals';
import type { Edge } from '../../../../lib/checker/connection';
import { undeclaredEdgesClosed } from '../../../../lib/checker/rules/traffic/undeclared-edges-closed';
import { judge } from '../judge';
import { api, db, policy, toDb, yaml } from './shop';

describe('nothing undeclared is open', () => {
  /** What is said of the rules of a policy for the database. */
  const closed = (spec: string, edges: Edge[] = [toDb]): string[] =>
    judge(
      undeclaredEdgesClosed,
      yaml(api, db, policy('db', `{ podSelector: { matchLabels: { app: db } }, ${spec} }`)),
      { edges },
    );

  const fromApi = '{ podSelector: { matchLabels: { app: api } } }';

  test('what is declared may be let through, in either direction', () => {
    expect(closed(`ingress: [{ from: [${fromApi}], ports: [{ port: 5432 }] }]`)).toEqual([]);
    const out = `{ podSelector: { matchLabels: { app: api, tier: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: sql }] }] }`;
    expect(judge(undeclaredEdgesClosed, yaml(api, db, policy('api', out)), { edges: [toDb] })).toEqual([]);
  });

  test('a peer that is too wide is named', () => {
    expect(closed('ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 5432 }] }]')).toEqual([
      undeclaredEdgesClosed.example,
    ]);
  });

  test('where nobody has declared edges, everything may be let through', () => {
    const wide = policy('db', '{ podSelector: {}, ingress: [{}] }');
    expect(judge(undeclaredEdgesClosed, yaml(db, wide))).toEqual([]);
    expect(judge(undeclaredEdgesClosed, yaml(db, wide), { edges: [] })).toEqual([
      'NetworkPolicy shop/db: spec.ingress[0]: expected only declared traffic, received traffic from anyone on all ports for pods {} [undeclared-edges-closed]',
    ]);
  });

  test.each([
    ['anyone', '{ ports: [{ port: 5432 }] }', 'from anyone on TCP port 5432'],
    ['all ports', `{ from: [${fromApi}] }`, 'on all ports'],
    ['all ports of a protocol', `{ from: [${fromApi}], ports: [{ protocol: TCP }] }`, 'on all TCP ports'],
    ['another port', `{ from: [${fromApi}], ports: [{ port: 5432 }, { port: 22 }] }`, 'on TCP port 22'],
    ['another protocol', `{ from: [${fromApi}], ports: [{ port: 5432, protocol: UDP }] }`, 'on UDP port 5432'],
    ['more ports', `{ from: [${fromApi}], ports: [{ port: 5432, endPort: 5433 }] }`, 'on TCP ports 5432 to 5433'],
    ['a port that no pod has', `{ from: [${fromApi}], ports: [{ port: slq }] }`, 'on TCP port "slq"'],
    ['addresses', '{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 5432 }] }', 'from {"ipBlock":'],
    ['other pods', '{ from: [{ podSelector: { matchLabels: { app: ui } } }], ports: [{ port: 5432 }] }', '"app":"ui"'],
    [
      'one of many',
      '{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [api, ui] }] } }], ports: [{ port: 5432 }] }',
      '"matchExpressions"',
    ],
    [
      'every namespace',
      '{ from: [{ namespaceSelector: {} }], ports: [{ port: 5432 }] }',
      'from {"namespaceSelector":{}}',
    ],
    [
      'a namespace by a label that anyone may set',
      '{ from: [{ namespaceSelector: { matchLabels: { team: web } } }], ports: [{ port: 5432 }] }',
      '"team":"web"',
    ],
  ])('a rule for %s is too much', (_, rule, words) => {
    expect(closed(`ingress: [${rule}]`)).toEqual([expect.stringContaining(words)]);
  });

  test('a policy for more pods than those of the edge is too much', () => {
    const said = judge(
      undeclaredEdgesClosed,
      yaml(api, db, policy('p', `{ podSelector: {}, ingress: [{ from: [${fromApi}], ports: [{ port: 5432 }] }] }`)),
      { edges: [toDb] },
    );
    expect(said).toEqual([expect.stringContaining('spec.ingress[0].from[0]')]);
  });

  test('a namespace whose every pod may come needs no podSelector, and may be one of several', () => {
    const to = { namespace: 'shop', podLabels: { app: 'db' } };
    const edges = ['web', 'jobs'].map((namespace): Edge => ({ from: { namespace }, to, port: 5432 }));
    const names = (...values: string[]) =>
      `ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [${values}] }] } }], ports: [{ port: 5432 }] }]`;
    expect(closed(names('web', 'jobs'), edges)).toEqual([]);
    expect(closed(names('web', 'jobs', 'other'), edges)).toHaveLength(1);
    expect(closed(names(), edges)).toHaveLength(1);
  });

  test('a range of ports may be open if each of them is declared', () => {
    const next = { ...toDb, port: 5433 };
    expect(closed(`ingress: [{ from: [${fromApi}], ports: [{ port: 5432, endPort: 5433 }] }]`, [toDb, next])).toEqual(
      [],
    );
  });

  test('the DNS cache of a node needs no declaration, but everything else on that node does', () => {
    const out = (cidr: string, ports: string) =>
      policy(
        'api',
        `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }], ports: ${ports} }] }`,
      );
    const dns = '[{ port: 53, protocol: UDP }, { port: 53 }]';
    const said = (cidr: string, ports: string) => judge(undeclaredEdgesClosed, out(cidr, ports), { edges: [] });
    expect(said('169.254.20.10/32', dns)).toEqual([]);
    expect(said('169.254.20.10/32', '[{ port: 10250 }]')).toHaveLength(1);
    expect(said('169.254.0.0/16', dns)).toHaveLength(2);
  });

  test('DNS needs no declaration, if it is that of the cluster', () => {
    const dns = (port: number, labels: string) =>
      policy(
        'p',
        `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: ${labels} }], ports: [{ port: ${port}, protocol: UDP }, { port: ${port} }] }] }`,
      );
    const said = (text: string) => judge(undeclaredEdgesClosed, text, { edges: [] });
    expect(said(dns(53, '{ matchLabels: { k8s-app: kube-dns } }'))).toEqual([]);
    expect(said(dns(54, '{ matchLabels: { k8s-app: kube-dns } }'))).toHaveLength(2);
    expect(said(dns(53, '{}'))).toHaveLength(2);
  });
});
