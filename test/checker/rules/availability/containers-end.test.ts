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
});
