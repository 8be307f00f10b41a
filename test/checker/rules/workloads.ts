export const API = 'Deployment default/api: spec.template.spec';

/** An object with this spec, in YAML's short form. */
export const object = (kind: string, name: string, spec: string) => `
---
apiVersion: v1
kind: ${kind}
metadata: { name: ${name} }
spec: { ${spec} }
`;

export const deployment = (containers: string, more = 'paused: false') =>
  object(
    'Deployment',
    'api',
    `${more}, template: { metadata: { labels: { app: api } }, spec: { containers: [${containers}] } }`,
  );

export const autoscaler = (spec: string) =>
  object('HorizontalPodAutoscaler', 'api', `scaleTargetRef: { kind: Deployment, name: api }, ${spec}`);

export const configMap = (name: string, data: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
data: { ${data} }
`;

/** A StatefulSet with one claim template, \`data\`. */
export const database = (container: string, pod = 'restartPolicy: Always') =>
  object(
    'StatefulSet',
    'db',
    `volumeClaimTemplates: [{ metadata: { name: data } }], template: { spec: { containers: [{ name: db, ${container} }], ${pod} } }`,
  );
