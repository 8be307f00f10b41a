import { claimedVolumes, mounts } from '../../bundle/containers/pod-volumes';
import { listItems } from '../../manifest/field-path';
import { listAt, stringAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A container mounts volumes of its pod, each at its own path. */
export const mountsHaveVolumes: Rule = {
  id: 'mounts-have-volumes',
  answer: 'broken',
  why: 'the API server rejects a pod that mounts a volume it does not have, or two at one place',
  example:
    'Deployment default/api: spec.template.spec.containers[api].volumeMounts[cahce].name: expected a volume of the pod (cache, tmp), received "cahce"; did you mean "cache"? [mounts-have-volumes]',
  check: ({ templates }) =>
    templates.flatMap((template) => {
      const object = template.owner;
      const listed = listAt(template.spec, 'volumes').flatMap((volume) => stringAt(volume, 'name') ?? []);
      const volumes = [...new Set([...listed, ...claimedVolumes(template).map(({ name }) => name)])];
      return template.containers.flatMap((container): Finding[] => {
        const strangers = ['volumeMounts', 'volumeDevices']
          .flatMap((list) => listItems(container.spec, container.path, list))
          .flatMap(({ item, path }) => {
            const name = stringAt(item, 'name');
            if (name === undefined || volumes.includes(name)) return [];
            const expected = `a volume of the pod (${volumes.join(', ') || 'it has none'})`;
            return [{ object, field: `${path}.name`, expected, received: quoted(name), meant: nearest(name, volumes) }];
          });
        const taken = new Map<string, string>();
        const again = mounts(container).flatMap(({ volume, mountPath, path }) => {
          const other = taken.get(mountPath);
          taken.set(mountPath, other ?? volume);
          if (other === undefined) return [];
          const expected = `a path of its own: ${other} is mounted there`;
          return [{ object, field: `${path}.mountPath`, expected, received: quoted(mountPath) }];
        });
        return [...strangers, ...again];
      });
    }),
};
