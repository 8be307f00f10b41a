import { describe, expect, test } from '@jest/globals';
import { containersEnd } from '../../../../lib/checker/rules/availability/containers-end';
import { judge } from '../judge';
import { object } from '../workloads';

describe('containers-end', () => {
  const proxy = (more = '') =>
    `{ name: cloud-sql-proxy, image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.13.0" ${more} }`;
  const job = (pod: string, kind = 'Job') =>
    judge(containersEnd, object(kind, 'migrate', `template: { spec: { ${pod} } }`));
  const migrate = (command = 'migrate') => `{ name: migrate, command: [sh, -c, "${command}"] }`;

  test('finds a proxy beside the program of a Job', () => {
    expect(job(`containers: [${proxy()}, ${migrate()}]`)).toEqual([containersEnd.example]);
    expect(job(`containers: [${proxy()}, ${migrate()}]`, 'Deployment')).toEqual([]);
    expect(job(`containers: [${proxy()}, ${migrate('migrate; curl -X POST localhost:9091/quitquitquit')}]`)).toEqual(
      [],
    );
    expect(job(`initContainers: [${proxy(', restartPolicy: Always')}], containers: [${migrate()}]`)).toEqual([]);
  });

  test('finds a proxy for whose end a pod waits', () => {
    expect(job(`initContainers: [${proxy()}], containers: [${migrate()}]`)).toHaveLength(1);
    expect(
      job(`initContainers: [${proxy(', command: [sh, -c, "cp /bin/proxy /shared"]')}], containers: [${migrate()}]`),
    ).toEqual([]);
  });

  describe('an init container', () => {
    const reporter = '--listen=:9400';
    const ofPod = (first: string, main: string) =>
      job(`initContainers: [{ name: a, image: reporter, ${first} }], containers: [{ name: b, image: app, ${main} }]`);
    const calls = 'args: ["--progress=http://127.0.0.1:9400/progress"]';

    test('that listens for the containers behind it never ends', () => {
      expect(ofPod(`args: ["${reporter}"]`, calls)[0]).toContain('initContainers[a]: expected restartPolicy Always');
      expect(ofPod('command: [reporter, --port, "9400"]', 'env: [{ name: A, value: localhost:9400 }]')).toHaveLength(1);
    });

    test.each([
      ['a sidecar', `args: ["${reporter}"], restartPolicy: Always`, calls],
      ['another port', 'args: ["--listen=:9401"]', calls],
      ['a longer port', `args: ["${reporter}"]`, calls.replace('9400', '94001')],
      ['a host elsewhere', `args: ["${reporter}"]`, calls.replace('127.0.0.1', 'reporter')],
      ['a port that another container has', `args: ["${reporter}"]`, `${calls}, ports: [{ containerPort: 9400 }]`],
      [
        'a port that an option of another container has',
        `args: ["${reporter}"]`,
        'args: ["--bind=:9400", "localhost:9400"]',
      ],
      ['a program that asks itself', `args: ["${reporter}"], image: app`, calls],
      ['a probe', `args: ["${reporter}"]`, 'livenessProbe: { exec: { command: [curl, "localhost:9400"] } }'],
    ])('%s is no such thing', (_, first, main) => {
      expect(ofPod(first, main)).toEqual([]);
    });

    test.each([
      ['sleep infinity', 1],
      ['prepare; tail -f /dev/null', 1],
      ['while true; do sync; sleep 30; done', 1],
      ['while true; do sync && break; sleep 30; done', 0],
      ['while true; do sync; sleep 30; done & prepare', 0],
      ['timeout 60 sh -c "while true; do sync; done', 0],
      ['timeout 60 sleep infinity', 0],
      ['set -e; while true; do sync; sleep 30; done', 0],
      ['until ready; do sleep 1; done', 0],
      ['sleep 10', 0],
    ])('that runs %s', (script, count) => {
      expect(ofPod(`command: [sh, -c, ${JSON.stringify(script)}]`, 'args: [run]')).toHaveLength(count);
    });
  });

  test('finds an agent of Vault that is injected into a Job', () => {
    const injected = (more: string, kind = 'Job') =>
      judge(
        containersEnd,
        object(
          kind,
          'migrate',
          `template: { metadata: { annotations: { vault.hashicorp.com/agent-inject: "true" ${more} } }, spec: { containers: [${migrate()}] } }`,
        ),
      );
    expect(injected('')).toHaveLength(1);
    expect(injected(', vault.hashicorp.com/agent-pre-populate-only: "true"')).toEqual([]);
    expect(injected('', 'Deployment')).toEqual([]);
  });

  test('finds a git-sync that runs for ever before the others', () => {
    const sync = (args: string) =>
      job(
        `initContainers: [{ name: sync, image: "registry.k8s.io/git-sync/git-sync:v4.2.3", args: [${args}] }], containers: [${migrate()}]`,
      );
    expect(sync('--repo=https://example.com/a.git')).toHaveLength(1);
    expect(sync('--repo=https://example.com/a.git, --one-time')).toEqual([]);
  });

  test('an agent of Vault ends where somebody ends it', () => {
    const injected = (more: string, containers: string) =>
      judge(
        containersEnd,
        object(
          'Job',
          'migrate',
          `template: { metadata: { annotations: { vault.hashicorp.com/agent-inject: "true" ${more} } }, spec: { containers: [${containers}] } }`,
        ),
      );
    expect(injected('', migrate())[0]).toContain(
      'expected "true": otherwise an agent runs beside the program, and never ends',
    );
    expect(injected(', vault.hashicorp.com/agent-enable-quit: "true"', migrate())).toEqual([]);
    const quits = '{ name: quit, command: [pkill, vault] }';
    expect(injected('', `${migrate()}, ${quits}`)).toEqual([]);
    expect(injected('', '{ name: quit, command: [timeout, "9", sleep] }')).toEqual([]);
  });

  test('a Job of servers alone is meant, and a proxy may end itself', () => {
    expect(job(`containers: [${proxy()}]`)).toEqual([]);
    expect(job(`containers: [${proxy()}, ${proxy()}]`)).toEqual([]);
    expect(job(`containers: [${proxy(', args: [--quitquitquit]')}, ${migrate()}]`)).toEqual([]);
    expect(job(`containers: [${proxy()}, ${migrate()}, { name: end, command: [kill, -TERM, "7"] }]`)).toEqual([]);
    expect(job(`containers: [${proxy()}, ${migrate()}]`, 'StatefulSet')).toEqual([]);
  });

  test('says how a pod does not wait for a server', () => {
    const first = (container: string) => job(`initContainers: [${container}], containers: [${migrate()}]`)[0];
    expect(first(proxy())).toContain(
      'expected restartPolicy Always, with which Kubernetes does not wait for the end, received a server that never ends',
    );
    expect(first(proxy(', restartPolicy: Always'))).toBeUndefined();
    const sync = (more: string) => first(`{ name: sync, image: git-sync, ${more} }`);
    expect(sync('command: [git-sync]')).toContain('expected the option --one-time, or restartPolicy Always');
    expect(sync('env: [{ name: GITSYNC_REF, value: main }]')).toContain('--one-time');
    expect(
      sync('env: [{ name: GITSYNC_REF, value: main }, { name: GITSYNC_ONE_TIME, value: "true" }]'),
    ).toBeUndefined();
    expect(sync('envFrom: [{ configMapRef: { name: sync } }]')).toBeUndefined();
    expect(sync('restartPolicy: Always')).toBeUndefined();
  });
});
