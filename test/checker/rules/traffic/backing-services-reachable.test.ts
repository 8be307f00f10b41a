import { describe, expect, test } from '@jest/globals';
import { backingServicesReachable } from '../../../../lib/checker/rules/traffic/backing-services-reachable';
import { judge } from '../judge';
import { api, db, denyAll, denyEgress, denyIngress, policy, yaml } from './shop';

const dbService = `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 5432, targetPort: sql }] }`;

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
    ['a host without a port', 'db.shop.svc'],
    ['one of several hosts', 'kafka.example.com:9092,db.shop.svc:5432'],
    ['a name in capitals', 'postgresql://DB.SHOP.SVC:5432/shop'],
    ['a name without .svc', 'postgresql://db.shop:5432/shop'],
    ['a name without a namespace', 'postgresql://db:5432/shop'],
    ['a name whose port is that of the scheme', 'postgresql://db/shop'],
  ])('%s is a host, too', (_, value) => {
    expect(cut(withEnvironment(`env: [{ name: V, value: '${value}' }]`), denyEgress)).toHaveLength(1);
  });

  test('the name of a pod behind a headless Service is a host, too', () => {
    const pod = withEnvironment(`env: [{ name: V, value: 'db-0.db.shop.svc.cluster.local' }]`);
    const headless = dbService.replace('spec: {', 'spec: { clusterIP: None,');
    expect(judge(backingServicesReachable, yaml(db, headless, pod, denyEgress))).toHaveLength(1);
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

  test('the port of a host stands in a variable of its own', () => {
    const two = dbService.replace('ports: [', 'ports: [{ name: admin, port: 9000, targetPort: 9000 }, ');
    const open = policy(
      'open',
      '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 9000 }] }] }',
    );
    const cutBeside = (port: string, name = 'DB_PORT') =>
      judge(
        backingServicesReachable,
        yaml(
          db,
          two,
          withEnvironment(`env: [{ name: DB_HOST, value: db }, { name: ${name}, value: "${port}" }]`),
          open,
        ),
      );
    expect(cutBeside('5432')).toHaveLength(1);
    expect(cutBeside('9000')).toEqual([]);
    expect(cutBeside('5432', 'API_PORT')).toEqual([]);
    expect(cutBeside('tcp')).toEqual([]);
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
