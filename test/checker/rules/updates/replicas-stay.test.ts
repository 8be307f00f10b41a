import { describe, expect, test } from '@jest/globals';
import { replicasStay } from '../../../../lib/checker/rules/updates/replicas-stay';
import { judge } from '../judge';

describe('replicas that go out of a manifest', () => {
  const scaled = (spec: string, kind = 'Deployment') =>
    `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: api, namespace: shop }, spec: { ${spec} } }`;
  const autoscaler =
    '\n---\n{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: api, namespace: shop } }';
  const judged = (now: string, before: string) => judge(replicasStay, now, {}, before);

  test('are refused with the command that keeps the pods, autoscaler or not', () => {
    expect(judged(scaled('') + autoscaler, scaled('replicas: 10'))).toEqual([replicasStay.example]);
    expect(judged(scaled(''), scaled('replicas: 10'))).toEqual([replicasStay.example]);
    expect(judged(scaled('', 'StatefulSet'), scaled('replicas: 2', 'StatefulSet'))).toEqual([
      expect.stringContaining('kubectl apply edit-last-applied statefulset/api --namespace shop'),
    ]);
  });

  test.each([
    ['one that is what Kubernetes puts in anyway', scaled(''), scaled('replicas: 1')],
    ['none, of which there is nothing to stop', scaled(''), scaled('replicas: 0')],
    ['another number, which somebody has written', scaled('replicas: 1'), scaled('replicas: 10')],
    ['a number that was an autoscaler’s before', scaled('replicas: 2'), scaled('') + autoscaler],
    ['those of an object that is gone', scaled('', 'StatefulSet'), scaled('replicas: 10')],
    ['those of a kind without pods of its own', scaled('', 'Cluster'), scaled('replicas: 10', 'Cluster')],
  ])('may be %s', (_, now, before) => {
    expect(judged(now, before)).toEqual([]);
  });
});
