import { imageReference, imageWord } from '../../bundle/containers/image-reference';
import { settings } from '../../bundle/containers/settings';
import { REMOVED_SETTINGS } from '../../programs/removed-settings';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program is told no setting that its version no longer has. */
export const removedSettings: Rule = {
  id: 'removed-settings',
  answer: 'broken',
  why: 'a program that does not know a setting stops at its start: a newer image refuses what an older one took',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].args: expected authentication_policy, since version 8.4 no longer has default-authentication-plugin, received "mysql:8.4" [removed-settings]',
  check: (bundle) =>
    bundle.containers.flatMap((container): Finding[] => {
      const { repository = '', tag = '' } = imageReference(container) ?? {};
      const image = imageWord(container);
      const rows = REMOVED_SETTINGS.filter((row) => row.image.test(image) && isFrom(tag, row.from));
      if (rows.length === 0) return [];
      const found = settings(bundle, container).flatMap(({ name, object, field }) => {
        const row = rows.find(({ names }) => names.test(name));
        if (row === undefined) return [];
        const expected = `${row.instead}, since version ${row.from.join('.')} no longer has ${name}`;
        return [{ object, field, expected, received: quoted(`${repository}:${tag}`) }];
      });
      return [...new Map(found.map((each) => [each.expected, each])).values()];
    }),
};

/** A tag without the minor number is the newest version of the major one. */
function isFrom(tag: string, [major, minor]: readonly [number, number]): boolean {
  const [, first, second] = /^v?(\d+)(?:\.(\d+))?(?=[.-]|$)/.exec(tag) ?? [];
  if (first === undefined) return false;
  return Number(first) > major || (Number(first) === major && Number(second ?? 999) >= minor);
}
