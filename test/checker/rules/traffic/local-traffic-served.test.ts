import { describe, expect, test } from '@jest/globals';
import { localTrafficServed } from '../../../../lib/checker/rules/traffic/local-traffic-served';
import { judge } from '../judge';
import { object } from '../workloads';

describe('local-traffic-served', () => {
  const set = (kind: string, policy = 'Local', more = '') =>
    object('Service', 'logs', `selector: { app: logs }, internalTrafficPolicy: ${policy}, ports: [{ port: 80 }]`) +
    object(kind, 'logs', `template: { metadata: { labels: { app: logs } }, spec: { containers: [] ${more} } }`);

  test('finds a Service with pods on some nodes', () => {
    expect(judge(localTrafficServed, set('Deployment'))).toEqual([localTrafficServed.example]);
  });

  test('accepts a DaemonSet, and pods that are kept beside each other', () => {
    expect(judge(localTrafficServed, set('DaemonSet'))).toEqual([]);
    expect(judge(localTrafficServed, set('Deployment', 'Cluster'))).toEqual([]);
    const near = ', affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{}] } }';
    expect(judge(localTrafficServed, set('Deployment', 'Local', near))).toEqual([]);
  });
});
