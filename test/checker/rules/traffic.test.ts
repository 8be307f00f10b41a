import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Edge } from '../../../lib/checker/connection';
import { backingServicesReachable } from '../../../lib/checker/rules/traffic/backing-services-reachable';
import { declaredEdgesOpen } from '../../../lib/checker/rules/traffic/declared-edges-open';
import { defaultDeny } from '../../../lib/checker/rules/traffic/default-deny';
import { dnsOpen } from '../../../lib/checker/rules/traffic/dns-open';
import { ingressBackendsReachable } from '../../../lib/checker/rules/traffic/ingress-backends-reachable';
import { regexPaths } from '../../../lib/checker/rules/traffic/regex-paths';
import { undeclaredEdgesClosed } from '../../../lib/checker/rules/traffic/undeclared-edges-closed';
import { uniqueRoutes } from '../../../lib/checker/rules/traffic/unique-routes';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { assemble } from '../../../lib/wealist/charts/index';
import { environments } from '../../../lib/wealist/environments/index';
import { judge } from './judge';

const RULES = [
  backingServicesReachable,
  declaredEdgesOpen,
  defaultDeny,
  dnsOpen,
  ingressBackendsReachable,
  regexPaths,
  undeclaredEdgesClosed,
  uniqueRoutes,
];

/** Documents of YAML in one text. */
const yaml = (...documents: string[]): string => documents.join('\n---\n');

const api = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  template:
    metadata: { labels: { app: api, tier: web } }
    spec:
      containers:
        - name: api
          ports: [{ name: http, containerPort: 8000 }, { containerPort: 9000 }]
          env: [{ name: DATABASE_URL, value: 'postgresql://u:p@db.shop.svc.cluster.local:5432/shop' }]`;

const db = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, ports: [{ name: sql, containerPort: 5432 }] }] }`;

const dbService = `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 5432, targetPort: sql }] }`;

