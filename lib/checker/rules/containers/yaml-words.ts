import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A code of two letters beside others: YAML 1.1 reads NO, the code of Norway, and ON, that of Ontario, as false and true. */
const IN_FLOW = /\[\s*(?:[A-Z]{2}\s*,\s*)*\b(NO|ON)\b\s*(?:,\s*[A-Z]{2}\s*)*,?\s*\]/;
const IN_BLOCK =
  /^([ \t]*)-[ \t]+([A-Z]{2})[ \t]*\n(?:\1-[ \t]+[A-Z]{2}[ \t]*\n)*?\1-[ \t]+(NO|ON)[ \t]*$|^([ \t]*)-[ \t]+(NO|ON)[ \t]*\n\4-[ \t]+[A-Z]{2}[ \t]*$/m;
const CODE =
  /^[ \t]*(?:-[ \t]+)?(?:country|country_?code|region_code|province|locale|language)[ \t]*:[ \t]*(NO|ON|no)[ \t]*$/im;
/** A version such as 3.10, which is the number 3.1 in every version of YAML. */
const VERSION = /^[ \t]*(?:-[ \t]+)?[\w.-]*version[ \t]*:[ \t]*(\d+\.[1-9]\d*0)[ \t]*$/im;

/** A word of a YAML file is text where its program wants text. */
export const yamlWords: Rule = {
  id: 'yaml-words',
  answer: 'risk',
  why: 'many readers of YAML take NO for false and 3.10 for the number 3.1: the country is missing, and the version is another one',
  example:
    'ConfigMap default/api: data[app.yaml]: expected quotes around NO, which many readers of YAML take for false, received "NO" [yaml-words]',
  about: ['.yaml', '.yml'],
  check: (bundle) =>
    bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').flatMap(([key, text]): Finding[] => {
        if (!/\.ya?ml$/.test(key) || typeof text !== 'string' || text.length > 100_000) return [];
        const hasCode = text.includes('NO') || text.includes('ON') || /:[ \t]*no\b/.test(text);
        const found = hasCode ? [IN_FLOW, IN_BLOCK, CODE].flatMap((form) => wordOf(form.exec(text)) ?? []) : [];
        const [word] = found.filter((each) => each !== 'ON' || /\b(BC|QC|AB|MB|SK|NS|NB|PE|NL)\b/.test(text));
        const [, version] = VERSION.exec(text) ?? [];
        const place = { object, field: entryPath('data', key) };
        if (word !== undefined) {
          const taken = word === 'ON' ? 'true' : 'false';
          return [
            {
              ...place,
              expected: `quotes around ${word}, which many readers of YAML take for ${taken}`,
              received: quoted(word),
            },
          ];
        }
        return version === undefined
          ? []
          : [
              {
                ...place,
                expected: `quotes around ${version}, which YAML takes for the number ${Number(version)}`,
                received: version,
              },
            ];
      }),
    ),
};

const wordOf = (found: RegExpExecArray | null): string | undefined =>
  found?.slice(1).find((part) => /^(NO|ON|no)$/.test(part ?? ''));
