import { Bundle } from '../../lib/checker/bundle/bundle';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';
import { type Graph, graphOf } from '../../lib/graph';

/** A shop behind a host: an API with an autoscaler, a database with a disk and a backup, a payment service outside. */
export const SHOP = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: api, namespace: shop }
spec:
  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
  rules:
    - host: shop.example.com
      http:
        paths: [{ path: '/api(/|$)', pathType: ImplementationSpecific, backend: { service: { name: api, port: { number: 80 } } } }]
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: registry.example.com/shop/api:2.3.0
          ports: [{ name: http, containerPort: 8080 }]
          resources: { requests: { cpu: 200m, memory: 256Mi } }
          env: [{ name: PAY_URL, value: 'https://pay.example.com' }, { name: DB_POOL_SIZE, value: '5' }]
          envFrom: [{ secretRef: { name: api-database } }]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, minReplicas: 2, maxReplicas: 6 }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: api-database, namespace: shop }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  target: { template: { data: { DATABASE_URL: 'postgresql://api:{{ .password }}@db.data.svc:5432/shop' } } }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: data }
spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: data }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers: [{ name: db, image: 'postgres:16.11', args: [-c, max_connections=200], ports: [{ containerPort: 5432 }] }]
  volumeClaimTemplates: [{ metadata: { name: data }, spec: { resources: { requests: { storage: 20Gi } } } }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: db-backup, namespace: data }
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec:
      template:
        metadata: { labels: { app: db-backup } }
        spec: { containers: [{ name: dump, image: 'postgres:16.11', env: [{ name: PGHOST, value: db }] }] }
`;

/** Lets in no pod of another namespace. */
export const CLOSED = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: data }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: {} }] }] }
`;

export const graphIn = (...texts: readonly string[]): Graph =>
  graphOf(new Bundle(texts.flatMap((text) => parseManifests(text).map(({ manifest }) => manifest))));
