import { claimsOf } from '../../bundle/workloads/claims';
import { listItems } from '../../manifest/field-path';
import { listAt, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A raw device is a device of the container, and a file system a mount: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support */
export const blockVolumes: Rule = {
  id: 'block-volumes',
  answer: 'broken',
  why: 'the kubelet mounts no raw device, and hands over no file system as a device: the pod waits in ContainerCreating',
  example:
    'Deployment default/api: spec.template.spec.containers[api].volumeMounts[data]: expected an item of volumeDevices, since PersistentVolumeClaim data has volumeMode Block, received a mount [block-volumes]',
  about: ['volumeMode', 'volumeDevices'],
  check: (bundle) =>
    bundle.templates.flatMap((template) => {
      const modes = new Map(
        claimsOf(bundle, template).map(({ name, object, spec }) => {
          const isBlock = stringAt(spec, 'volumeMode') === 'Block';
          const says = object.kind === 'StatefulSet' ? `the claim template ${name}` : `${object.kind} ${name}`;
          return [name, { isBlock, says }];
        }),
      );
      if (modes.size === 0) return [];
      const claims = new Map(
        listAt(template.spec, 'volumes').map((volume) => [
          stringAt(volume, 'name') ?? '',
          stringAt(volume, 'persistentVolumeClaim', 'claimName') ?? '',
        ]),
      );
      return template.containers.flatMap(({ spec, path }) =>
        (['volumeMounts', 'volumeDevices'] as const).flatMap((list) =>
          listItems(spec, path, list).flatMap((item): Finding[] => {
            const volume = stringAt(item.item, 'name') ?? '';
            const claim = modes.get(claims.get(volume) ?? volume);
            if (claim === undefined || claim.isBlock === (list === 'volumeDevices')) return [];
            const [other, mode] = claim.isBlock ? ['volumeDevices', 'Block'] : ['volumeMounts', 'Filesystem'];
            const expected = `an item of ${other}, since ${claim.says} has volumeMode ${mode}`;
            const received = claim.isBlock ? 'a mount' : 'a device';
            return [{ object: template.owner, field: item.path, expected, received }];
          }),
        ),
      );
    }),
};
