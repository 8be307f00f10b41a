import type { PodTemplate } from '../../bundle/bundle';
import { type Mount, mounts } from '../../bundle/containers/pod-volumes';
import { getOrInsert } from '../../manifest/get-or-insert';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Containers that exchange files share a volume. */
export const scratchWritten: Rule = {
  id: 'scratch-written',
  answer: 'broken',
  why: 'an emptyDir is empty at the start: where no container can write to the volume, its readers wait for files that never come',
  example:
    'Deployment default/api: spec.template.spec.containers[api].volumeMounts[pages]: expected a container that writes to emptyDir pages, such as the one with checkout at /pages, received readers alone [scratch-written]',
  check: ({ templates }) => templates.flatMap(unwritten),
};

function unwritten(template: PodTemplate): Finding[] {
  const users = new Map<string, Mount[]>();
  for (const mount of template.containers.flatMap(mounts)) getOrInsert(users, mount.volume, () => []).push(mount);
  const scratch = listAt(template.spec, 'volumes').flatMap((volume) => {
    const isScratch = valueAt(volume, 'emptyDir') !== undefined;
    return isScratch ? [stringAt(volume, 'name') ?? ''] : [];
  });
  return scratch.flatMap((name): Finding[] => {
    const all = users.get(name) ?? [];
    const [first] = all;
    if (first === undefined || all.some(({ readOnly }) => !readOnly)) return [];
    const other = scratch.find((each) => {
      const places = users.get(each) ?? [];
      return each !== name && places.some((mount) => mount.mountPath === first.mountPath && !mount.readOnly);
    });
    const near = other === undefined ? '' : `, such as the one with ${other} at ${first.mountPath}`;
    const expected = `a container that writes to emptyDir ${name}${near}`;
    return [{ object: template.owner, field: first.path, expected, received: 'readers alone' }];
  });
}
