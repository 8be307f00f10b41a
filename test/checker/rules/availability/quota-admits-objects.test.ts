import { describe, expect, test } from '@jest/globals';
import { quotaAdmitsObjects } from '../../../../lib/checker/rules/availability/quota-admits-objects';
import { judge } from '../judge';
import { object } from '../object';

describe('quota-admits-objects', () => {
  const quota = (hard: string, more = '') => object('ResourceQuota', 'quota', `spec: { hard: { ${hard} }${more} }`);
  const service = object('Service', 'web', 'spec: { type: LoadBalancer }');
  const claim = (name: string, size: string, className = 'fast') =>
    object(
      'PersistentVolumeClaim',
      name,
      `spec: { storageClassName: ${className}, resources: { requests: { storage: ${size} } } }`,
    );
  const database = object(
    'StatefulSet',
    'db',
    'spec: { replicas: 3, volumeClaimTemplates: [{ metadata: { name: data }, spec: { resources: { requests: { storage: 10Gi } } } }] }',
    'apps/v1',
  );
  const said = (hard: string, objects: string, more?: string) => judge(quotaAdmitsObjects, quota(hard, more) + objects);

  test('finds more Services with a load balancer than the quota has', () => {
    expect(said('services.loadbalancers: "0"', service)).toEqual([quotaAdmitsObjects.example]);
    expect(said('services.loadbalancers: "1"', service)).toEqual([]);
    expect(said('services.nodeports: "0"', service)).toHaveLength(1);
    const bare = service.replace('LoadBalancer', 'LoadBalancer, allocateLoadBalancerNodePorts: false');
    expect(said('services.nodeports: "0"', bare)).toEqual([]);
    expect(said('services.loadbalancers: "0"', bare)).toHaveLength(1);
    expect(said('services.loadbalancers: "0"', service.replace('LoadBalancer', 'ClusterIP'))).toEqual([]);
    expect(said('services.loadbalancers: "0"', service.replace('name: web', 'name: web, namespace: shop'))).toEqual([]);
  });

  test('counts objects by their resource', () => {
    expect(said('services: "0"', service)).toHaveLength(1);
    expect(said('count/statefulsets.apps: "0"', database)).toHaveLength(1);
    expect(said('count/statefulsets: "0"', database)).toEqual([]);
    expect(said('services: "0"', service, ', scopes: [BestEffort]')).toEqual([]);
  });

  test('adds the storage of claims, and of the claims of each pod', () => {
    const claims = claim('a', '5Gi') + claim('b', '6Gi', 'slow');
    expect(said('requests.storage: 10Gi', claims)).toEqual([expect.stringContaining('expected at least 11264Mi')]);
    expect(said('requests.storage: 11Gi', claims)).toEqual([]);
    expect(said('requests.storage: 29Gi', database)).toHaveLength(1);
    expect(said('requests.storage: 30Gi', database)).toEqual([]);
    expect(said('persistentvolumeclaims: "2"', database)).toHaveLength(1);
    expect(said('slow.storageclass.storage.k8s.io/requests.storage: 5Gi', claims)).toHaveLength(1);
    expect(said('slow.storageclass.storage.k8s.io/requests.storage: 6Gi', claims)).toEqual([]);
  });

  test('a claim is within the LimitRange', () => {
    const range = (item: string) =>
      judge(
        quotaAdmitsObjects,
        object('LimitRange', 'r', `spec: { limits: [{ ${item} }] }`) + claim('a', '5Gi') + database,
      );
    const type = 'type: PersistentVolumeClaim';
    expect(range(`${type}, max: { storage: 5Gi }`)).toEqual([
      'StatefulSet default/db: spec.volumeClaimTemplates[data].spec.resources.requests.storage: expected at most "5Gi", the maximum of LimitRange default/r, received "10Gi" [quota-admits-objects]',
    ]);
    expect(range(`${type}, min: { storage: 6Gi }`)).toEqual([
      expect.stringContaining(
        'PersistentVolumeClaim default/a: spec.resources.requests.storage: expected at least "6Gi"',
      ),
    ]);
    expect(range(`${type}, min: { storage: 5Gi }, max: { storage: 10Gi }`)).toEqual([]);
    expect(range('type: Container, max: { storage: 1Gi }')).toEqual([]);
  });
});
