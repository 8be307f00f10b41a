import { describe, expect, test } from '@jest/globals';
import { readinessProbe } from '../../../../lib/checker/rules/availability/readiness-probe';
import { judge } from '../judge';
import { deployment, service } from '../pods';

describe('readiness-probe', () => {
  const open = '{ name: api, ports: [{ name: http, containerPort: 8080 }] }';
  const selecting = (more: string) => service(`{ selector: { app: api }, ${more} }`);
  const toHttp = selecting('ports: [{ port: 80, targetPort: http }]');

  test('wants a probe where a Service leads', () => {
    expect(judge(readinessProbe, deployment(open) + toHttp)).toEqual([readinessProbe.example]);
  });

  test('says so once, however many Services lead there', () => {
    expect(judge(readinessProbe, deployment(open) + toHttp + toHttp)).toHaveLength(1);
  });

  test('takes the startup probe of a sidecar for its readiness', () => {
    const sidecar = '{ name: proxy, restartPolicy: Always, ports: [{ name: http }], startupProbe: { httpGet: {} } }';
    const pod = (sidecars: string) => deployment('{ name: api }', `initContainers: [${sidecars}]`);
    expect(judge(readinessProbe, pod(sidecar) + toHttp)).toEqual([]);
    expect(judge(readinessProbe, pod(sidecar.replace(/, startup.*(?=})/, '')) + toHttp)).toHaveLength(1);
  });

  test.each([
    ['by number', 'ports: [{ port: 80, targetPort: 8080 }]'],
    ['by the number that it has itself', 'ports: [{ port: 8080 }]'],
  ])('sees where a Service leads %s', (_, ports) => {
    expect(judge(readinessProbe, deployment(open) + selecting(ports))).toHaveLength(1);
  });

  test.each([
    ['a container with a probe', '{ name: api, ports: [{ name: http }], readinessProbe: { httpGet: {} } }', toHttp],
    ['a container at another port', '{ name: api, ports: [{ name: metrics }] }', toHttp],
    ['pods of other labels', open, service('{ selector: { app: web }, ports: [{ port: 8080 }] }')],
    ['a Service that selects nothing', open, service('{ ports: [{ port: 8080 }] }')],
    ['a Service that asks no probe', open, selecting('publishNotReadyAddresses: true, ports: [{ port: 8080 }]')],
    ['no Service', open, ''],
  ])('accepts %s', (_, container, yaml) => {
    expect(judge(readinessProbe, deployment(container) + yaml)).toEqual([]);
  });

  test('wants it of the container that is led to, and not of its neighbour', () => {
    const yaml = deployment(`{ name: proxy }, ${open}`, 'initContainers: [{ name: setup, ports: [{ name: http }] }]');
    expect(judge(readinessProbe, yaml + toHttp)).toEqual([readinessProbe.example]);
  });
});
