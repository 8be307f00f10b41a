import type { Container } from '../../bundle/bundle';
import { mounts } from '../../bundle/containers/pod-volumes';
import { pathSlip } from '../../bundle/references/path-slip';
import { entryOf } from '../../manifest/entry-of';
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

/** What stands at a path of each node that has the path: https://www.kernel.org/doc/html/latest/admin-guide/devices.html, https://man7.org/linux/man-pages/man7/hier.7.html */
const TYPES: readonly (readonly [path: RegExp, type: string])[] = [
  [
    /^\/dev\/(dri|snd|input|bus|bus\/usb|disk(\/by-\w+)?|mapper|pts|shm|hugepages|infiniband|serial(\/by-\w+)?|vfio)$/,
    'Directory',
  ],
  [/^\/dev\/dri\/(card|renderD)\d+$/, 'CharDevice'],
  [
    /^\/dev\/(kvm|fuse|net\/tun|null|zero|random|urandom|tty|ptmx|kmsg|mem|vhost-net|uinput|watchdog|apex_\d+)$/,
    'CharDevice',
  ],
  [
    /^\/dev\/(tty(S|USB|ACM|AMA)\d+|video\d+|nvidia(\d+|ctl|-uvm|-modeset)|i2c-\d+|spidev\d+\.\d+|gpiochip\d+|hidraw\d+|vfio\/\w+)$/,
    'CharDevice',
  ],
  [/^\/dev\/(sd[a-z]\d*|vd[a-z]\d*|xvd[a-z]\d*|nvme\d+n\d+(p\d+)?|loop\d+|md\d+)$/, 'BlockDevice'],
  [/^(\/var)?\/run\/(docker|containerd\/containerd|crio\/crio|podman\/podman)\.sock$/, 'Socket'],
  [/^\/etc\/(machine-id|hostname|os-release|passwd|group|resolv\.conf|hosts|timezone)$/, 'File'],
  [
    /^\/(proc|sys|sys\/fs\/(cgroup|bpf)|sys\/kernel\/(debug|tracing|security)|lib\/modules|usr\/src|var\/log|var\/log\/(pods|containers|journal)|var\/lib\/(kubelet|docker|containerd)|var\/lib\/kubelet\/(pods|plugins|plugins_registry|device-plugins)|etc|etc\/(kubernetes|ssl|ssl\/certs|cni\/net\.d)|opt\/cni\/bin|boot|run|var\/run|dev|tmp|home|root)?$/,
    'Directory',
  ],
];
/** Types with which the kubelet looks at what stands there: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types */
const MADE: Readonly<Record<string, string>> = { DirectoryOrCreate: 'Directory', FileOrCreate: 'File' };

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
        const type = stringAt(volume.item, 'hostPath', 'type') ?? '';
        const [, own = ''] = TYPES.find(([path]) => path.test(folder.replace(/\/+$/, ''))) ?? [];
        if (folder !== '' && own !== '' && type !== '' && (entryOf(MADE, type) ?? type) !== own) {
          const expected = `${quoted(own)}, which ${folder} is`;
          return [
            { answer: 'broken', object, field: `${volume.path}.hostPath.type`, expected, received: quoted(type) },
          ];
        }
        // The kubelet makes a folder of this type.
        if (meant === undefined || type === 'DirectoryOrCreate') return [];
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
