import { describe, expect, test } from '@jest/globals';
import { nodeFolders } from '../../../../lib/checker/rules/storage/node-folders';
import { judge } from '../judge';
import { object } from '../workloads';

describe('node-folders', () => {
  const agent = (path: string, host = path) =>
    object(
      'DaemonSet',
      'agent',
      `template: { spec: { volumes: [{ name: log, hostPath: { path: ${host} } }], containers: [{ name: agent, volumeMounts: [{ name: log, mountPath: ${path} }] }] } }`,
    );

  test('finds a folder that no node has', () => {
    expect(judge(nodeFolders, agent('/var/log', '/var/logs'))).toEqual([nodeFolders.example]);
    expect(judge(nodeFolders, agent('/var/log/nginx'))).toEqual([]);
    expect(judge(nodeFolders, agent('/logs', '/data/logs'))).toEqual([]);
  });

  test('finds links without their files', () => {
    expect(judge(nodeFolders, agent('/var/log/containers'))[0]).toContain('expected a mount of /var/log/pods');
    expect(judge(nodeFolders, agent('/var/log'))).toEqual([]);
  });

  test.each([
    ['/var/logs/pods', '/var/log/pods'],
    ['/var/logs/containers', '/var/log/containers'],
    ['/var/lib/docker/container', '/var/lib/docker/containers'],
    ['/var/lib/kubelets', '/var/lib/kubelet'],
    ['/var/lib/kubelets/pods', '/var/lib/kubelet/pods'],
    ['/var/logs/journal', '/var/log/journal'],
    ['/run/log/jornal', '/run/log/journal'],
    ['/etc/machineid', '/etc/machine-id'],
    ['/var/run/docker.sok', '/var/run/docker.sock'],
    ['/run/containerd/containerd.sok', '/run/containerd/containerd.sock'],
    ['/run/system', '/run/systemd'],
    ['/lib/module', '/lib/modules'],
    ['/etc/kubernets', '/etc/kubernetes'],
    ['/etc/cni/nte.d', '/etc/cni/net.d'],
    ['/opt/cni/bni', '/opt/cni/bin'],
    ['/porc', '/proc'],
  ])('%s is meant for %s', (slip, folder) => {
    expect(judge(nodeFolders, agent('/host', slip))[0]).toContain(`expected "${folder}", which nodes have`);
    expect(judge(nodeFolders, agent('/host', folder).replace('/host', '/x'))).toHaveLength(
      folder === '/var/log/containers' ? 1 : 0,
    );
    const made = agent('/host', slip).replace(`path: ${slip}`, `path: ${slip}, type: DirectoryOrCreate`);
    expect(judge(nodeFolders, made)).toEqual([]);
  });

  test.each([
    ['/var/log/pods', '/var/log/pods', true],
    ['/var/log/', '/var/log', true],
    ['/var', '/var', true],
    ['/', '/', true],
    ['/', '/host', false],
    ['/var/log/pods', '/pods', false],
    ['/var/lib', '/var/lib', false],
  ])('%s of the node at %s holds the files behind the links: %s', (host, path, isHeld) => {
    const found = judge(
      nodeFolders,
      object(
        'DaemonSet',
        'agent',
        `template: { spec: { volumes: [{ name: links, hostPath: { path: /var/log/containers } }, { name: files, hostPath: { path: ${host} } }], containers: [{ name: agent, volumeMounts: [{ name: links, mountPath: /var/log/containers }, { name: files, mountPath: ${path} }] }] } }`,
      ),
    );
    expect(found.map((text) => text.split(', received ')[1])).toEqual(isHeld ? [] : ['none [node-folders]']);
  });

  test.each([
    ['/dev/dri', 'Directory', 'CharDevice'],
    ['/dev/dri/renderD128', 'CharDevice', 'File'],
    ['/dev/kvm', 'CharDevice', 'Directory'],
    ['/dev/ttyUSB0', 'CharDevice', 'BlockDevice'],
    ['/dev/nvme0n1p1', 'BlockDevice', 'CharDevice'],
    ['/var/run/docker.sock', 'Socket', 'File'],
    ['/etc/machine-id', 'File', 'DirectoryOrCreate'],
    ['/var/log/', 'Directory', 'FileOrCreate'],
  ])('%s is a %s and no %s', (path, type, other) => {
    const typed = (name: string) =>
      judge(nodeFolders, agent('/host', path).replace(`path: ${path} }`, `path: ${path}, type: ${name} }`));
    expect(typed(other)).toEqual([
      `DaemonSet default/agent: spec.template.spec.volumes[log].hostPath.type: expected "${type}", which ${path} is, received "${other}" [node-folders]`,
    ]);
    expect(typed(type)).toEqual([]);
    expect(typed('""')).toEqual([]);
  });
});
