import { object } from '../object';

/** A Deployment whose pods are labelled with its name. */
export function deployment(id: string, pod: string, labels = `{ app: ${id.replace(/.*\//, '')} }`): string {
  const template = `{ metadata: { labels: ${labels} }, spec: { ${pod} } }`;
  return object('Deployment', id, `spec: { template: ${template} }`, 'apps/v1');
}

export const container = (fields: string) => `containers: [{ name: api, ${fields} }]`;

export const IDLE = container('image: api');

export const POD = 'spec.template.spec';

export const service = (id: string, spec: string) => object('Service', id, `spec: { ${spec} }`);
