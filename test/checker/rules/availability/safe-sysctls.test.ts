import { describe, expect, test } from '@jest/globals';
import { safeSysctls } from '../../../../lib/checker/rules/availability/safe-sysctls';
import { judge } from '../judge';
import { object } from '../workloads';

describe('safe-sysctls', () => {
  const pod = (name: string) =>
    object(
      'Deployment',
      'api',
      `template: { spec: { securityContext: { sysctls: [{ name: ${name}, value: "1" }] }, containers: [] } }`,
    );

  test('finds a sysctl that kubelets forbid', () => {
    expect(judge(safeSysctls, pod('net.core.somaxconn'))).toEqual([safeSysctls.example]);
    expect(judge(safeSysctls, pod('vm.max_map_count'))[0]).toContain('a sysctl of pods');
  });

  test('accepts safe sysctls, and all where the kubelets are configured', () => {
    expect(judge(safeSysctls, pod('net.ipv4.tcp_syncookies'))).toEqual([]);
    const kubelet = object('KubeletConfiguration', 'kubelet', 'a: 1');
    expect(judge(safeSysctls, pod('net.core.somaxconn') + kubelet)).toEqual([]);
  });
});
