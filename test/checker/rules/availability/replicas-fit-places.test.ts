import { describe, expect, test } from '@jest/globals';
import { replicasFitPlaces } from '../../../../lib/checker/rules/availability/replicas-fit-places';
import { judge } from '../judge';
import { autoscaler, object } from '../workloads';

describe('replicas-fit-places', () => {
  const api = (replicas: number, zones = '[a, b, c]', key = 'topology.kubernetes.io/zone') =>
    object(
      'Deployment',
      'api',
      `replicas: ${replicas}, template: { metadata: { labels: { app: api } }, spec: { containers: [], affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${key}, labelSelector: { matchLabels: { app: api } } }] }, nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: ${zones} }] }] } } } } }`,
    );

  test('finds more replicas than zones', () => {
    expect(judge(replicasFitPlaces, api(5))).toEqual([replicasFitPlaces.example]);
    expect(judge(replicasFitPlaces, api(2) + autoscaler('maxReplicas: 4'))[0]).toContain('spec.maxReplicas');
  });

  test('accepts a zone for each, and nodes without a number', () => {
    expect(judge(replicasFitPlaces, api(3))).toEqual([]);
    expect(judge(replicasFitPlaces, api(5, '[a, b, c]', 'kubernetes.io/hostname'))).toEqual([]);
  });

  test('finds more replicas than zones with disks', () => {
    const set = (name: string, key = 'topology.kubernetes.io/zone') =>
      object(
        'StatefulSet',
        'db',
        `replicas: 3, volumeClaimTemplates: [{ metadata: { name: data }, spec: { storageClassName: ${name} } }], template: { metadata: { labels: { app: db } }, spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${key}, labelSelector: { matchLabels: { app: db } } }] } } } }`,
      );
    const disks = (zones: string) =>
      `---\n{ apiVersion: v1, kind: StorageClass, metadata: { name: ssd }, allowedTopologies: [{ matchLabelExpressions: [{ key: topology.gke.io/zone, values: [${zones}] }] }] }\n`;
    expect(judge(replicasFitPlaces, set('ssd') + disks('a, b'))).toHaveLength(1);
    expect(judge(replicasFitPlaces, set('ssd') + disks('a, b, c'))).toEqual([]);
    expect(judge(replicasFitPlaces, set('ssd', 'kubernetes.io/hostname') + disks('a, b'))).toEqual([]);
    expect(judge(replicasFitPlaces, set('hdd') + disks('a, b'))).toEqual([]);
  });
});
