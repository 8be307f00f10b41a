import { describe, expect, test } from '@jest/globals';
import { readyPodsPublished } from '../../../../lib/checker/rules/availability/ready-pods-published';
import { judge } from '../judge';
import { object } from '../object';
import { container, deployment, service } from '../references/objects';

describe('ready-pods-published', () => {
  const pods = deployment('api', container('readinessProbe: { tcpSocket: { port: 80 } }'));
  const api = (kind = '') => service('api', `${kind} publishNotReadyAddresses: true, selector: { app: api }`);
  const client = object('ConfigMap', 'web', 'data: { URL: "http://api" }');

  test('clients are led to ready pods alone', () => {
    expect(judge(readyPodsPublished, pods + api() + client)).toEqual([readyPodsPublished.example]);
  });

  test('a Service for the members of a cluster, and a Service without clients, may publish all pods', () => {
    expect(judge(readyPodsPublished, pods + api('clusterIP: None,') + client)).toEqual([]);
    expect(judge(readyPodsPublished, pods + api())).toEqual([]);
  });
});
