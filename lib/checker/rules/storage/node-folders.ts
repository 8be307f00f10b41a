import type { Container } from '../../bundle/bundle';
import { mounts } from '../../bundle/containers/pod-volumes';
import { pathSlip } from '../../bundle/references/path-slip';
import { listItems } from '../../manifest/field-path';
import { listAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Folders of a node with files for agents. The files of the first are links into the second. */
const FOLDERS = [
  '/var/log',
  '/var/log/pods',
  '/var/log/containers',
  '/var/lib/docker/containers',
  '/var/lib/kubelet',
  '/var/lib/kubelet/pods',
  '/var/log/journal',
  '/run/log/journal',
  '/etc/machine-id',
  '/var/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/systemd',
  '/lib/modules',
  '/etc/kubernetes',
  '/etc/cni/net.d',
  '/opt/cni/bin',
  '/proc',
];

/** A volume of a node is a folder that nodes have. */
export const nodeFolders: Rule = {
  id: 'node-folders',
  answer: 'risk',
  why: 'a folder that no node has is made empty, or holds the pod up: an agent finds no file there, and nobody complains',
  example:
    'DaemonSet default/agent: spec.template.spec.volumes[log].hostPath.path: expected "/var/log", which nodes have, received "/var/logs" [node-folders]',
  about: ['hostPath'],
  check: ({ containers, templates }) => [
    ...containers.flatMap(links),
    ...templates.flatMap(({ owner: object, spec, path }) =>
      listItems(spec, path, 'volumes').flatMap((volume): Finding[] => {
        const folder = stringAt(volume.item, 'hostPath', 'path') ?? '';
        const meant = pathSlip(folder, FOLDERS);
        // The kubelet makes a folder of this type.
        if (meant === undefined || stringAt(volume.item, 'hostPath', 'type') === 'DirectoryOrCreate') return [];
        const expected = `${quoted(meant)}, which nodes have`;
        return [{ object, field: `${volume.path}.hostPath.path`, expected, received: quoted(folder) }];
      }),
    ),
  ],
};

/** The files of /var/log/containers are links: https://kubernetes.io/docs/concepts/cluster-administration/logging/ */
function links(container: Container): Finding[] {
  const hosts = new Map(
    listAt(container.template.spec, 'volumes').map((volume) => [
      stringAt(volume, 'name'),
      stringAt(volume, 'hostPath', 'path'),
    ]),
  );
  const all = mounts(container).map(({ volume, mountPath, path }) => ({
    mountPath,
    path,
    host: hosts.get(volume)?.replace(/\/+$/, ''),
  }));
  const there = all.find(({ host }) => host === '/var/log/containers');
  const covers = all.some(
    ({ host, mountPath }) =>
      (host === '/var/log' || host === '/var/log/pods' || host === '/var' || host === '') &&
      mountPath === (host || '/'),
  );
  if (there === undefined || covers) return [];
  return [
    {
      answer: 'broken',
      object: container.template.owner,
      field: there.path,
      expected:
        'a mount of /var/log/pods at the same path beside, into which the files of /var/log/containers are links',
      received: 'none',
    },
  ];
}
