import type { Container } from '../../bundle/bundle';
import { claimedVolumes, mounts } from '../../bundle/pod-volumes';
import { onWindows, securityContext } from '../../bundle/security-context';
import { valueAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** A container without root rights owns the group of its disks. */
export const fsGroupForClaims: Rule = {
  id: 'fs-group-for-claims',
  answer: 'risk',
  why: 'a new disk belongs to root: without fsGroup a process that is not root may not write to it',
  example:
    'StatefulSet default/db: spec.template.spec.securityContext.fsGroup: expected a group id: db writes to the claimed volume data and is not root, received nothing [fs-group-for-claims]',
  check: ({ templates }) =>
    templates.flatMap((template) => {
      const { owner, path, spec, containers } = template;
      if (onWindows(template) || (valueAt(spec, 'securityContext', 'fsGroup') ?? null) !== null) return [];
      const claimed = new Set(claimedVolumes(template).map(({ name }) => name));
      const writes = containers.flatMap((container) =>
        mounts(container)
          .filter(({ volume, readOnly }) => claimed.has(volume) && !readOnly)
          .map(({ volume }) => ({ container, volume })),
      );
      // An init container that is root may hand the disk over.
      const handedOver = writes
        .filter(({ container }) => container.init && isRoot(container))
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
    }),
};

const isRoot = (container: Container): boolean => securityContext(container, 'runAsUser') === 0;

function isNotRoot(container: Container): boolean {
  const user = securityContext(container, 'runAsUser');
  return typeof user === 'number' ? user > 0 : securityContext(container, 'runAsNonRoot') === true;
}
