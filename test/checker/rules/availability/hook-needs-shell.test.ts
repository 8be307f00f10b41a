import { describe, expect, test } from '@jest/globals';
import { hookNeedsShell } from '../../../../lib/checker/rules/availability/hook-needs-shell';
import { judge } from '../judge';
import { API, deployment } from '../pods';

describe('hook-needs-shell', () => {
  const hello = (image: string, more: string) => deployment(`{ name: api, image: "${image}", ${more} }`);
  const SLEEP = 'lifecycle: { preStop: { exec: { command: [sleep, "10"] } } }';

  test('finds a hook that cannot run', () => {
    expect(judge(hookNeedsShell, hello('blux2/hello-server:1.6', SLEEP))).toEqual([hookNeedsShell.example]);
  });

  test.each([
    'gcr.io/distroless/static-debian12:nonroot',
    'acme/api-distroless:1',
    'acme/api:1-distroless',
    'cgr.dev/chainguard/static:1',
    'registry.k8s.io/pause:3.9',
  ])('knows that %s holds no shell', (image) => {
    expect(judge(hookNeedsShell, hello(image, SLEEP))).toHaveLength(1);
  });

  test.each([
    [
      'lifecycle: { postStart: { exec: { command: [/bin/sh, -c, "echo secret"] } } }',
      'lifecycle.postStart.exec.command: expected no hook',
      '"/bin/sh"',
    ],
    [
      'readinessProbe: { exec: { command: [cat, /tmp/ready] } }',
      'readinessProbe.exec.command: expected an httpGet, tcpSocket or grpc probe',
      '"cat"',
    ],
    [
      'livenessProbe: { exec: { command: [wget, localhost] } }',
      'livenessProbe.exec.command: expected an httpGet, tcpSocket or grpc probe',
      '"wget"',
    ],
    [
      'startupProbe: { exec: { command: [curl, localhost] } }',
      'startupProbe.exec.command: expected an httpGet, tcpSocket or grpc probe',
      '"curl"',
    ],
  ])('finds %s, and tells only the program', (more, sentence, command) => {
    expect(judge(hookNeedsShell, hello('blux2/hello-server:1.6', more))).toEqual([
      `${API}.containers[api].${sentence}: blux2/hello-server holds no shell, received ${command} [hook-needs-shell]`,
    ]);
  });

  test.each([
    ['an image that has a shell', 'nginx:1.27', SLEEP],
    ['the debug variant, which has one', 'gcr.io/distroless/static:debug', SLEEP],
    [
      'a program of the image itself',
      'gcr.io/distroless/static:1',
      'livenessProbe: { exec: { command: [/grpc_health_probe] } }',
    ],
    ['the native hook', 'blux2/hello-server:1.6', 'lifecycle: { preStop: { sleep: { seconds: 10 } } }'],
  ])('accepts %s', (_, image, more) => {
    expect(judge(hookNeedsShell, hello(image, more))).toEqual([]);
  });
});
