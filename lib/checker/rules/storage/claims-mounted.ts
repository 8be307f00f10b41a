import { claimedVolumes } from '../../bundle/containers/pod-volumes';
import { listAt, stringAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** A container mounts every claimed disk. */
export const claimsMounted: Rule = {
  id: 'claims-mounted',
  answer: 'risk',
  why: 'a claimed disk that no container mounts is paid for and stays empty, while the data goes with the pod',
  example:
    'StatefulSet default/db: spec.volumeClaimTemplates[data]: expected a container that mounts it, received none [claims-mounted]',
  about: ['volumeClaimTemplates', 'persistentVolumeClaim'],
  check: ({ templates }) =>
    templates.flatMap((template) => {
      const used = new Set(
        template.containers.flatMap(({ spec }) =>
          [...listAt(spec, 'volumeMounts'), ...listAt(spec, 'volumeDevices')].map((mount) => stringAt(mount, 'name')),
        ),
      );
      return claimedVolumes(template)
        .filter(({ name }) => !used.has(name))
        .map(({ path }) => ({
          object: template.owner,
          field: path,
          expected: 'a container that mounts it',
          received: 'none',
        }));
    }),
};
