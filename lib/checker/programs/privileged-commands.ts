/** A command that the kernel permits to some processes alone. */
export interface PrivilegedCommand {
  /** The words of the command, program first. */
  readonly command: RegExp;
  /** The capability. `privileged`: the kernel's settings are read-only without. `root`: a user, and no capability. */
  readonly needs: string;
}

export const PRIVILEGED_COMMANDS: readonly PrivilegedCommand[] = [
  // https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/: /proc/sys is mounted read-only
  { command: /^(\S*\/)?sysctl\s+(?:-\w+\s+)*[\w.]+=|^(\S*\/)?sysctl\s+(?:-q\s+)?(?:-w|-p)\b/, needs: 'privileged' },
  { command: /^echo\s.*>\s*\/(proc\/sys|sys\/kernel)\//, needs: 'privileged' },
  { command: /^(\S*\/)?nsenter\s/, needs: 'privileged' },
  // https://man7.org/linux/man-pages/man7/capabilities.7.html
  { command: /^(\S*\/)?(modprobe|insmod)\s/, needs: 'SYS_MODULE' },
  { command: /^(\S*\/)?(mount|umount)\s+-?\S*[/\w]|^(\S*\/)?(swapoff|losetup)\s/, needs: 'SYS_ADMIN' },
  { command: /^(\S*\/)?(iptables|ip6tables|iptables-restore|nft|ipset|brctl)\s/, needs: 'NET_ADMIN' },
  {
    command: /^(\S*\/)?ip\s+(?:-\w+\s+)*(route|rule|link|addr|address|tuntap)\s+(add|del|set|replace|change)\b/,
    needs: 'NET_ADMIN',
  },
  { command: /^(\S*\/)?tc\s+(qdisc|class|filter)\s+(add|del|replace)\b/, needs: 'NET_ADMIN' },
  { command: /^(\S*\/)?(date\s+(-s|--set)|hwclock\s)/, needs: 'SYS_TIME' },
  { command: /^(\S*\/)?(chown|chgrp)\s/, needs: 'CHOWN' },
  { command: /^(\S*\/)?(tcpdump|arping)\s/, needs: 'NET_RAW' },
  // https://manpages.debian.org/apt-get, https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper
  { command: /^(\S*\/)?(apk\s+(?:-\S+\s+)*add|(apt|apt-get|yum|dnf|microdnf)\s+(?:-\S+\s+)*install)\b/, needs: 'root' },
];

/** The capabilities that a container has unless its manifest drops them: https://github.com/containerd/containerd/blob/main/pkg/oci/spec.go */
export const GIVEN_CAPABILITIES: ReadonlySet<string> = new Set(['CHOWN', 'NET_RAW']);
