import { listItems } from '../../manifest/field-path';
import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Modes that people write: octal numbers, which are decimal numbers without a zero in front. */
const WRITTEN = new Set([400, 440, 444, 500]);

const SOURCES = ['configMap', 'secret', 'downwardAPI', 'projected'];

/** The mode of a file has a zero in front, or is a decimal number. */
export const octalFileModes: Rule = {
  id: 'octal-file-modes',
  answer: 'risk',
  why: 'the mode 440 without a zero in front is decimal, 0670 in octal: the group may write, and a program such as ssh refuses the file',
  example:
    'Deployment default/api: spec.template.spec.volumes[key].secret.defaultMode: expected 0440, or 288 as a decimal number, received 440 [octal-file-modes]',
  about: ['defaultMode', 'items'],
  check: ({ templates }) =>
    templates.flatMap(({ owner: object, spec, path }) =>
      listItems(spec, path, 'volumes').flatMap((volume) =>
        SOURCES.flatMap((kind) => {
          const source = valueAt(volume.item, kind);
          const place = `${volume.path}.${kind}`;
          const items = listAt(source, 'items').map((item, index) => [
            `${place}.items[${index}].mode`,
            valueAt(item, 'mode'),
          ]);
          return [[`${place}.defaultMode`, valueAt(source, 'defaultMode')], ...items] as [string, Json | undefined][];
        }).flatMap(([field, mode]): Finding[] => {
          if (typeof mode !== 'number' || !WRITTEN.has(mode)) return [];
          const decimal = Number.parseInt(String(mode), 8);
          return [{ object, field, expected: `0${mode}, or ${decimal} as a decimal number`, received: quoted(mode) }];
        }),
      ),
    ),
};