/** A NetworkPolicy of the namespace `shop`. */
const policy = (name: string, spec: string, namespace = 'shop'): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}`;

const denyIngress = policy('default-deny', '{ podSelector: {}, policyTypes: [Ingress] }');
const denyEgress = policy('default-deny', '{ podSelector: {}, policyTypes: [Egress] }');
const denyAll = policy('default-deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');

const toDb: Edge = {
  from: { namespace: 'shop', podLabels: { app: 'api' } },
  to: { namespace: 'shop', podLabels: { app: 'db' } },
  port: 5432,
};
const fromWeb: Edge = { from: { namespace: 'web' }, to: { namespace: 'shop', podLabels: { app: 'api' } }, port: 8000 };

/** What is said of one edge under these policies. */
const open = (edge: Edge, ...policies: string[]): string[] =>
  judge(declaredEdgesOpen, yaml(api, db, ...policies), { edges: [edge], namespaces: ['web'] });

describe('what this program renders', () => {
  test.each(Object.entries(environments))('%s lets through what it needs, and nothing else', (name, environment) => {
    const folder = path.join(__dirname, '..', '..', '..', 'dist', name);
    const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const declared = knownCluster(environment, assemble(name, environment));
    expect(declared.edges?.length).toBeGreaterThan(3);
    expect(RULES.flatMap((rule) => judge(rule, yaml(...files), declared))).toEqual([]);
  });

  test('without its policies for the database, the edge and the URL are found to be cut', () => {
    const folder = path.join(__dirname, '..', '..', '..', 'dist', 'local');
    const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const cut = yaml(...files).replaceAll('port: 5432\n          protocol: TCP', 'port: 5433\n          protocol: TCP');
    const declared = knownCluster(environments.local, assemble('local', environments.local));
    const said = RULES.flatMap((rule) => judge(rule, cut, declared));
    expect(said.map((sentence) => sentence.replace(/: .*\[/, ' ['))).toEqual([
      'Deployment board-api-local/board-api [backing-services-reachable]',
      'StatefulSet postgresql-local/postgres [backing-services-reachable]',
      'Deployment board-api-local/board-api [declared-edges-open]',
      'StatefulSet postgresql-local/postgres [declared-edges-open]',
      'NetworkPolicy postgresql-local/postgres [undeclared-edges-closed]',
      'NetworkPolicy board-api-local/board-api [undeclared-edges-closed]',
    ]);
    expect(said.join()).not.toContain('local-development-only');
  });
});

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

describe('namespaces deny by default', () => {
  const shop = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }';

  test('a direction that no policy for all pods closes is named', () => {
    expect(judge(defaultDeny, yaml(shop, api, denyIngress))).toEqual([defaultDeny.example]);
    const some = policy('api', '{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress, Egress] }');
    expect(judge(defaultDeny, yaml(shop, api, some))).toEqual([expect.stringContaining('none for Ingress and Egress')]);
  });

  test('one policy may close both directions, or two one each', () => {
    expect(judge(defaultDeny, yaml(shop, api, denyAll))).toEqual([]);
    expect(judge(defaultDeny, yaml(shop, api, denyIngress, denyEgress))).toEqual([]);
    const dns = policy('p', '{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ ports: [{ port: 53 }] }] }');
    expect(judge(defaultDeny, yaml(shop, api, dns))).toEqual([]);
  });

  test('a policy that lets everyone through denies nothing', () => {
    const allow = policy('allow', '{ podSelector: {}, policyTypes: [Ingress], ingress: [{}] }');
    expect(judge(defaultDeny, yaml(shop, api, allow, denyEgress))).toEqual([
      expect.stringContaining('none for Ingress ['),
    ]);
  });

  test('a namespace without pods, or made elsewhere, needs no policy', () => {
    expect(judge(defaultDeny, shop)).toEqual([]);
    expect(judge(defaultDeny, api)).toEqual([]);
  });
});

describe('DNS stays open', () => {
  /** Lets every pod out to these peers and ports. */
  const letOut = (rule: string): string =>
    policy('dns', `{ podSelector: {}, policyTypes: [Egress], egress: [${rule}] }`);
  const ports = 'ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]';
  const kubeSystem = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }';

  test('the protocols that are closed are named', () => {
    const udp = letOut('{ ports: [{ port: 53, protocol: UDP }] }').replace('name: dns', 'name: default-deny');
    expect(judge(dnsOpen, yaml(api, udp))).toEqual([dnsOpen.example]);
    expect(judge(dnsOpen, yaml(api, denyEgress))).toEqual([expect.stringContaining('on UDP and TCP port 53')]);
  });

  test.each([
    ['anyone', `{ ${ports} }`],
    ['all that is in kube-system', `{ to: [{ ${kubeSystem} }], ${ports} }`],
    ['CoreDNS', `{ to: [{ ${kubeSystem}, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ${ports} }`],
    [
      'CoreDNS in any namespace',
      `{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ${ports} }`,
    ],
    ['the names of its ports', `{ to: [{ ${kubeSystem} }], ports: [{ port: dns, protocol: UDP }, { port: dns-tcp }] }`],
    ['the cache on the node', `{ to: [{ ipBlock: { cidr: 169.254.20.10/32 } }], ${ports} }`],
    ['the address of its Service', `{ to: [{ ipBlock: { cidr: 10.96.0.10/32 } }], ${ports} }`],
  ])('a rule for %s is enough', (_, rule) => {
    expect(judge(dnsOpen, yaml(api, letOut(rule)))).toEqual([]);
  });

  test.each([
    [
      'a label that kube-system does not have',
      `{ to: [{ namespaceSelector: { matchLabels: { name: kube-system } } }], ${ports} }`,
    ],
    ['pods of the own namespace', `{ to: [{ podSelector: { matchLabels: { k8s-app: kube-dns } } }], ${ports} }`],
    [
      'a label that CoreDNS does not have',
      `{ to: [{ ${kubeSystem}, podSelector: { matchLabels: { k8s-app: coredns } } }], ${ports} }`,
    ],
    ['a resolver on the internet', `{ to: [{ ipBlock: { cidr: 8.8.8.8/32 } }], ${ports} }`],
  ])('a rule for %s is not', (_, rule) => {
    expect(judge(dnsOpen, yaml(api, letOut(rule)))).toHaveLength(1);
  });

  test('pods that may talk to everyone, or do not ask the cluster, need no rule', () => {
    expect(judge(dnsOpen, yaml(api, denyIngress))).toEqual([]);
    const own = api.replace('spec:\n      containers', 'spec:\n      dnsPolicy: Default\n      containers');
    expect(own).not.toBe(api);
    expect(judge(dnsOpen, yaml(own, denyEgress))).toEqual([]);
  });

  test('the labels of a bare Pod are in its metadata', () => {
    const pod = '{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: shop, labels: { app: p } }, spec: {} }';
    expect(judge(dnsOpen, yaml(pod, denyEgress))).toEqual([expect.stringContaining('Pod shop/p: metadata.labels: ')]);
  });
});

describe('pods reach the Services that their environment names', () => {
  const cut = (...documents: string[]): string[] => judge(backingServicesReachable, yaml(db, dbService, ...documents));
  /** The API with another environment. */
  const withEnvironment = (part: string): string => api.replace(/env: .*/, part);

  test('a policy that cuts the way out is found at the variable', () => {
    expect(cut(api, denyEgress)).toEqual([backingServicesReachable.example]);
  });

  test('a policy that cuts the way in is found at the database', () => {
    expect(cut(api, denyIngress)).toEqual([
      'StatefulSet shop/db: spec.template.metadata.labels: expected traffic from Deployment shop/api on TCP port 5432 to be let in by a NetworkPolicy, received no such rule in default-deny [backing-services-reachable]',
    ]);
  });

  test('without policies, or with one that lets it through, the way is free', () => {
    expect(cut(api)).toEqual([]);
    const free = policy(
      'free',
      '{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: {} }], ports: [{ port: sql }] }], egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: 5432 }] }] }',
    );
    expect(cut(api, denyAll, free)).toEqual([]);
  });

  const secret = (part: string) => `{ apiVersion: v1, kind: Secret, metadata: { name: s, namespace: shop }, ${part} }`;
  const url = 'postgres://u:hunter2@db.shop.svc/x';
  const encoded = Buffer.from(url).toString('base64');
  const configMap = `{ apiVersion: v1, kind: ConfigMap, metadata: { name: s, namespace: shop }, data: { K: '${url}' } }`;

  test.each([
    [
      'envFrom a Secret, decoded',
      'envFrom: [{ secretRef: { name: s } }]',
      secret(`data: { K: ${encoded} }`),
      'envFrom[0]',
    ],
    ['envFrom a ConfigMap', 'envFrom: [{ configMapRef: { name: s } }]', configMap, 'envFrom[0]'],
    [
      'a key of a Secret',
      'env: [{ name: V, valueFrom: { secretKeyRef: { name: s, key: K } } }]',
      secret(`stringData: { K: '${url}' }`),
      'env[V]',
    ],
    [
      'a key of a ConfigMap',
      'env: [{ name: V, valueFrom: { configMapKeyRef: { name: s, key: K } } }]',
      configMap,
      'env[V]',
    ],
  ])('the host may come %s, and no value is told', (_, environment, source, place) => {
    const said = cut(withEnvironment(environment), source, denyEgress);
    expect(said).toEqual([expect.stringContaining(`spec.template.spec.containers[api].${place}: `)]);
    expect(said.join()).not.toContain('hunter2');
    expect(said.join()).not.toContain(encoded);
  });

  test.each([
    ['the name of a pod behind the Service', 'db-0.db.shop.svc.cluster.local'],
    ['a host without a port', 'db.shop.svc'],
    ['one of several hosts', 'kafka.example.com:9092,db.shop.svc:5432'],
    ['a name in capitals', 'postgresql://DB.SHOP.SVC:5432/shop'],
    ['a name without .svc', 'postgresql://db.shop:5432/shop'],
    ['a name without a namespace', 'postgresql://db:5432/shop'],
    ['a name whose port is that of the scheme', 'postgresql://db/shop'],
  ])('%s is a host, too', (_, value) => {
    expect(cut(withEnvironment(`env: [{ name: V, value: '${value}' }]`), denyEgress)).toHaveLength(1);
  });

  test.each([
    ['a Service that is not here', 'bd.shop.svc:5432'],
    ['a port that the Service does not have', 'db.shop.svc:5433'],
    ['a public name', 'db.shop.svcs.example.com'],
    ['a public name in a URL', 'postgresql://db.example.com:5432/shop'],
    ['a word like the name of a Service', 'db'],
    ['two words like the name of a Service and its namespace', 'db.shop'],
    ['too short a name', 'shop.svc'],
    ['nothing', ''],
  ])('%s is not for this rule', (_, value) => {
    expect(cut(withEnvironment(`env: [{ name: V, value: '${value}' }]`), denyEgress)).toEqual([]);
  });

  test('a name without a namespace is one of the namespace of the pod', () => {
    const elsewhere = (url: string) =>
      withEnvironment(`env: [{ name: V, value: '${url}' }]`).replace('namespace: shop', 'namespace: web');
    const denied = denyEgress.replace('namespace: shop', 'namespace: web');
    expect(cut(elsewhere('postgresql://db:5432/shop'), denied)).toEqual([]);
    expect(cut(elsewhere('postgresql://db.shop:5432/shop'), denied)).toHaveLength(1);
  });

  test('a variable for a host holds a short name', () => {
    expect(cut(withEnvironment('env: [{ name: DB_HOST, value: db }]'), denyEgress)).toHaveLength(1);
    expect(cut(withEnvironment('env: [{ name: DB_HOST, value: "db.shop:5432" }]'), denyEgress)).toHaveLength(1);
    expect(cut(withEnvironment('env: [{ name: DB_HOST, value: bd }]'), denyEgress)).toEqual([]);
  });

  test('a place that two variables name is reported once', () => {
    const twice = withEnvironment(
      'env: [{ name: A, value: db.shop.svc:5432 }, { name: B, value: "db.shop.svc.cluster.local:5432" }, { name: DB_HOST, value: "db:5432" }]',
    );
    expect(cut(twice, denyEgress)).toHaveLength(1);
  });

  test('policies judge the port of the pod, and that of a headless Service is the one that is dialled', () => {
    const out = (port: number) =>
      policy('p', `{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: ${port} }] }] }`);
    const mapped = dbService.replace('port: 5432', 'port: 80');
    const headless = mapped.replace('spec: {', 'spec: { clusterIP: None,');
    const caller = (port: number) => withEnvironment(`env: [{ name: V, value: 'db.shop.svc:${port}' }]`);
    const said = (...documents: string[]) => judge(backingServicesReachable, yaml(db, ...documents));
    expect(said(caller(80), mapped, out(5432))).toEqual([]);
    expect(said(caller(80), mapped, out(80))).toHaveLength(1);
    expect(said(caller(5432), headless, out(5432))).toEqual([]);
    expect(said(caller(5432), headless, out(80))).toHaveLength(1);
    expect(said(withEnvironment('env: [{ name: V, value: db.shop.svc }]'), headless, out(5432))).toEqual([]);
  });

  test('of several ports, one that is open may be the one that is meant', () => {
    const two = `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ name: http, port: 80, targetPort: http }, { name: admin, port: 9000 }] }`;
    const caller =
      '{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: shop }, spec: { containers: [{ name: p, env: [{ name: A, value: api.shop.svc }] }] } }';
    const into = (port: number) =>
      policy('p', `{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: ${port} }] }] }`);
    expect(judge(backingServicesReachable, yaml(api, two, caller, into(9000)))).toEqual([]);
    expect(judge(backingServicesReachable, yaml(api, two, caller, into(1)))).toHaveLength(2);
    expect(
      judge(backingServicesReachable, yaml(api, two, caller.replace('.svc', '.svc:9000'), into(8000))),
    ).toHaveLength(1);
  });

  test('a single pod reaches itself whatever policies say, its replicas do not', () => {
    const own = db.replace('name: db, ports', 'name: db, env: [{ name: A, value: db.shop.svc }], ports');
    expect(judge(backingServicesReachable, yaml(own, dbService, denyAll))).toEqual([]);
    const three = own.replace('spec:\n  template', 'spec:\n  replicas: 3\n  template');
    expect(judge(backingServicesReachable, yaml(three, dbService, denyAll))).toHaveLength(2);
  });

  test('a Job with the labels of its application is no server', () => {
    const job =
      '{ apiVersion: batch/v1, kind: Job, metadata: { name: m, namespace: shop }, spec: { template: { metadata: { labels: { app: db } } } } }';
    const mapped = dbService.replace('targetPort: sql', 'targetPort: 5432');
    expect(judge(backingServicesReachable, yaml(api, db, mapped, job, denyIngress))).toHaveLength(1);
  });

  test('Services without pods of their own lead to nothing that could be judged', () => {
    const external = dbService.replace('spec: {', 'spec: { type: ExternalName,');
    const manual = dbService.replace('selector: { app: db },', '');
    expect(judge(backingServicesReachable, yaml(api, db, external, denyAll))).toEqual([]);
    expect(judge(backingServicesReachable, yaml(api, db, manual, denyAll))).toEqual([]);
  });
});

describe('the ingress controller reaches its backends', () => {
  const web = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, ports: [{ name: http, containerPort: 8080 }] }] }`;
  const service = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: www, port: 80, targetPort: http }] }`;
  const ingress = (port = '{ number: 80 }') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, backend: { service: { name: web, port: ${port} } } }] }`;
  const shut = (...documents: string[]): string[] => judge(ingressBackendsReachable, yaml(web, service, ...documents));
  const letIn = (rule: string) => policy('web', `{ podSelector: {}, ingress: [${rule}] }`);

  test('a route whose pods let nobody in is named', () => {
    expect(shut(ingress(), denyIngress)).toEqual([ingressBackendsReachable.example]);
    expect(shut(ingress('{ name: www }'), denyIngress)).toEqual([ingressBackendsReachable.example]);
  });

  test('the default backend is a backend', () => {
    const fallback = ingress().replace(
      / {2}rules:[\s\S]*/,
      '  defaultBackend: { service: { name: web, port: { number: 80 } } }',
    );
    expect(shut(fallback, denyIngress)).toEqual([expect.stringContaining('spec.defaultBackend.service: ')]);
  });

  test('a rule or path without a name is counted', () => {
    const nameless = ingress().replace('host: shop.example.com\n      http: { paths: [{ path: /,', 'http: { paths: [{');
    expect(shut(nameless, denyIngress)).toEqual([expect.stringContaining('spec.rules[0].http.paths[0].backend')]);
  });

  test.each([
    [
      'the namespace of a controller',
      '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }] }',
    ],
    [
      'namespaces with a label',
      '{ from: [{ namespaceSelector: { matchLabels: { ingress: "yes" } } }], ports: [{ port: 8080 }] }',
    ],
    ['the addresses of a load balancer', '{ from: [{ ipBlock: { cidr: 130.211.0.0/22 } }], ports: [{ port: http }] }'],
    ['anyone', '{ ports: [{ port: 8000, endPort: 9000 }] }'],
  ])('pods may let in %s', (_, rule) => {
    expect(shut(ingress(), denyIngress, letIn(rule))).toEqual([]);
  });

  test.each([
    ['their own namespace', '{ from: [{ podSelector: {} }] }'],
    [
      'their own namespace, by its name',
      '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }',
    ],
    ['anyone, on the port of the Service', '{ ports: [{ port: 80 }] }'],
  ])('it is not enough to let in %s', (_, rule) => {
    expect(shut(ingress(), denyIngress, letIn(rule))).toHaveLength(1);
  });

  test('pods that are not isolated, and Services that are not here, are not for this rule', () => {
    expect(shut(ingress(), denyEgress)).toEqual([]);
    expect(shut(ingress().replace('name: web, port', 'name: wed, port'), denyIngress)).toEqual([]);
    const bucket = ingress().replace(
      /service: \{ name: web.*\} \} \}\] \}/,
      'resource: { kind: Bucket, name: b } } }] }',
    );
    expect(shut(bucket, denyIngress)).toEqual([]);
  });
});
