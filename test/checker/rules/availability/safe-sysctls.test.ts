import { describe, expect, test } from '@jest/globals';
import { safeSysctls } from '../../../../lib/checker/rules/availability/safe-sysctls';
import { judge, weights } from '../judge';
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

  test.each([
    'kernel.shm_rmid_forced',
    'net.ipv4.ip_local_port_range',
    'net.ipv4.ip_local_reserved_ports',
    'net.ipv4.ip_unprivileged_port_start',
    'net/ipv4/ping_group_range',
    'net.ipv4.tcp_fin_timeout',
    'net.ipv4.tcp_keepalive_intvl',
    'net.ipv4.tcp_keepalive_probes',
    'net.ipv4.tcp_keepalive_time',
    'net.ipv4.tcp_rmem',
    'net.ipv4.tcp_wmem',
  ])('a kubelet allows %s', (name) => {
    expect(judge(safeSysctls, pod(name))).toEqual([]);
  });

  test('a sysctl of the node breaks the pod, another one is a risk', () => {
    expect(weights(safeSysctls, pod('vm.max_map_count'))).toEqual(['broken']);
    expect(weights(safeSysctls, pod('kernel.shmmax'))).toEqual(['risk']);
    expect(judge(safeSysctls, pod('""'))).toEqual([]);
  });
});
