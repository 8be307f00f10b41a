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

  test('finds an update that waits for a place', () => {
    const updated = (strategy: string, yaml = api(3)) =>
      judge(replicasFitPlaces, yaml.replace('replicas:', `strategy: { ${strategy} }, replicas:`));
    expect(updated('rollingUpdate: { maxUnavailable: 0 }')).toEqual([
      'Deployment default/api: spec.strategy.rollingUpdate.maxUnavailable: expected at least 1: a required anti-affinity lets one pod into each topology.kubernetes.io/zone, and none of the 3 is free for a new pod, received 0 [replicas-fit-places]',
    ]);
    expect(updated('rollingUpdate: { maxUnavailable: 30% }')).toHaveLength(1);
    expect(updated('rollingUpdate: { maxUnavailable: 34% }')).toEqual([]);
    expect(updated('rollingUpdate: { maxUnavailable: 1 }')).toEqual([]);
    expect(updated('type: Recreate')).toEqual([]);
    expect(updated('type: RollingUpdate', api(2))).toEqual([]);
    expect(updated('type: RollingUpdate', api(3).replace('kind: Deployment', 'kind: StatefulSet'))).toEqual([]);
    expect(updated('type: RollingUpdate', api(2) + autoscaler('maxReplicas: 3'))).toEqual([]);
  });

  test('accepts a zone for each, and nodes without a number', () => {
    expect(judge(replicasFitPlaces, api(4, '[a, b, c, d]'))).toEqual([]);
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
