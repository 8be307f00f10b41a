import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { UNKNOWN_CLUSTER } from '../../lib/checker/known-cluster';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';
import { type Graph, graphOf } from '../../lib/graph';
import { CLOSED, graphIn, SHOP } from './shop';

const lines = ({ connections }: Graph): string[] =>
  connections.map(({ from, to, port, path }) => `${from}${path ?? ''} → ${to}:${port}`);
const node = (graph: Graph, id: string) => graph.nodes.find((each) => each.id === id);

const API_TO_DB = 'Deployment shop/api → StatefulSet data/db:5432';

describe('a graph', () => {
  const shop = graphIn(SHOP);

  test('leads from hosts and paths to pods, on the port of the pods', () => {
    expect(lines(shop)).toContain('entrance shop.example.com/api → Deployment shop/api:8080');
  });

  test('connects a workload with the database that a URL inside a Secret names', () => {
    expect(lines(shop)).toContain(API_TO_DB);
  });

  test('connects a workload with the server outside that a variable names', () => {
    expect(lines(shop)).toContain('Deployment shop/api → outside pay.example.com:443');
  });

  test('holds no connection that a NetworkPolicy stops', () => {
    const graph = graphIn(SHOP, CLOSED);
    expect(lines(graph)).not.toContain(API_TO_DB);
    expect(lines(graph)).toContain('CronJob data/db-backup → StatefulSet data/db:5432');
  });

  test('holds no server outside behind a policy without an address', () => {
    const egress = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }] }
`;
    expect(lines(graphIn(SHOP, egress)).filter((line) => line.includes('outside'))).toEqual([]);
  });

  test('connects what a NetworkPolicy opens for certain pods, though no text names the server', () => {
    const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: http }] }, { from: [{ namespaceSelector: {} }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: 'web:1' }] }
`;
    expect(lines(graphIn(SHOP, policy))).toContain('Pod shop/web → Deployment shop/api:8080');
  });

  test('connects what a chart declares', () => {
    const manifests = parseManifests(SHOP).map(({ manifest }) => manifest);
    const edges = [
      {
        from: { namespace: 'data', podLabels: { app: 'db' } },
        to: { namespace: 'shop', podLabels: { app: 'api' } },
        port: 9,
      },
    ];
    const graph = graphOf(new Bundle(manifests, { ...UNKNOWN_CLUSTER, edges }));
    expect(lines(graph)).toContain('StatefulSet data/db → Deployment shop/api:9');
  });

  test('knows the pods, the version, the requests and the Secrets of a service', () => {
    expect(node(shop, 'Deployment shop/api')).toMatchObject({
      role: 'service',
      pods: { least: 2, most: 6 },
      version: '2.3.0',
      requests: { cpu: 0.2, memory: 256 * 2 ** 20 },
      secretSources: ['store vault'],
      poolSize: 5,
    });
  });

  test('knows the disk, the backup and the limit of a database', () => {
    expect(node(shop, 'StatefulSet data/db')).toMatchObject({
      role: 'data',
      disks: [{ claim: 'db/data', bytes: 20 * 2 ** 30, count: 1 }],
      backups: ['0 3 * * *'],
      maxConnections: 200,
    });
  });

  test('knows the servers that an operator runs by their one object', () => {
    const cluster = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: db, namespace: data }
spec: { instances: 3, imageName: 'ghcr.io/cloudnative-pg/postgresql:16.11', storage: { size: 5Gi } }
`;
    const graph = graphIn(SHOP.replace('@db.data.svc', '@db-rw.data.svc'), cluster);
    expect(node(graph, 'Cluster data/db')).toMatchObject({
      role: 'data',
      pods: { least: 3, most: 3 },
      version: '16.11',
    });
    expect(lines(graph)).toContain('Deployment shop/api → Cluster data/db:5432');
  });

  test('shows each host with its paths and whether it has a certificate', () => {
    expect(node(shop, 'entrance shop.example.com')).toMatchObject({ tls: true, paths: ['/api'] });
  });
});
