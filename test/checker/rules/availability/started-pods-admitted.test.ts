import { describe, expect, test } from '@jest/globals';
import { startedPodsAdmitted } from '../../../../lib/checker/rules/availability/started-pods-admitted';
import { judge } from '../judge';
import { object } from '../object';

describe('started-pods-admitted', () => {
  const file = (name: string, text: string) =>
    object('ConfigMap', 'ci/runner', `data: { ${name}: ${JSON.stringify(text)} }`);
  const account = object('ServiceAccount', 'jobs/job');
  const range = (max: string, type = 'Container') =>
    object('LimitRange', 'jobs/limits', `spec: { limits: [{ type: ${type}, max: { ${max} } }] }`);
  const runner = (lines: string, name = 'config.toml') => file(name, `[runners.kubernetes]\n${lines}\n`);
  const said = (...yaml: string[]) => judge(startedPodsAdmitted, yaml.join(''));

  test('finds an account that another namespace has', () => {
    expect(said(account, runner('  service_account = "job"'))).toEqual([startedPodsAdmitted.example]);
    expect(said(account, runner('namespace = "jobs"\nservice_account = "job"'))).toEqual([]);
    expect(said(account, runner('service_account = "other"'))).toEqual([]);
    expect(said(account, runner('namespace = "ci"\nservice_account = "job"\nnamespace = "jobs"'))).toEqual([]);
    expect(said(account, runner('service_account = "job"', 'notes'))).toEqual([]);
    expect(said(account, file('config.toml', 'service_account = "job"'))).toEqual([]);
  });

  test('finds a limit above the maximum of the namespace', () => {
    const limit = (line: string) => runner(`namespace = "jobs"\n${line}`);
    expect(said(range('memory: 3Gi'), limit('memory_limit = "4Gi"'))[0]).toContain(
      'expected at most "3Gi" of memory for GitLab Runner, the maximum of LimitRange jobs/limits, received "4Gi"',
    );
    expect(said(range('memory: 3Gi'), limit('memory_limit = "3Gi"\nmemory_request = "4Gi"'))).toHaveLength(1);
    expect(said(range('cpu: "1"'), limit('cpu_limit = "1500m"'))).toHaveLength(1);
    expect(said(range('memory: 4Gi'), limit('memory_limit = "4Gi"'))).toEqual([]);
    expect(said(range('cpu: "1"'), limit('memory_limit = "4Gi"'))).toEqual([]);
    expect(said(range('memory: 3Gi', 'Pod'), limit('memory_limit = "4Gi"'))).toEqual([]);
    expect(said(range('memory: 3Gi'), runner('memory_limit = "4Gi"'))).toEqual([]);
  });

  test.each([
    ['jupyterhub_config.py', 'c.KubeSpawner.namespace = "jobs"\nc.KubeSpawner.mem_limit = "3G"', 0],
    ['jupyterhub_config.py', 'c.KubeSpawner.namespace = "jobs"\nc.KubeSpawner.mem_limit = "4G"', 1],
    ['jupyterhub_config.py', 'c.KubeSpawner.namespace = "jobs"\nc.KubeSpawner.cpu_limit = 2', 1],
    ['jupyterhub_config.py', 'c.KubeSpawner.service_account = "job"', 1],
    ['jenkins.yaml', 'jenkins:\n  clouds:\n  - kubernetes:\n      namespace: jobs\n      resourceLimitMemory: 4Gi', 1],
    ['jenkins.yaml', 'jenkins:\n  clouds:\n  - kubernetes:\n      serviceAccount: job', 1],
    ['jenkins.yaml', 'jenkins:\n  clouds:\n  - kubernetes:\n      namespace: jobs\n      resourceRequestCpu: 500m', 0],
    ['spark-defaults.conf', 'spark.kubernetes.namespace jobs\nspark.executor.memory 4g', 1],
    ['spark-defaults.conf', 'spark.kubernetes.namespace=jobs\nspark.executor.memory=3g', 0],
    [
      'spark-defaults.conf',
      'spark.kubernetes.namespace=ci\nspark.kubernetes.authenticate.driver.serviceAccountName=job',
      1,
    ],
  ])('reads %s: %j', (name, text, count) => {
    expect(said(account, range('memory: 3Gi, cpu: "1"'), file(name, text))).toHaveLength(count);
  });
});
