import { describe, expect, test } from '@jest/globals';
import { commandsPermitted } from '../../../../lib/checker/rules/security/commands-permitted';
import { judge } from '../judge';
import { database } from '../workloads';

describe('commands-permitted', () => {
  const first = (command: string, context = 'nothing: 1', pod = 'restartPolicy: Always') =>
    database(
      'image: "elasticsearch:8.15.3"',
      `initContainers: [{ name: sysctl, command: ${command}, securityContext: { ${context} } }], ${pod}`,
    );
  const shell = (script: string, context?: string, pod?: string) =>
    first(`[sh, -c, ${JSON.stringify(script)}]`, context, pod);
  const SYSCTL = '[sysctl, -w, vm.max_map_count=262144]';
  const NONE = 'capabilities: { drop: [ALL] }';

  test('finds a setting of the kernel that a container may not write', () => {
    expect(judge(commandsPermitted, first(SYSCTL))).toEqual([commandsPermitted.example]);
    expect(judge(commandsPermitted, first(SYSCTL, 'privileged: false'))).toHaveLength(1);
    expect(judge(commandsPermitted, first(SYSCTL, 'capabilities: { add: [SYS_ADMIN] }'))).toHaveLength(1);
  });

  test.each([
    ['a rule of the network', shell('set -e; iptables -t nat -A PREROUTING -j DNAT'), 'NET_ADMIN below add'],
    ['a route', shell('ip route add 10.0.0.0/8 via 10.1.0.1'), 'NET_ADMIN below add'],
    ['a module', shell('modprobe wireguard'), 'SYS_MODULE below add'],
    ['a file system', shell('mount -t nfs a:/b /c'), 'SYS_ADMIN below add'],
    ['chown without its capability', shell('chown -R 999:999 /data', NONE), 'CHOWN below add'],
    ['chown as another user', shell('chown -R 999:999 /data', 'runAsUser: 1000'), '0, the user root'],
    [
      'packages as a user of the pod',
      shell('apk add --no-cache curl && curl a', undefined, 'securityContext: { runAsUser: 65534 }'),
      '0, the user root',
    ],
    ['packages without root', shell('apt-get install -y curl', 'runAsNonRoot: true'), '0, the user root'],
  ])('finds %s', (_, yaml, expected) => {
    expect(judge(commandsPermitted, yaml)).toEqual([expect.stringContaining(`expected ${expected}`)]);
  });

  test.each([
    ['a privileged container', first(SYSCTL, 'privileged: true')],
    ['what the container reads', shell('sysctl vm.max_map_count')],
    ['a capability that is given', shell('iptables -L', 'capabilities: { drop: [ALL], add: [NET_ADMIN] }')],
    ['all capabilities', shell('iptables -L', 'capabilities: { add: [ALL] }')],
    ['a file that is no setting of the kernel', shell('echo 1 > /data/sys')],
    ['a command that may fail', shell('sysctl -w vm.max_map_count=262144 || true')],
    ['a script that goes on', shell('set +e; sysctl -w vm.max_map_count=262144')],
    ['chown as root', shell('chown -R 999:999 /data')],
    ['chown with its capability', shell('chown -R 999:999 /data', 'capabilities: { drop: [ALL], add: [CHOWN] }')],
    ['chown of own files', shell('chown -R 1000:1000 /data', 'runAsUser: 1000')],
    ['packages as root', shell('apk add curl')],
    ['no command', database('image: "elasticsearch:8.15.3"')],
    ['a pod of Windows', shell('mount a', undefined, 'os: { name: windows }')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(commandsPermitted, yaml)).toEqual([]);
  });
});
