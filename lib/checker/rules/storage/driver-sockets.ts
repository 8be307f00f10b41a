import type { Bundle } from '../../bundle/bundle';
import { mounts } from '../../bundle/containers/pod-volumes';
import { setting } from '../../bundle/containers/settings';
import { listAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The path that the kubelet is told for the socket of a driver is the path of the socket on the node. */
export const driverSockets: Rule = {
  id: 'driver-sockets',
  answer: 'broken',
  why: 'the kubelet calls a CSI driver at the path on the node that the registrar tells: at another path nobody answers, and no volume is mounted',
  example:
    'DaemonSet default/csi: spec.template.spec.containers[registrar].args: expected a path below /var/lib/kubelet/plugins/nfs, the folder of the node with the socket, received "/var/lib/kubelet/plugins/other/csi.sock" [driver-sockets]',
  about: ['registrar'],
  check: (bundle) => bundle.containers.flatMap((container) => judge(bundle, container)),
};

/** https://github.com/kubernetes-csi/node-driver-registrar */
function judge(bundle: Bundle, container: Bundle['containers'][number]): Finding[] {
  if (!/registrar/.test(stringAt(container.spec, 'image') ?? '')) return [];
  const told = setting(bundle, container, ['kubelet-registration-path']);
  const address = setting(bundle, container, ['csi-address'])?.value ?? '';
  const [, name] = /^\$\((\w+)\)$/.exec(told?.value ?? '') ?? [];
  const registered = name === undefined ? told : setting(bundle, container, [name]);
  const own = mounts(container).find(({ mountPath }) => address.startsWith(`${mountPath}/`));
  const volume = listAt(container.template.spec, 'volumes').find((each) => stringAt(each, 'name') === own?.volume);
  const folder = stringAt(volume, 'hostPath', 'path')?.replace(/\/+$/, '');
  if (registered === undefined || own === undefined || own.folder || folder === undefined) return [];
  const [path, wanted] = [registered.value, `${folder}${address.slice(own.mountPath.length)}`];
  if (!path.startsWith('/') || path.includes('$') || path === wanted) return [];
  const expected = `a path below ${folder}, the folder of the node with the socket`;
  return [{ object: registered.object, field: registered.field, expected, received: quoted(path) }];
}
