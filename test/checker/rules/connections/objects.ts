import { object } from '../object';

export const namespace = (name: string) => object('Namespace', name);

export const service = (id: string, spec: string) => object('Service', id, `spec: { ${spec} }`);

export const configMap = (id: string, key: string, value: string) =>
  object('ConfigMap', id, `data: { ${key}: ${JSON.stringify(value)} }`);

export const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A Secret, as people write it, and as `kubectl create secret` does. */
export const FORMS = {
  data: (id: string, values: Record<string, string>) =>
    object(
      'Secret',
      id,
      `data: ${JSON.stringify(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, base64(value)])))}`,
    ),
  stringData: (id: string, values: Record<string, string>) =>
    object('Secret', id, `stringData: ${JSON.stringify(values)}`),
};
