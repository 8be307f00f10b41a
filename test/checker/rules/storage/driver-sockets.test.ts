import { describe, expect, test } from '@jest/globals';
import { driverSockets } from '../../../../lib/checker/rules/storage/driver-sockets';
import { judge } from '../judge';

const driver = (args: string, more = '', folder = '/var/lib/kubelet/plugins/nfs') => `
{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: csi }, spec: { template: { spec: {
  containers: [{ name: registrar, image: "registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.10.0", args: [--csi-address=/csi/csi.sock, ${args}], ${more} volumeMounts: [{ name: socket, mountPath: /csi }] }],
  volumes: [{ name: socket, hostPath: { path: ${folder} } }] } } } }`;

describe('driver-sockets', () => {
  const path = (name: string) => `--kubelet-registration-path=/var/lib/kubelet/plugins/${name}/csi.sock`;

  test('finds a path at which no driver listens', () => {
    expect(judge(driverSockets, driver(path('other')))).toEqual([driverSockets.example]);
    expect(judge(driverSockets, driver(path('nfs')))).toEqual([]);
    expect(judge(driverSockets, driver(path('nfs'), '', '/var/lib/kubelet/plugins/nfs/'))).toEqual([]);
  });

  test('reads the path of a variable', () => {
    const variable = (name: string) =>
      driver(
        '--kubelet-registration-path=$(SOCKET)',
        `env: [{ name: SOCKET, value: /var/lib/kubelet/plugins/${name}/csi.sock }],`,
      );
    expect(judge(driverSockets, variable('other'))).toHaveLength(1);
    expect(judge(driverSockets, variable('nfs'))).toEqual([]);
  });
});
