/** A workload of a shop: its spec beside the template, and its pod. */
export const workload = (kind: string, name: string, spec: string, pod: string, labels = `app: ${name}`) => `
---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  ${spec}
  template:
    metadata: { labels: { ${labels} } }
    spec: { ${pod} }
`;

export const object = (kind: string, name: string, rest: string, apiVersion = 'v1') => `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
${rest}
`;

export const NAMESPACE = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }\n';

export const API = workload(
  'Deployment',
  'api',
  'replicas: 2',
  'containers: [{ name: api, image: "acme/api:1.0.0", ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path: /, port: 8080 } }, resources: { requests: { cpu: 100m, memory: 128Mi } } }]',
);

export const DATABASE = workload(
  'StatefulSet',
  'db',
  'serviceName: db, volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }]'.replace(
    ', volume',
    '\n  volume',
  ),
  'terminationGracePeriodSeconds: 120, containers: [{ name: db, image: "postgres:16.9", ports: [{ containerPort: 5432 }], volumeMounts: [{ name: data, mountPath: /data }] }]',
);

export const SERVICE = object(
  'Service',
  'api',
  'spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }',
);

export const ingress = (host: string, path = '/', service = 'api') =>
  object(
    'Ingress',
    'api',
    `spec: { rules: [{ host: ${host}, http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: ${service}, port: { number: 80 } } } }] } }], tls: [{ hosts: [${host}], secretName: tls }] }`,
    'networking.k8s.io/v1',
  );

export const autoscaler = (least: number, most: number) =>
  object(
    'HorizontalPodAutoscaler',
    'api',
    `spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, minReplicas: ${least}, maxReplicas: ${most} }`,
    'autoscaling/v2',
  );

export const policy = (name: string, spec: string) =>
  object('NetworkPolicy', name, `spec: { ${spec} }`, 'networking.k8s.io/v1');
