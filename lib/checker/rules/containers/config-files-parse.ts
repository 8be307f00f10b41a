import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import { mistakenLineOfJson, mistakenLineOfYaml } from '../../manifest/mistaken-line';
import type { Finding, Rule } from '../../rule';

/** Signs that a program fills in the text before somebody reads it, or reads more than JSON and YAML. */
const EXTENDED = /\{\{|\{%|<%|\$\{|^\s*\/\/|\/\*|(^|[\s[,-])!\w/m;

/** A file of a ConfigMap is what the end of its name says: JSON or YAML. */
export const configFilesParse: Rule = {
  id: 'config-files-parse',
  answer: 'risk',
  why: 'the API server stores any text: a program that cannot read its configuration exits at its start',
  example: 'ConfigMap default/api: data[app.json]: expected JSON, received a mistake at line 2 [config-files-parse]',
  check: (bundle) =>
    bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').flatMap(([key, text]): Finding[] => {
        const [, end = ''] = /\.(json|ya?ml)$/i.exec(key) ?? [];
        if (end === '' || typeof text !== 'string' || text.trim() === '' || EXTENDED.test(text)) return [];
        const isJson = end.toLowerCase() === 'json';
        const line = isJson ? mistakenLineOfJson(text) : mistakenLineOfYaml(text);
        if (line === undefined) return [];
        const expected = isJson ? 'JSON' : 'YAML';
        return [{ object, field: entryPath('data', key), expected, received: `a mistake at line ${line}` }];
      }),
    ),
};
