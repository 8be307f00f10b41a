import { listItems } from '../../manifest/field-path';
import { stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls */
const SAFE = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);
/** The sysctls of a pod. All others belong to the node. */
const OF_POD = /^(kernel\.(shm|msg)|kernel\.sem$|fs\.mqueue\.|net\.)/;

/** A pod sets sysctls that kubelets allow. */
export const safeSysctls: Rule = {
  id: 'safe-sysctls',
  answer: 'risk',
  why: 'a kubelet allows the safe sysctls alone, unless its configuration names others: a pod with another one fails with SysctlForbidden, and its Deployment makes pod after pod',
  example:
    'Deployment default/api: spec.template.spec.securityContext.sysctls[net.core.somaxconn]: expected a safe sysctl: kubelets forbid others without --allowed-unsafe-sysctls, received "net.core.somaxconn" [safe-sysctls]',
  about: ['sysctls'],
  check: (bundle) =>
    // Whoever writes the configuration of the kubelets knows what they allow.
    bundle.ofKind('KubeletConfiguration').length > 0
      ? []
      : bundle.templates.flatMap(({ owner, spec, path }) =>
          listItems(spec, path, 'securityContext.sysctls').flatMap(({ item, path: field }): Finding[] => {
            const name = (stringAt(item, 'name') ?? '').replaceAll('/', '.');
            if (SAFE.has(name) || name === '') return [];
            const isOfNode = !OF_POD.test(name);
            return [
              {
                ...(isOfNode && { answer: 'broken' as const }),
                object: owner,
                field,
                expected: isOfNode
                  ? 'a sysctl of pods: this one is of the node, which a pod cannot set here'
                  : 'a safe sysctl: kubelets forbid others without --allowed-unsafe-sysctls',
                received: quoted(name),
              },
            ];
          }),
        ),
};
