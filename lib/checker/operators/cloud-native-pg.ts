import type { Manifest } from '../manifest/manifest';

/** The Services of a CloudNativePG Cluster: https://cloudnative-pg.io/documentation/current/service_management/ */
const CLUSTER_SERVICES = { rw: 'primary', ro: 'replica', r: undefined } as const;

/** The container of each server. */
const INSTANCE = {
  name: 'postgres',
  ports: [
    { name: 'postgresql', containerPort: 5432 },
    { name: 'status', containerPort: 8000 },
  ],
  readinessProbe: { httpGet: { path: '/readyz', port: 8000 } },
};

/**
 * What an operator will make of an object, as far as others rely on it: not judged, since nobody here wrote it, but found
 * by those who look for a Service, or for the pods behind it.
 */
export function madeByOperators(maker: Manifest): Manifest[] {
  const { apiVersion, kind, metadata } = maker;
  if (kind !== 'Cluster' || !String(apiVersion).startsWith('postgresql.cnpg.io/')) return [];
  const { name, namespace } = metadata;
  const place = (object: string) => ({ name: object, ...(namespace !== undefined && { namespace }) });
  const labels = { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' };
  const ports = [{ name: 'postgres', port: 5432, targetPort: 5432 }];
  return [
    ...Object.entries(CLUSTER_SERVICES).map(([suffix, role]) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: place(`${name}-${suffix}`),
      spec: { ports, selector: { ...labels, ...(role && { 'cnpg.io/instanceRole': role }) } },
    })),
    ...['primary', 'replica'].map((role, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...place(`${name}-${index + 1}`), labels: { ...labels, 'cnpg.io/instanceRole': role } },
      spec: { containers: [INSTANCE] },
    })),
  ];
}
