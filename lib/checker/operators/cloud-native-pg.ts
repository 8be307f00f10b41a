import type { Manifest } from '../manifest/manifest';
import type { Operator } from './operator';

/** The suffixes of the Services of a Cluster, with the role of their pods: https://cloudnative-pg.io/documentation/current/service_management/ */
const CLUSTER_SERVICES = { rw: 'primary', ro: 'replica', r: undefined } as const;

/** The container of each server. */
const INSTANCE = {
  name: 'postgres',
  ports: [
    { name: 'postgresql', containerPort: 5432 },
    { name: 'metrics', containerPort: 9187 },
    { name: 'status', containerPort: 8000 },
  ],
  readinessProbe: { httpGet: { path: '/readyz', port: 8000 } },
};

/** CloudNativePG: https://cloudnative-pg.io/documentation/current/ */
export const cloudNativePg: Operator = {
  kinds: {
    'barmancloud.cnpg.io/ObjectStore': { appliedAfter: 'EndpointSlice' },
    'postgresql.cnpg.io/Cluster': {
      appliedAfter: 'EndpointSlice',
      makes: servicesAndPods,
      data: {
        image: ['spec', 'imageName'],
        disk: ['spec', 'storage', 'size'],
        fate: 'who prunes it deletes its servers with their disks',
      },
    },
    'postgresql.cnpg.io/Database': { appliedAfter: 'EndpointSlice' },
    'postgresql.cnpg.io/ScheduledBackup': { appliedAfter: 'EndpointSlice' },
  },
};

function servicesAndPods({ metadata: { name, namespace } }: Manifest): Manifest[] {
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
