import { describe, expect, test } from '@jest/globals';
import { waitsEnd } from '../../../../lib/checker/rules/availability/waits-end';
import { judge } from '../judge';

describe('waits-end', () => {
  const server = (name: string, pod: string, publish = false) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { ${pod} } } }
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, publishNotReadyAddresses: ${publish}, ports: [{ port: 80 }] }
`;
  const wait = (host: string) =>
    `initContainers: [{ name: wait, command: [sh, -c, "until nc -z ${host} 80; do sleep 2; done"] }], containers: [{ name: app }]`;

  test('finds pods that wait for each other', () => {
    expect(judge(waitsEnd, server('web', wait('api')) + server('api', wait('web')))).toEqual([waitsEnd.example]);
  });

  test('a chain of waits ends', () => {
    expect(judge(waitsEnd, server('web', wait('api')) + server('api', wait('db')) + server('db', wait('s3')))).toEqual(
      [],
    );
  });

  test('finds a hook and an init container that wait for the Service of their own pod', () => {
    const hook =
      'containers: [{ name: app, lifecycle: { postStart: { exec: { command: [sh, -c, "until curl -sf http://web/live; do sleep 1; done"] } } } }]';
    expect(judge(waitsEnd, server('web', hook))).toHaveLength(1);
    expect(judge(waitsEnd, server('web', wait('web')))).toHaveLength(1);
    expect(judge(waitsEnd, server('web', wait('web'), true))).toEqual([]);
    expect(judge(waitsEnd, server('web', hook.replace('http://web', 'http://127.0.0.1:8080')))).toEqual([]);
  });

  test('a loop that gives up ends', () => {
    const bounded = wait('web').replace(
      'until nc -z web 80; do',
      'while ! nc -z web 80; do n=1; [ $n -lt 9 ] && break;',
    );
    expect(judge(waitsEnd, server('web', bounded))).toEqual([]);
  });

  test('finds a wait for a container of the same pod that starts later', () => {
    expect(judge(waitsEnd, server('web', wait('127.0.0.1')))).toHaveLength(1);
    const proxy = wait('127.0.0.1').replace('[{ name: wait', '[{ name: proxy, restartPolicy: Always }, { name: wait');
    expect(judge(waitsEnd, server('web', proxy))).toEqual([]);
  });
});
