import type { Bundle, Container } from '../../bundle/bundle';
import { dataFolders } from '../../bundle/containers/data-folders';
import { claimedVolumes, mounts } from '../../bundle/containers/pod-volumes';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A server with a claimed disk keeps its data there. */
export const dataOnVolume: Rule = {
  id: 'data-on-volume',
  answer: 'risk',
  why: 'data beside the claimed disk is gone with the pod, or cannot be written at all',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].args: expected a folder on a volume of the container (/var/lib/etcd), received "/data" for --data-dir [data-on-volume]',
  about: ['volumeClaimTemplates', 'persistentVolumeClaim'],
  check: (bundle) =>
    bundle.containers
      .filter(({ init }) => !init)
      .flatMap((container) => [...beside(bundle, container), ...readOnly(container)]),
};

function beside(bundle: Bundle, container: Container): Finding[] {
  const claimed = new Set(claimedVolumes(container.template).map(({ name }) => name));
  const all = mounts(container);
  if (!all.some(({ volume }) => claimed.has(volume))) return [];
  const places = all.filter(({ volume }) => claimed.has(volume)).map(({ mountPath }) => mountPath);
  const isMounted = (folder: string) =>
    all.some(
      ({ mountPath }) =>
        `${folder}/`.startsWith(`${mountPath}/`.replace('//', '/')) || mountPath.startsWith(`${folder}/`),
    );
  return dataFolders(bundle, container)
    .filter(({ folder }) => !isMounted(folder))
    .map(({ object, field, folder, says }) => ({
      object,
      field,
      expected: `a folder on a volume of the container (${places.join(', ')})`,
      received: `${quoted(folder)} for ${says}`,
    }));
}

/** A claim of a StatefulSet's own that no container may write to stays empty. */
function readOnly(container: Container): Finding[] {
  const { template } = container;
  const own = listAt(template.owner, 'spec', 'volumeClaimTemplates').map((claim) =>
    stringAt(claim, 'metadata', 'name'),
  );
  const writable = new Set(
    template.containers.flatMap((each) => mounts(each).filter((mount) => !mount.readOnly)).map(({ volume }) => volume),
  );
  if (template.owner.kind !== 'StatefulSet' || valueAt(container.spec, 'volumeMounts') === undefined) return [];
  return mounts(container)
    .filter(({ volume, readOnly: closed }) => closed && own.includes(volume) && !writable.has(volume))
    .map(({ path }) => ({
      answer: 'broken' as const,
      object: template.owner,
      field: `${path}.readOnly`,
      expected: 'false: no container of the pod can write to the disk',
      received: 'true',
    }));
}
