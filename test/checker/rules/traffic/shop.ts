import type { Edge } from '../../../../lib/checker/connection';
import { declaredEdgesOpen } from '../../../../lib/checker/rules/traffic/declared-edges-open';
import { judge } from '../judge';

/** Documents of YAML in one text. */
export const yaml = (...documents: string[]): string => documents.join('\n---\n');

export const api = `
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

export const db = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, ports: [{ name: sql, containerPort: 5432 }] }] }`;

/** A NetworkPolicy of the namespace `shop`. */
export const policy = (name: string, spec: string, namespace = 'shop'): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}`;

export const denyIngress = policy('default-deny', '{ podSelector: {}, policyTypes: [Ingress] }');

export const denyEgress = policy('default-deny', '{ podSelector: {}, policyTypes: [Egress] }');

export const denyAll = policy('default-deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');

export const toDb: Edge = {
  from: { namespace: 'shop', podLabels: { app: 'api' } },
  to: { namespace: 'shop', podLabels: { app: 'db' } },
  port: 5432,
};

/** What is said of one edge under these policies. */
export const open = (edge: Edge, ...policies: string[]): string[] =>
  judge(declaredEdgesOpen, yaml(api, db, ...policies), { edges: [edge], namespaces: ['web'] });
