import type { Container, PodTemplate } from '../../bundle/bundle';
import { claimedVolumes, mounts } from '../../bundle/containers/pod-volumes';
import { onWindows, securityContext } from '../../bundle/containers/security-context';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** A container without root rights owns the group of its disks. */
export const fsGroupForClaims: Rule = {
  id: 'fs-group-for-claims',
  answer: 'risk',
  why: 'a new disk belongs to root: without fsGroup a process that is not root may not write to it',
  example:
    'StatefulSet default/db: spec.template.spec.securityContext.fsGroup: expected a group id: db writes to the claimed volume data and is not root, received nothing [fs-group-for-claims]',
  about: ['volumeClaimTemplates', 'persistentVolumeClaim'],
  check: ({ templates }) => {
    const owning = templates.filter((template) => hasGroup(template) || template.containers.some(mayBeRoot));
    const owned = new Set(owning.flatMap(claimsOf).map(({ place }) => place));
    return templates.flatMap((template) => {
      const { owner, path, containers } = template;
      if (onWindows(template) || hasGroup(template)) return [];
      // Other pods with the same claim may own the disk, and write with the same user.
      const others = claimsOf(template).filter(({ place }) => owned.has(place));
      const shared = others.map(({ volume }) => volume);
      const claimed = new Set(claimedVolumes(template).map(({ name }) => name));
      const writes = containers.flatMap((container) =>
        mounts(container)
          .filter(({ volume, readOnly }) => claimed.has(volume) && !readOnly)
          .map(({ volume }) => ({ container, volume })),
      );
      // An init container that is root may hand the disk over.
      const handedOver = writes
        .filter(({ container, volume }) => (container.init && isRoot(container)) || shared.includes(volume))
        .map(({ volume }) => volume);
      const [stuck] = writes.filter(({ container, volume }) => isNotRoot(container) && !handedOver.includes(volume));
      if (!stuck) return [];
      return [
        {
          object: owner,
          field: `${path}.securityContext.fsGroup`,
          expected: `a group id: ${stuck.container.name} writes to the claimed volume ${stuck.volume} and is not root`,
          received: 'nothing',
        },
      ];
    });
  },
};

const hasGroup = ({ spec }: PodTemplate): boolean => (valueAt(spec, 'securityContext', 'fsGroup') ?? null) !== null;

/** The claims with a name of their own that the containers of a pod write to. */
function claimsOf({ namespace, spec, containers }: PodTemplate): { readonly place: string; readonly volume: string }[] {
  const written = containers.flatMap(mounts).filter(({ readOnly }) => !readOnly);
  return listAt(spec, 'volumes').flatMap((each) => {
    const claim = stringAt(each, 'persistentVolumeClaim', 'claimName');
    const volume = stringAt(each, 'name') ?? '';
    return claim !== undefined && written.some((mount) => mount.volume === volume)
      ? [{ place: `${namespace}/${claim}`, volume }]
      : [];
  });
}

const mayBeRoot = (container: Container): boolean => !container.init && !isNotRoot(container);

const isRoot = (container: Container): boolean => securityContext(container, 'runAsUser') === 0;

function isNotRoot(container: Container): boolean {
  const user = securityContext(container, 'runAsUser');
  return typeof user === 'number' ? user > 0 : securityContext(container, 'runAsNonRoot') === true;
}
