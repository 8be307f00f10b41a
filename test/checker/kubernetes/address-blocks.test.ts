import { describe, expect, test } from '@jest/globals';
import type { Edge } from '../../../lib/checker/connection';
import { admitsBlock, contains } from '../../../lib/checker/kubernetes/address-blocks';
import { declaredEdgesOpen } from '../../../lib/checker/rules/traffic/declared-edges-open';
import { undeclaredEdgesClosed } from '../../../lib/checker/rules/traffic/undeclared-edges-closed';
import { judge } from '../rules/judge';

describe('a block of addresses', () => {
  test.each([
    ['10.0.0.0/8', '10.20.0.0/24'],
    ['10.20.0.0/24', '10.20.0.0/24'],
    ['10.20.0.0/24', '10.20.0.255/32'],
    ['0.0.0.0/0', '203.0.113.7/32'],
    ['2001:db8::/32', '2001:db8:1::/48'],
    ['10.20.0.77/24', '10.20.0.0/25'],
  ])('%s contains %s', (outer, inner) => {
    expect(contains(outer, inner)).toBe(true);
  });

  test.each([
    ['10.20.0.0/24', '10.20.1.0/24'],
    ['10.20.0.0/24', '10.20.0.0/23'],
    ['10.20.0.0/24', '10.0.0.0/8'],
    ['0.0.0.0/0', '2001:db8::/32'],
    ['::/0', '10.0.0.0/8'],
    ['10.20.0.0', '10.20.0.0/32'],
    ['10.20.0.0/33', '10.20.0.0/32'],
    ['10.20.0.0/24', 'db.example.com/32'],
    ['', '10.20.0.0/32'],
  ])('%s does not contain %s', (outer, inner) => {
    expect(contains(outer, inner)).toBe(false);
  });

  test('is admitted by an ipBlock around it', () => {
    expect(admitsBlock({ cidr: '10.0.0.0/8' }, '10.20.0.0/24')).toBe(true);
  });

  test.each(['10.20.0.0/16', '10.20.0.0/24', '10.20.0.7/32'])(
    'is not admitted by an ipBlock that leaves out %s, all or part of it',
    (hole) => {
      expect(admitsBlock({ cidr: '10.0.0.0/8', except: [hole] }, '10.20.0.0/24')).toBe(false);
    },
  );

  test('is admitted by an ipBlock that leaves out others', () => {
    expect(admitsBlock({ cidr: '10.0.0.0/8', except: ['10.21.0.0/16'] }, '10.20.0.0/24')).toBe(true);
  });
});

const api = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec: { template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api }] } } }`;

const policy = (...blocks: string[]): string => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Egress]
  egress: [{ to: [${blocks.map((block) => `{ ipBlock: ${block} }`).join()}], ports: [{ protocol: TCP, port: 5432 }] }]`;

const to = (...cidrs: string[]): { edges: Edge[] } => ({
  edges: [{ from: { namespace: 'shop', podLabels: { app: 'api' } }, to: { cidrs }, port: 5432 }],
});

describe('a way to addresses outside of the cluster', () => {
  const opened = (declared: { edges: Edge[] }, ...blocks: string[]) =>
    judge(declaredEdgesOpen, api + policy(...blocks), declared);

  test('is open if a NetworkPolicy has it', () => {
    expect(opened(to('10.20.0.0/24'), '{ cidr: 10.20.0.0/24 }')).toEqual([]);
  });

  test('is open if each of several blocks has an entry of its own', () => {
    expect(opened(to('10.20.0.0/24', '10.21.0.0/24'), '{ cidr: 10.20.0.0/24 }', '{ cidr: 10.21.0.0/24 }')).toEqual([]);
  });

  test('is cut where a block is not among them, and that block is named', () => {
    expect(opened(to('10.20.0.0/24', '10.21.0.0/24'), '{ cidr: 10.20.0.0/24 }')).toEqual([
      'Deployment shop/api: spec.template.metadata.labels: expected traffic to 10.21.0.0/24 on TCP port 5432 to be let out by a NetworkPolicy, received no such rule in api [declared-edges-open]',
    ]);
  });

  test.each([
    ['half of it', '{ cidr: 10.20.0.0/25 }'],
    ['all but one of its addresses', '{ cidr: 10.20.0.0/24, except: [10.20.0.9/32] }'],
    ['its neighbour', '{ cidr: 10.20.1.0/24 }'],
  ])('is cut if a NetworkPolicy has only %s', (_, block) => {
    expect(opened(to('10.20.0.0/24'), block)).toHaveLength(1);
  });
});

describe('addresses that a NetworkPolicy opens', () => {
  const tooMuch = (declared: { edges: Edge[] }, block: string) =>
    judge(undeclaredEdgesClosed, api + policy(block), declared);

  test.each(['10.20.0.0/24', '10.20.0.5/32'])('may be %s, of a declared block', (cidr) => {
    expect(tooMuch(to('10.20.0.0/24'), `{ cidr: ${cidr} }`)).toEqual([]);
  });

  test.each(['10.20.0.0/23', '0.0.0.0/0', '10.21.0.0/24'])('may not be %s, which nobody declared', (cidr) => {
    expect(tooMuch(to('10.20.0.0/24'), `{ cidr: ${cidr} }`)).toEqual([
      `NetworkPolicy shop/api: spec.egress[0].to[0]: expected only declared traffic, received traffic to {"ipBlock":{"cidr":"${cidr}"}} on TCP port 5432 for pods {"matchLabels":{"app":"api"}} [undeclared-edges-closed]`,
    ]);
  });

  test('may not be reached on another port than the declared one', () => {
    const edges = to('10.20.0.0/24').edges.map((edge) => ({ ...edge, port: 6432 }));
    expect(tooMuch({ edges }, '{ cidr: 10.20.0.0/24 }')).toHaveLength(1);
  });
});
