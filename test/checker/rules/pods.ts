export const API = 'Deployment default/api: spec.template.spec';

/** A Deployment of these containers, and more of the pod's spec, in YAML's short form. */
export const deployment = (
  containers: string,
  pod = 'restartPolicy: Always',
  metadata = '{ labels: { app: api } }',
) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { template: { metadata: ${metadata}, spec: { containers: [${containers}], ${pod} } } }
`;

export const service = (spec: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: ${spec}
`;
