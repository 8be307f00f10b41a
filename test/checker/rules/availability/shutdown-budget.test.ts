import { describe, expect, test } from '@jest/globals';
import { shutdownBudget } from '../../../../lib/checker/rules/availability/shutdown-budget';
import { judge, weights } from '../judge';
import { API, deployment } from '../pods';

describe('shutdown-budget', () => {
  const SLEEP = 'lifecycle: { preStop: { sleep: { seconds: 10 } } }';
  const shell = (script: string) => `lifecycle: { preStop: { exec: { command: [/bin/sh, -c, "${script}"] } } }`;
  const uvicorn = 'env: [{ name: UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN, value: "30" }]';
  const stops = (container: string, grace = 'restartPolicy: Always', more = '') =>
    judge(shutdownBudget, deployment(`{ name: api, ${container} }`, grace) + more).map((line) =>
      line.replace(`${API}.terminationGracePeriodSeconds: expected `, '').replace(' [shutdown-budget]', ''),
    );

  test('does not ask what serves nobody: a Job, or a container that runs before the others', () => {
    const job = deployment(`{ name: api, ${uvicorn} }`).replace('kind: Deployment', 'kind: Job');
    expect(judge(shutdownBudget, job)).toEqual([]);
    expect(stops('image: api:1', `initContainers: [{ name: wait, ${uvicorn} }]`)).toEqual([]);
  });

  test('adds up preStop, drain and buffer', () => {
    expect(judge(shutdownBudget, deployment(`{ name: api, ${SLEEP}, ${uvicorn} }`))).toEqual([shutdownBudget.example]);
    expect(stops(`${SLEEP}, ${uvicorn}`, 'terminationGracePeriodSeconds: 44')).toEqual([
      'at least 45 s (preStop 10 + drain 30 + buffer 5), received 44',
    ]);
    expect(stops(`${SLEEP}, ${uvicorn}`, 'terminationGracePeriodSeconds: 45')).toEqual([]);
  });

  test('a wait that the grace period cuts off is a risk, and a lack of the buffer an opinion', () => {
    const cut = (grace: number) =>
      weights(shutdownBudget, deployment(`{ name: api, ${SLEEP} }`, `terminationGracePeriodSeconds: ${grace}`));
    expect([10, 11].map(cut)).toEqual([['risk'], ['opinion']]);
  });

  test.each([
    ['--timeout-graceful-shutdown 40', 'command: [uvicorn, "main:app", --timeout-graceful-shutdown, "40"]'],
    ['--timeout-graceful-shutdown=40', 'args: ["main:app", --timeout-graceful-shutdown=40]'],
    ['gunicorn --graceful-timeout', 'command: [gunicorn, --graceful-timeout, "40"]'],
    ['a script', 'command: [sh, -c, "exec gunicorn --graceful-timeout 40 app"]'],
    ['an option, which wins over the variable', `command: [uvicorn, --timeout-graceful-shutdown=40], ${uvicorn}`],
  ])('reads the drain from %s', (_, container) => {
    expect(stops(container)).toEqual(['at least 45 s (drain 40 + buffer 5), received nothing (30 s)']);
  });

  test('reads the drain from the settings of a program', () => {
    const mounted = (words: string, file: string, text: string) =>
      stops(
        `image: "acme/desk:1", command: [${words}], volumeMounts: [{ name: conf, mountPath: /etc/app }]`,
        'volumes: [{ name: conf, configMap: { name: conf } }]',
        `---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: conf }, data: { ${file}: "${text}" } }\n`,
      );
    const late = ['at least 65 s (drain 60 + buffer 5), received nothing (30 s)'];
    expect(mounted('bundle, exec, sidekiq, -C, /etc/app/sidekiq.yml', 'sidekiq.yml', ':timeout: 60')).toEqual(late);
    expect(mounted('haproxy', 'haproxy.cfg', 'global\\n  hard-stop-after 1m')).toEqual(late);
    expect(mounted('java, -jar, app.jar', 'app.yml', 'quarkus.shutdown.timeout: PT60S')).toEqual(late);
    expect(mounted('bundle, exec, worker', 'sidekiq.yml', ':timeout: 60')).toEqual([]);
    expect(stops('image: "caddy:2", env: [{ name: GRACE_PERIOD, value: 60s }]')).toEqual(late);
    expect(stops('image: "acme/web:2", env: [{ name: GRACE_PERIOD, value: 60s }]')).toEqual([]);
  });

  test('reads the drain from a ConfigMap', () => {
    const configMap = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: api }
data: { UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN: "40", DRAIN: "50" }
`;
    const sum = (drain: number) => [`at least ${drain + 5} s (drain ${drain} + buffer 5), received nothing (30 s)`];
    expect(stops('envFrom: [{ configMapRef: { name: api } }]', undefined, configMap)).toEqual(sum(40));
    const entry =
      '{ name: UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN, valueFrom: { configMapKeyRef: { name: api, key: DRAIN } } }';
    expect(stops(`envFrom: [{ configMapRef: { name: api } }], env: [${entry}]`, undefined, configMap)).toEqual(sum(50));
    expect(stops('envFrom: [{ configMapRef: { name: none } }]', undefined, configMap)).toEqual([]);
    expect(stops('envFrom: [{ prefix: A_, configMapRef: { name: api } }]', undefined, configMap)).toEqual([]);
  });

  test.each([
    ['the native hook', 'lifecycle: { preStop: { sleep: { seconds: 30 } } }', 30],
    ['sleep', 'lifecycle: { preStop: { exec: { command: [sleep, "30"] } } }', 30],
    ['a script', shell('sleep 30'), 30],
    ['a script of several commands', shell('nginx -s quit; sleep 20 && sleep 10'), 30],
    ['minutes', shell('sleep 1m'), 60],
  ])('reads the wait from %s', (_, container, seconds) => {
    expect(stops(container)).toEqual([
      `at least ${seconds + 5} s (preStop ${seconds} + buffer 5), received nothing (30 s)`,
    ]);
  });

  test('goes by the container that takes the longest', () => {
    const yaml = deployment(`{ name: proxy, ${SLEEP} }, { name: api, ${SLEEP}, ${uvicorn} }`);
    expect(judge(shutdownBudget, yaml)).toEqual([shutdownBudget.example]);
  });

  test.each([
    ['a pod that nothing is known of', 'image: nginx', 'terminationGracePeriodSeconds: 1'],
    ['a wait within the default', SLEEP, 'restartPolicy: Always'],
    ['a wait that just fits', SLEEP, 'terminationGracePeriodSeconds: 15'],
    ['a hook that does not wait', shell('nginx -s quit'), 'terminationGracePeriodSeconds: 1'],
    ['a wait that cannot be read', shell('sleep $WAIT'), 'restartPolicy: Always'],
    ['a wrong type', SLEEP, 'terminationGracePeriodSeconds: "1"'],
  ])('accepts %s', (_, container, grace) => {
    expect(stops(container, grace)).toEqual([]);
  });

  test('a pod with data has time to stop', () => {
    const stop = (kind: string) =>
      judge(shutdownBudget, deployment('{ name: db }', 'terminationGracePeriodSeconds: 0').replace('Deployment', kind));
    expect(stop('StatefulSet')).toEqual([
      expect.stringContaining('expected time to write the data and to stop, received 0'),
    ]);
    expect(stop('Deployment')).toEqual([]);
  });

  test('counts the time that a worker gives to a job', () => {
    const worker = 'command: [php, artisan, "queue:work", --tries=3, --timeout=120]';
    expect(stops(worker, 'terminationGracePeriodSeconds: 60')).toHaveLength(1);
    expect(stops(worker, 'terminationGracePeriodSeconds: 150')).toEqual([]);
    expect(stops('command: [server, --timeout=120]')).toEqual([]);
  });

  test('knows the time that workers and frameworks take', () => {
    expect(stops('args: [php, artisan, "queue:work", "--timeout=120"]')).toHaveLength(1);
    expect(stops('args: [php, artisan, "queue:work", "--timeout=20"]')).toEqual([]);
    expect(stops('env: [{ name: SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE, value: 60s }]')).toHaveLength(1);
  });

  test.each([
    'SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE',
    'GRACEFUL_SHUTDOWN_TIMEOUT',
    'SHUTDOWN_TIMEOUT',
    'SHUTDOWN_GRACE_PERIOD',
    'SHUTDOWN_TIMEOUT_SECONDS',
    'DRAIN_TIMEOUT',
    'QUARKUS_SHUTDOWN_TIMEOUT',
  ])('reads the drain from %s', (name) => {
    expect(stops(`env: [{ name: ${name}, value: 1h }]`)).toEqual([
      'at least 3605 s (drain 3600 + buffer 5), received nothing (30 s)',
    ]);
  });

  test('a pod with a claim has time to stop, whatever its kind', () => {
    const claim = 'volumes: [{ name: v, persistentVolumeClaim: { claimName: v } }]';
    expect(stops('image: db', `terminationGracePeriodSeconds: 0, ${claim}`)).toHaveLength(1);
  });

  test('a second of work counts', () => {
    expect(stops('args: [sidekiq, -t, "1"]', 'terminationGracePeriodSeconds: 3')).toEqual([
      'at least 6 s (drain 1 + buffer 5), received 3',
    ]);
    expect(stops('args: [envoy, --drain-time-s, "1"]', 'terminationGracePeriodSeconds: 3')).toHaveLength(1);
    expect(stops('args: [envoy]', 'terminationGracePeriodSeconds: 3')).toEqual([]);
  });
});
